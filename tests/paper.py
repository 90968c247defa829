"""What a PDF tells a reader who does not see it, and where its words stand on the page."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cached_property

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True)
class Tag:
    """What a piece of a page is, the words that stand for it, and its left, lower, right and upper edge in mm."""

    kind: str
    alternative: str
    box_mm: tuple[float, ...] | None


@dataclass(frozen=True)
class Paper:
    """A PDF, read back."""

    content: bytes

    @cached_property
    def reader(self) -> PdfReader:
        return PdfReader(io.BytesIO(self.content), strict=True)

    @property
    def root(self) -> DictionaryObject:
        return self.reader.root_object

    @property
    def is_tagged(self) -> bool:
        return bool(self.root["/MarkInfo"]["/Marked"]) and "/StructTreeRoot" in self.root

    @property
    def language(self) -> str:
        return str(self.root["/Lang"])

    @property
    def pages(self) -> int:
        return len(self.reader.pages)

    @property
    def text(self) -> str:
        """All words, with one space between them."""
        return " ".join(" ".join(page.extract_text() for page in self.reader.pages).split())

    @cached_property
    def tags(self) -> list[Tag]:
        """Every tag, in the order in which a page is spoken."""
        return list(_walk(self.root["/StructTreeRoot"]))

    def headings(self) -> list[str]:
        """Levels of the headings, in order: `["H1", "H2", "H2"]`."""
        return [tag.kind for tag in self.tags if tag.kind in {"H1", "H2", "H3", "H4", "H5", "H6"}]

    def figures(self) -> list[Tag]:
        """Pictures, with their words and the place they take."""
        return [tag for tag in self.tags if tag.kind == "Figure"]

    def fonts(self) -> dict[str, bool]:
        """Name of each font, and whether it stands in the file."""
        found = {}
        for page in self.reader.pages:
            for font in page["/Resources"].get("/Font", {}).values():
                below = font.get_object()["/DescendantFonts"][0].get_object()
                descriptor = below["/FontDescriptor"].get_object()
                found[str(font.get_object()["/BaseFont"])] = any(f"/FontFile{kind}" in descriptor for kind in "23")
        return found

    def written(self) -> list[tuple[str, float, float, float]]:
        """Each piece of text with its size in points, and where it begins: from the left and from the foot."""
        pieces = []

        def tell(text, place, matrix, _, size):  # what pypdf calls with each piece
            if text.strip():
                left = matrix[4] * place[0] + matrix[5] * place[2] + place[4]
                foot = matrix[4] * place[1] + matrix[5] * place[3] + place[5]
                pieces.append((text.strip(), abs(size * matrix[3] * place[3]), left, foot))

        for page in self.reader.pages:
            page.extract_text(visitor_text=tell)
        return pieces


def _walk(tag: object):
    tag = tag.get_object() if isinstance(tag, IndirectObject) else tag
    if not isinstance(tag, DictionaryObject):
        return
    if "/S" in tag:
        boxes = [one["/BBox"] for one in tag.get("/A", []) if "/BBox" in one]
        box = tuple(float(edge) / POINTS_PER_MM for edge in boxes[0]) if boxes else None
        yield Tag(str(tag["/S"]).lstrip("/"), str(tag.get("/Alt", "")), box)
    below = tag.get("/K", [])
    for one in below if isinstance(below, list) else [below]:
        yield from _walk(one)
