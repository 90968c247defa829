"""English words for the reasons of verdicts, as the results hold them: sentences with named places."""

from __future__ import annotations

from typing import Final

REASONS: Final = {
    # a figure
    "no_members": "nothing to measure: the denominator is 0",
    "too_many_missing": "the answer is unknown for more than {share} of the cases",
    "no_figure": "the figure is missing",
    "within_margin": 'not at the line itself, but within the margin of {share} that "circa" leaves',
    "talk_held": "over the line; the talk it asks for was held on {day}",
    "talk_due": "a talk is due between {one} and {other} in the half-year after this one ({first} to {last})",
    "talk_due_parties": "a talk is due between the parties in the half-year after this one ({first} to {last})",
    "on_schedule": "on schedule: due on {day}",
    "not_met_yet": "not met yet: due on {day}",
    "running": "not met so far: the half-year is still running",
    "intention": "not met; the text states an intention, which cannot be broken",
    "not_met": "not met",
    "by_the_parties": "reported by the parties, not measured",
    "withheld": "withheld: the figures are of too few to show",
    # an account or a comparison
    "other_total": "counted homes differ from {source}: {place} ({difference})",
    "no_total": "no control total",
    "other_number": "the homes themselves show another number: {places}",
    "none_sold": "no homes were sold",
    "rents_unknown": "rents are known to {day}; the comparison needs those of {last}",
    "quarters_unknown": "not every quarter of the half-year was reported by the reference date",
    # an agreement
    "no_line": "the text sets no line",
    "shown_without_line": "the text sets no line: the figure is shown without a verdict",
    "shown_with_day": "the text sets a date ({day}) and no figure: the figure is shown without a verdict",
    "absent": "not delivered: {tables}",
    "not_built": "not built yet",
    "not_in_run": "not in this run",
    "other_party": "it rests on figures of another party, which this edition does not show",
    # the log of the parties
    "nothing_reported": "nothing reported",
    "empty_log": "nothing reported: the log of actions holds no entry",
    "as_reported": "as reported: {reason}",
    "late": "{reason}; it was due on {day}",
    "still_planned": "due on {day}, last reported as planned: {who}",
    "done": "{who}: done",
    "planned": "{who}: planned",
    "cancelled": "{who}: cancelled",
    "tenants": "its tenants' organisation",
}
