"""Take in what was noted at an inspection: all of it, or nothing and every reason why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ... import paths
from ...catalogue import CARD, renew_card
from ...errors import AfsprakenError, DeliveryError
from ...indicators.definitions import complex_points
from ...parameters import load_norms
from ...sources import findings_of, known_codes, read_delivery
from ...sources.coordinates import X, Y
from ...wording import said
from .filled_in import coded, read_filled_in
from .form import choices_of
from .merging import changes_of, files_of, merged
from .refusals import about, about_earlier, about_new
from .walk import walk_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    import pandas as pd

    from ...findings import Finding
    from ...sources.delivery import Delivery


@dataclass(frozen=True)
class TakenIn:
    """
    What was taken in.

    Parameters
    ----------
    inspection_id, village, held_on
        The inspection; empty and None where only earlier points were closed.
    new, closed
        How many points were added, and how many earlier ones closed.
    findings
        What is worth knowing though nothing was refused.
    """

    inspection_id: str
    village: str
    held_on: date | None
    new: int
    closed: int
    findings: tuple[Finding, ...]


def take_in(file: Path, folder: Path, *, village: str = "", held_on: date | None = None) -> TakenIn:
    """
    Merge a filled-in form into a delivery.

    New points get an id and their inspection a row; points of earlier inspections are closed; every other cell of the
    delivery stays as it was written. The files are written beside those they replace and renamed, the card last.

    Parameters
    ----------
    file
        CSV of the form, or the GeoPackage of a phone.
    folder
        Folder of the delivery, with its card.
    village, held_on
        The inspection, where the form does not say it.

    Returns
    -------
    taken
        What was taken in.

    Raises
    ------
    DeliveryError
        With every finding at once: of the delivery as it is, of the form, or of the delivery as it would become.
        Nothing is written then.
    AfsprakenError
        If the delivery is the shipped one, or a file could not be replaced; then all files are as they were.
    """
    if folder.resolve() == paths.SAMPLE.resolve():
        message = said("the shipped delivery stays as it is: name the folder of your own delivery with --data DIR")
        raise AfsprakenError(message)
    delivery = read_delivery(folder)
    codes = known_codes(load_norms(), on=delivery.card.reference_date)
    stands = said("{folder} is refused as it is: nothing can be taken in before it is mended", folder=folder.name)
    _refuse(findings_of(delivery, codes), stands)
    rows, findings = read_filled_in(file)
    choices = choices_of(delivery.card, on=held_on or delivery.card.reference_date)
    is_earlier = rows["observation_id"].notna()
    earlier, (new, seen) = rows[is_earlier], coded(rows[~is_earlier], choices)
    walk, asked = walk_of(rows[~is_earlier], delivery, village=village, held_on=held_on)
    findings += [*seen, *asked, *about_earlier(earlier, delivery, choices)]
    new, seen = _placed(new, delivery, village=walk.village if walk else "")
    findings += seen
    if walk is not None:
        findings += about_new(new, walk, delivery)
    refusal = said("{file} is not taken in, and nothing was written", file=file.name)
    _refuse(findings, refusal)
    closed = int(earlier["closed_on"].notna().sum())
    if walk is None and not closed:
        message = said(
            "{file} holds no new point and closes no earlier one: there is nothing to take in", file=file.name
        )
        raise AfsprakenError(message)
    changes = changes_of(new, earlier, walk, delivery)
    _refuse(findings_of(merged(delivery, changes), codes), refusal)
    contents, listed, fixed = files_of(delivery, changes)
    _refuse(fixed, refusal)
    _replace(folder, contents, listed)
    return TakenIn(
        inspection_id=walk.inspection_id if walk else "",
        village=walk.village if walk else "",
        held_on=walk.held_on.date() if walk else None,
        new=len(new),
        closed=closed,
        findings=tuple(findings),
    )


def _refuse(findings: Sequence[Finding], message: str) -> None:
    refused = [finding for finding in findings if finding.is_refusal]
    if refused:
        raise DeliveryError(message, refused)


def _placed(new: pd.DataFrame, delivery: Delivery, *, village: str) -> tuple[pd.DataFrame, list[Finding]]:
    """Give points without coordinates the place of the complex they name: its middle, as on the sheet."""
    complexes, dwellings = delivery.tables.get("complexes"), delivery.tables.get("dwellings")
    named = new["complex_id"].notna()
    if complexes is None or dwellings is None or not named.any():
        return new, []
    villages = complexes.set_index("complex_id")["village"]
    is_unknown = named & ~new["complex_id"].isin(villages.index)
    is_elsewhere = named & ~is_unknown & (new["complex_id"].map(villages) != village) & bool(village)
    remedy = said("Correct it, or leave it empty.")
    unknown = about(new[is_unknown], "unknown_complex", "complex_id", said("complex_id is not in complexes"), remedy)
    message = said("the complex is not in {village}", village=village)
    elsewhere = about(new[is_elsewhere], "complex_elsewhere", "complex_id", message, remedy)
    on = delivery.card.reference_date
    points = complex_points(dwellings, on, temporary_reasons=load_norms().value("temporary_reasons", on=on))
    points = points.set_index("complex_id")
    has_none = new[X].isna() & new[Y].isna() & named
    places = {axis: new[axis].where(~has_none, new["complex_id"].map(points[axis])) for axis in (X, Y)}
    return new.assign(**places), [*unknown, *elsewhere]


def _replace(folder: Path, contents: Mapping[str, bytes], listed: Mapping[str, Sequence[str]]) -> None:
    """Write each file beside the one it replaces, rename them, then renew the card; on a failure all is as it was."""
    names = [*contents, CARD]
    before = {name: (folder / name).read_bytes() if (folder / name).exists() else None for name in names}
    drafts = {name: (folder / name).with_name(f".{(folder / name).name}.draft") for name in contents}
    try:
        for name, content in contents.items():
            drafts[name].write_bytes(content)
        for name, draft in drafts.items():
            draft.replace(folder / name)
        renew_card(folder, listed)
    except OSError as error:
        _restore(folder, before)
        message = said(
            "a file of {folder} could not be replaced ({error}): close it in other programs and try again",
            folder=folder.name,
            error=str(error),
        )
        raise AfsprakenError(message) from error
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)


def _restore(folder: Path, before: Mapping[str, bytes | None]) -> None:
    for name, content in before.items():
        place = folder / name
        if content is None:
            place.unlink(missing_ok=True)
        elif place.read_bytes() != content:
            place.write_bytes(content)
