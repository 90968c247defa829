"""
Pages on paper: a template of ours, what it says and its pictures, to a tagged PDF (PDF/UA) of the same bytes each time.

A template stands in `templates/<name>.typ` and begins with `#import "house.typ": *` and `#show: sheet`. There it finds
`content` (what it says), `picture(name, width: …)`, `verdict(code)` and the colours of the house; `sheet` sets paper,
title, language, the mark of synthetic data and the line of sources. Words come from `Texts`, in the content: a template
holds none. Everything is in memory: nothing is read but the package, nothing is written.

    page = pdf("summary", {"heading": texts("…")}, title=…, texts=texts, imprint=imprint,
               pictures={"map.svg": Picture(style.svg(figure), alternative)})

A picture keeps its size to the millimetre when the template gives its width, which is how a map keeps its scale.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import matplotlib as mpl
import typst

from ..errors import TooLongError, TypesettingError
from ..wording import said
from . import style

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .imprint import Imprint
    from .texts import Texts

STANDARD: Final = "ua-1"
_REGIONS: Final = {"en": "GB", "nl": "NL"}
_PLACE: Final = re.compile(r"\w+\.typ:\d+:\d+")
_TOO_LONG: Final = "pages, where "
"""What `house.typ` says of a page that is longer than its template allows."""
_NO_PICTURES: Final[Mapping[str, Picture]] = {}


@dataclass(frozen=True)
class Picture:
    """
    A picture of a page on paper.

    Parameters
    ----------
    drawn
        Bytes of an SVG or PNG file, as `style.svg` gives them.
    alternative
        What it shows, in words, for a reader who does not see it.
    """

    drawn: bytes
    alternative: str


def pdf(
    template: str,
    content: Mapping[str, object],
    *,
    title: str,
    texts: Texts,
    imprint: Imprint,
    pictures: Mapping[str, Picture] = _NO_PICTURES,
) -> bytes:
    """
    Typeset a page.

    Parameters
    ----------
    template
        Name of a file in `templates`, without `.typ`.
    content
        What the page says: words, numbers as text, lists and mappings of them.
    title
        Title of the document; a reader shows it in the window's head.
    texts
        Gives the document's language.
    imprint
        Source, date and mark of synthetic data; its date is the document's date.
    pictures
        By file name, `map.svg`; the template names them.

    Returns
    -------
    document
        A tagged PDF that keeps to PDF/UA-1, with its fonts in it.

    Raises
    ------
    TypesettingError
        If a picture has no alternative text, or a sign stands in no font.
    TooLongError
        If it takes more pages than the template allows.

    Examples
    --------
    >>> from datetime import date
    >>> from analysis.presentation.imprint import Imprint
    >>> from analysis.presentation.texts import Texts
    >>> imprint = Imprint("Sample delivery", date(2023, 12, 31), True)
    >>> pdf("plain", {"paragraphs": ["One line."]}, title="A page", texts=Texts("en"), imprint=imprint)[:5]
    b'%PDF-'
    """
    wordless = [name for name, picture in pictures.items() if not picture.alternative.strip()]
    if wordless:
        message = said(
            "{template}.typ: {pictures} has no alternative text: say in words what the picture shows",
            template=template,
            pictures=", ".join(wordless),
        )
        raise TypesettingError(message)
    files = _files(template, content, {name: picture.drawn for name, picture in pictures.items()})
    files["house.typ"] = _template("house")
    files["house.json"] = _json(_house(title, texts, imprint, pictures))
    day = datetime.combine(imprint.reference_date, time(), UTC)
    return _compiled(template, files, pdf_standards=[STANDARD], timestamp=day)


def picture(
    template: str, content: Mapping[str, object], drawings: Mapping[str, bytes], *, dots_per_inch: int
) -> bytes:
    """
    Typeset a page as a picture (PNG), for a screen: without a document's title, language and tags.

    Parameters
    ----------
    template, content
        As for `pdf`.
    drawings
        Bytes of SVG or PNG files, by file name.
    dots_per_inch
        How finely; the page's size in points tells how large the picture is.
    """
    return _compiled(template, _files(template, content, drawings), format="png", ppi=dots_per_inch)


def _files(template: str, content: Mapping[str, object], drawings: Mapping[str, bytes]) -> dict[str, bytes]:
    drawn = {f"pictures/{name}": drawing for name, drawing in drawings.items()}
    return {"main.typ": _template(template), "content.json": _json(content), **drawn}


def _compiled(template: str, files: dict[str, bytes], **form: Any) -> bytes:
    """Run typst; whatever it refuses or warns of is an error, with its place."""
    try:
        document, warnings = typst.compile_with_warnings(
            files,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            **form,
        )
    except typst.TypstError as error:
        raise _refusal(template, error) from error
    if warnings:
        raise _refusal(template, warnings[0])
    return bytes(document)


def _refusal(template: str, told: typst.TypstError | typst.TypstWarning) -> TypesettingError:
    place = _PLACE.search(told.diagnostic)
    where = place[0].replace("main.typ", f"{template}.typ") if place else f"{template}.typ"
    reason = "; ".join([told.message, *told.hints])
    kind = TooLongError if _TOO_LONG in told.message else TypesettingError
    return kind(said("{place}: the page could not be typeset: {reason}", place=where, reason=reason))


def _house(title: str, texts: Texts, imprint: Imprint, pictures: Mapping[str, Picture]) -> dict[str, object]:
    """Give what every page shares: title, language, sources, colours, the words and looks of verdicts."""
    looks = ("face", "edge", "ink")
    return {
        "title": title,
        "language": texts.language,
        "region": _REGIONS[texts.language],
        "mark": imprint.mark(texts),
        "imprint": imprint.source_line(texts),
        "page": texts("Page {number} of {total}", number="#", total="##"),
        "alternatives": {name: picture.alternative for name, picture in pictures.items()},
        "colours": {"ink": style.INK, "grey": style.GREY, "pale": style.PALE, "accent": style.BLUE},
        "verdicts": {
            code: {**dict(zip(looks, tile, strict=True)), "symbol": texts.symbol(code), "word": texts.verdict(code)}
            for code, tile in style.VERDICT_TILES.items()
        },
    }


@cache
def _fonts() -> typst.Fonts:
    """Give the fonts that come with matplotlib, DejaVu Sans among them: the same on every machine."""
    folder = Path(mpl.get_data_path(), "fonts", "ttf")
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])


@cache
def _template(name: str) -> bytes:
    return resources.files(__package__).joinpath("templates", f"{name}.typ").read_text(encoding="utf-8").encode()


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, allow_nan=False).encode()
