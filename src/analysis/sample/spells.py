"""What happens to homes: sales, demolition, purchases, temporary exits, corrections; and control totals."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from .model import Label, Spell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .dwellings import Builder
    from .model import Home

Event = dict[str, str]


def apply_events(builder: Builder, homes: list[Home]) -> list[Home]:
    """
    Let every row of `sample_events.csv` happen; homes that come or came back are added to the list.

    Returns
    -------
    list of Home
        The homes given, some with other spells, and the homes added by the events.
    """
    handlers = {
        "leave": _leave,
        "left": _left,
        "joined": _joined,
        "away": _away,
        "split": _split,
        "returned": _returned,
    }
    for event in builder.reference.rows("sample_events"):
        homes += handlers[event["kind"]](builder, homes, event)
    return homes


def _day(text: str) -> date:
    return date.fromisoformat(text)


def candidates(homes: Iterable[Home], event: Event) -> list[Home]:
    """Return untouched homes of the association, in the event's complex or village if there are enough."""
    free = [
        home
        for home in homes
        if home.corporation == event["corporation"] and home.spells[-1].end is None and not home.tags
    ]
    if event["complex_key"]:
        return [home for home in free if home.estate.key == event["complex_key"]]
    generated = [home for home in free if not home.estate.is_fixed and home.is_self_contained]
    near = [home for home in generated if home.estate.village == event["village"]]
    return near if len(near) > int(event["homes"]) else generated


def _choose(builder: Builder, homes: list[Home], event: Event) -> list[Home]:
    chosen = builder.dice.take(candidates(homes, event), int(event["homes"]))
    chosen.sort(key=lambda home: home.dwelling_id)
    for home in chosen:
        home.tags |= {"event", event["event_id"]}
        home.has_sale_label = event["has_sale_label"] == "true"
    return chosen


def _leave(builder: Builder, homes: list[Home], event: Event) -> list[Home]:
    for home in _choose(builder, homes, event):
        home.spells[-1].end, home.spells[-1].reason_out = _day(event["out_on"]), event["out_reason"]
    return []


def _added(builder: Builder, homes: list[Home], event: Event, start: date | None, reason: str) -> list[Home]:
    """Make the homes of an event in a complex of its village that is older than the event."""
    estates = {home.estate.complex_id: home.estate for home in candidates(homes, event)}
    estate = builder.dice.pick(list(estates.values()))
    added = [builder.home(estate, number, start, reason) for number in range(int(event["homes"]))]
    for home in added:
        home.tags |= {"event", event["event_id"]}
        home.has_sale_label = event["has_sale_label"] == "true"
    return added


def _left(builder: Builder, homes: list[Home], event: Event) -> list[Home]:
    added = _added(builder, homes, event, None, "")
    for home in added:
        home.spells[-1].end, home.spells[-1].reason_out = _day(event["out_on"]), event["out_reason"]
    return added


def _joined(builder: Builder, homes: list[Home], event: Event) -> list[Home]:
    return _added(builder, homes, event, _day(event["in_on"]), event["in_reason"])


def _away(builder: Builder, homes: list[Home], event: Event) -> list[Home]:
    """Let homes leave for a while; a renovation gives them label A."""
    for home in _choose(builder, homes, event):
        last = home.spells[-1]
        last.end, last.reason_out = _day(event["out_on"]), event["out_reason"]
        if not event["in_on"]:
            continue
        back = _day(event["in_on"])
        label = Label("A", "NTA", back) if event["in_reason"] == "REN" else last.label
        home.spells.append(Spell(back, event["in_reason"], label))
    return []


def _split(builder: Builder, homes: list[Home], event: Event) -> list[Home]:
    _leave(builder, homes, event)
    source = next(home for home in homes if event["event_id"] in home.tags)
    halves = [builder.home(source.estate, n, _day(event["in_on"]), event["in_reason"]) for n in range(2)]
    for half in halves:
        half.tags |= {"event", event["event_id"], "first_letting"}
        half.point, half.is_self_contained, half.is_daeb = source.point, True, True
    return halves


def _returned(builder: Builder, homes: list[Home], event: Event) -> list[Home]:
    """Make a home that was lost and has been rebuilt."""
    added = _left(builder, homes, event)
    for home in added:
        home.tags.add("first_letting")
        home.is_self_contained, home.is_daeb = True, True
        back = _day(event["in_on"])
        home.spells.append(Spell(back, event["in_reason"], Label("A+", "NTA", back)))
    return added


def stock_rows(homes: list[Home], sources: dict[date, str]) -> list[list[str]]:
    """
    Count the homes per association and village on the dates of the control totals.

    Parameters
    ----------
    homes
        All homes; those of other municipalities are left out.
    sources
        Named source per date.

    Returns
    -------
    list
        Rows of the table `stock`, in the order of date, association and village.
    """
    rows = []
    for day, source in sources.items():
        counts: dict[tuple[str, str], int] = {}
        for home in homes:
            if home.is_here and home.in_stock(day):
                key = (home.corporation, home.estate.village)
                counts[key] = counts.get(key, 0) + 1
        rows += [[*key, day.isoformat(), str(counts[key]), source] for key in sorted(counts)]
    return rows
