"""Laarhove: the segments of the plan stage by stage, the lines, and what the rest of the plan must hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd
from matplotlib.patches import Patch

from .. import style
from ..sheet import MARGIN_IN, Sheet, sheet, widest_in, width_in
from ..shown import rows_of
from ..texts import is_missing

if TYPE_CHECKING:
    from datetime import date

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from ...disclosure import Published
    from ..imprint import Imprint
    from ..texts import Texts

_ROW_IN: Final = 0.42
_AXIS_IN: Final = 0.5
_LEGEND_IN: Final = 0.32
_LINES_IN: Final = 0.55
_HEADING_IN: Final = 0.35
_STAGES: Final = ("all", "permitted", "under_construction", "delivered")
_SEGMENTS: Final = {"social": style.BLUE, "cheap_sale": style.SKY, "other": style.PALE}
_NEEDED: Final = ("id", "value", "denominator")
_REQUIRED: Final = ("id", "threshold", "plan_size_homes", "remaining_homes", "required_homes", "required_share")


def phases(
    published: Published,
    required: Published,
    texts: Texts,
    imprint: Imprint,
    *,
    social_line: float,
    cheap_line: float,
    context_line: float | None,
    context_since: date,
) -> Figure:
    """
    Draw the share of social rent, cheap sale and other homes per stage, and under it what the rest must hold.

    Parameters
    ----------
    published
        Rows of `laarhove.shares`.
    required
        Rows of `laarhove.required`.
    social_line, cheap_line
        Lines of agreement 20 for social rent, and for social rent and cheap sale together, 0-1.
    context_line
        Share the council asked: context, never a threshold; None before the council asked it.
    context_since
        First day of the month in which the council asked it.
    """
    stages, rest = _stages(published), rows_of(required, _REQUIRED)
    lower = _LEGEND_IN + _LINES_IN + _ROW_IN * max(len(stages), 1) + _AXIS_IN
    lines = {social_line: ("-", texts("social rent")), cheap_line: ("--", texts("social rent and cheap sale"))}
    notes = []
    if context_line is not None:
        lines[context_line] = (":", texts("context only"))
        notes.append(_context_note(context_line, context_since, texts))
    with style.house_style():
        page = sheet(
            texts,
            imprint,
            title=texts("Laarhove: social rent and cheap sale, stage by stage"),
            definition=texts.definition("laarhove.cheap_share"),
            body_in=lower + _HEADING_IN + _ROW_IN * max(len(rest), 1) + _AXIS_IN,
            notes=notes,
        )
        names = [_stage_name(row, texts) for _, row in stages.iterrows()]
        targets = [_target_name(row, texts) for _, row in rest.iterrows()]
        left = widest_in([*names, *targets], style.SIZES["label"]) + MARGIN_IN + 0.1
        upper = page.axes(left=left, right=0.35, top=_LEGEND_IN + _LINES_IN, height=_ROW_IN * max(len(stages), 1))
        _draw_stages(upper, stages, names, texts)
        _draw_lines(upper, lines, texts)
        _legend(page, texts)
        page.write(MARGIN_IN, lower, texts("What the homes without a permit must hold"), fontweight="bold", va="top")
        right = widest_in([_target_text(row, texts) for _, row in rest.iterrows()], style.SIZES["label"]) + 0.3
        below = page.axes(left=left, right=right, top=lower + _HEADING_IN, height=_ROW_IN * max(len(rest), 1))
        _draw_required(below, rest, targets, texts)
    return page.figure


def alt_phases(
    published: Published,
    required: Published,
    texts: Texts,
    *,
    social_line: float,
    cheap_line: float,
    context_line: float | None,
    context_since: date,
) -> str:
    """Say the shares per stage, the lines, and what the homes without a permit must hold."""
    sentences = [
        texts(
            "{stage}; social rent {social}, cheap sale {cheap}.",
            stage=_flat(_stage_name(row, texts)),
            social=texts.share(row["social"]),
            cheap=texts.share(row["cheap_sale"]),
        )
        for _, row in _stages(published).iterrows()
    ]
    sentences.append(
        texts("Lines: {social} and {cheap}.", social=texts.share(social_line, 0), cheap=texts.share(cheap_line, 0))
    )
    if context_line is not None:
        sentences.append(_context_note(context_line, context_since, texts))
    for _, row in rows_of(required, _REQUIRED).iterrows():
        sentences.append(f"{_flat(_target_name(row, texts))}: {_target_text(row, texts)}.")
    return " ".join(sentences)


def _context_note(share: float, since: date, texts: Texts) -> str:
    return texts(
        "Dotted line: council {month}, {share}, context only: no line of these agreements.",
        month=texts.month(since),
        share=texts.share(share, 0),
    )


def _stages(published: Published) -> pd.DataFrame:
    """One row per stage: stage, homes, and the three shares that add up to one."""
    rows = rows_of(published, _NEEDED)
    parts = rows["id"].str.extract(r"laarhove\.(?P<segment>social|cheap)_share(?:\.(?P<stage>\w+))?")
    rows = rows.assign(segment=parts["segment"], stage=parts["stage"].fillna("all"))
    rows = rows[~rows["suppressed"] & rows["segment"].notna()]
    shares = {segment: part.set_index("stage")["value"] for segment, part in rows.groupby("segment")}
    stages = pd.DataFrame({"stage": [stage for stage in _STAGES if stage in set(rows["stage"])]}).astype("str")
    social, cheap = (stages["stage"].map(shares.get(segment, {})).astype("float64") for segment in ("social", "cheap"))
    homes = stages["stage"].map(rows.groupby("stage")["denominator"].first())
    return stages.assign(homes=homes, social=social, cheap_sale=cheap - social, other=1 - cheap)


def _stage_name(row: pd.Series, texts: Texts) -> str:
    told = texts(
        "{count} homes, {share} together",
        count=texts.count(row["homes"]),
        share=texts.share(row["social"] + row["cheap_sale"]),
    )
    return f"{texts.status(str(row['stage']))}:\n{told}"


def _flat(name: str) -> str:
    """Write a name of two lines on one line."""
    return name.replace("\n", " ")


def _target_name(row: pd.Series, texts: Texts) -> str:
    return texts(
        "{size} homes,\n{line} {segment}",
        size=texts.count(row["plan_size_homes"]),
        line=texts.share(row["threshold"], 0),
        segment=texts.segment(_segment(row)),
    )


def _segment(row: pd.Series) -> str:
    return "social" if row["id"] == "laarhove.social_share" else "cheap"


def _target_text(row: pd.Series, texts: Texts) -> str:
    text = texts(
        "{needed} of {rest} ({share})",
        needed=texts.count(row["required_homes"]),
        rest=texts.count(row["remaining_homes"]),
        share=texts.share(row["required_share"]),
    )
    return texts("{target}, not possible", target=text) if row["required_share"] > 1 else text


def _draw_stages(axes: Axes, stages: pd.DataFrame, names: list[str], texts: Texts) -> None:
    for position, (_, row) in enumerate(stages.iterrows()):
        left = 0.0
        for segment, colour in _SEGMENTS.items():
            share = float(row[segment])
            axes.barh(position, share, left=left, height=0.66, color=colour, edgecolor="#ffffff", gid=segment)
            _label(axes, position, left, share, segment, texts)
            left += share
    axes.set_yticks(range(len(stages)), names)
    axes.set_ylim(max(len(stages), 1) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
    axes.set_xlim(0, 1)
    axes.xaxis.set_major_formatter(lambda share, _: texts.share(share, 0))
    axes.set_xlabel(texts("share of homes, %"))


def _label(axes: Axes, position: int, left: float, share: float, segment: str, texts: Texts) -> None:
    """Write a bar's share inside it, where it fits."""
    text = texts.share(share)
    size = 8.0
    width = axes.get_window_extent().width / style.DPI
    if width_in(text, size) + 0.04 < share * width:
        colour = "#ffffff" if segment == "social" else style.INK
        ground = {"boxstyle": "square,pad=0.05", "facecolor": _SEGMENTS[segment], "edgecolor": "none"}
        axes.text(
            left + share / 2,
            position,
            text,
            ha="center",
            va="center",
            fontsize=size,
            color=colour,
            bbox=ground,
            zorder=5,
        )


