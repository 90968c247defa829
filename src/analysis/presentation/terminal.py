"""What the terminal shows of findings and verdicts: plain lines, the same in a log."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from .standing import tally

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from ..findings import Finding
    from .texts import Texts

ORDER = {"refused": 0, "warning": 1, "note": 2}
MEASURED = ("kept", "at_risk", "broken")
SEVERITY_WIDTH = 8
TITLE_WIDTH = 58
NUMBER_WIDTH = 8


def lines(findings: Sequence[Finding], texts: Texts) -> list[str]:
    """
    One block of lines per finding, refusals first.

    Parameters
    ----------
    findings
        Everything a check found.
    texts
        Words and numbers.

    Returns
    -------
    lines
        Place, message, first keys and remedy of each.

    Examples
    --------
    >>> from analysis.findings import Finding
    >>> from analysis.presentation.texts import Texts
    >>> for line in lines([Finding("rents", "negative_rent", "net_rent_eur_per_month", "The rent is below 0.",
    ...                            "Correct it.", "refused", 1, 14, ("W-0007",), "rents.csv")], Texts("en")):
    ...     print(line)
    refused  rents (rents.csv), line 14, net_rent_eur_per_month: The rent is below 0. [negative_rent, 1 row: W-0007]
             remedy: Correct it.
    """
    ordered = sorted(findings, key=lambda finding: (ORDER[finding.severity], finding))
    return [line for finding in ordered for line in _block(finding, texts)]


def _block(finding: Finding, texts: Texts) -> list[str]:
    place = finding.table + (f" ({finding.file})" if finding.file else "")
    place += texts(", line {number}", number=finding.first_row) if finding.first_row else ""
    place += f", {finding.column}" if finding.column else ""
    detail = finding.rule
    if finding.count:
        detail += f", {texts.plural('{count} row', '{count} rows', finding.count)}"
    if finding.first_keys:
        detail += f": {', '.join(finding.first_keys)}"
    severity = f"{texts.severity(finding.severity):<{SEVERITY_WIDTH}}"
    remedy = texts("remedy: {remedy}", remedy=texts.told(finding.remedy))
    return [f"{severity} {place}: {texts.told(finding.message)} [{detail}]", f"{'':<{SEVERITY_WIDTH}} {remedy}"]


def summary(findings: Sequence[Finding], texts: Texts) -> str:
    """
    Count the findings by severity.

    Examples
    --------
    >>> from analysis.presentation.texts import Texts
    >>> summary([], Texts("en"))
    'nothing found: the delivery can be run'
    """
    if not findings:
        return texts("nothing found: the delivery can be run")
    counts: Counter[str] = Counter(finding.severity for finding in findings)
    told = ", ".join(_counted(severity, counts[severity], texts) for severity in ORDER if counts[severity])
    if counts["refused"]:
        return texts("{counted}: the delivery cannot be run", counted=told)
    return texts("{counted}: the delivery can be run", counted=told)


def _counted(severity: str, count: int, texts: Texts) -> str:
    """Give how many findings have a severity."""
    if severity == "refused":
        return texts("{count} refused", count=texts.count(count))
    if severity == "warning":
        return texts.plural("{count} warning", "{count} warnings", count)
    return texts.plural("{count} note", "{count} notes", count)


def scoreboard(entries: pd.DataFrame, texts: Texts) -> list[str]:
    """
    Lines that say how the agreements stand: those measured one by one, the rest counted.

    Parameters
    ----------
    entries
        One row per agreement or goal: `agreement, title, verdict, reason`, and where it is there `beside`: what
        stands beside the verdict, in words.
    texts
        Words and numbers.

    Returns
    -------
    lines
        Measured agreements in the register's order, then one line with the counts of all verdicts.
    """
    if entries.empty:
        return [texts("no register of agreements for this municipality: figures only")]
    measured = entries[entries["verdict"].isin(MEASURED)]
    shown = [_board_line(row, texts) for row in measured.itertuples()]
    return [*shown, f"  {texts('all entries of the register')}: {counts(entries, texts)}"]


def counts(entries: pd.DataFrame, texts: Texts) -> str:
    """Count how the agreements stand, the worst first, in one line."""
    standings = [texts.standing(*pair) for pair in zip(entries["verdict"], entries["reason"], strict=True)]
    return "; ".join(f"{count} {texts.verdict(standing)}" for standing, count in tally(standings).items())


def _board_line(row: Any, texts: Texts) -> str:  # noqa: ANN401 - a named tuple of the frame's columns
    line = board_line(row.agreement, texts(row.title), texts.standing(row.verdict, row.reason), texts)
    told = getattr(row, "beside", "")
    return f"{line}; {told}" if isinstance(told, str) and told else line


def board_line(number: str, title: str, standing: str, texts: Texts) -> str:
    """Give an agreement as the beginning of a line: symbol, number, title cut to its column, how it stands."""
    short = title if len(title) <= TITLE_WIDTH else f"{title[: TITLE_WIDTH - 1].rstrip()}…"
    name = f"{number:<{NUMBER_WIDTH}} {short:<{TITLE_WIDTH}}"
    return f"  {texts.symbol(standing)} {name} {texts.verdict(standing)}"