def _draw_lines(axes: Axes, lines: dict[float, tuple[str, str]], texts: Texts) -> None:
    """Draw the lines over all stages; their names stand on steps above the bars, so that they never meet."""
    top = -0.5
    for step, (share, (dashes, name)) in enumerate(sorted(lines.items(), reverse=True)):
        height = top - 0.14 - 0.38 * step
        axes.plot(
            [share, share],
            [axes.get_ylim()[0], height],
            dashes,
            color=style.INK,
            linewidth=1.2,
            clip_on=False,
            gid="line",
        )
        axes.text(share + 0.01, height, f"{texts.share(share, 0)} {name}", fontsize=style.SIZES["label"], va="top")


def _legend(page: Sheet, texts: Texts) -> None:
    handles = [
        Patch(facecolor=colour, label=texts.segment("social_rent" if segment == "social" else segment))
        for segment, colour in _SEGMENTS.items()
    ]
    page.legend(handles, columns=3)


def _draw_required(axes: Axes, rest: pd.DataFrame, names: list[str], texts: Texts) -> None:
    """Bars of the share that the homes without a permit must hold; more than all of them is hatched."""
    size = style.SIZES["label"]
    for position, (_, row) in enumerate(rest.iterrows()):
        share = row["required_share"]
        is_impossible = not is_missing(share) and share > 1
        colour = style.BLUE if _segment(row) == "social" else style.SKY
        if not is_missing(share):
            axes.barh(
                position,
                min(max(share, 0), 1),
                height=0.62,
                color="#ffffff" if is_impossible else colour,
                edgecolor=colour,
                hatch=style.HATCH_WITHHELD if is_impossible else None,
                gid="required",
            )
        axes.text(1.02, position, _target_text(row, texts), fontsize=size, va="center")
    axes.set_yticks(range(len(rest)), names)
    axes.set_ylim(max(len(rest), 1) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
    axes.set_xlim(0, 1)
    axes.xaxis.set_major_formatter(lambda share, _: texts.share(share, 0))
    axes.set_xlabel(texts("share of the homes without a permit, %"))
