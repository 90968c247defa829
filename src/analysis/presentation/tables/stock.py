"""Tables of homes: the stock account and what is still to be built."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..shown import rows_of
from ..texts import is_missing
from . import cells
from .html_table import HtmlTable, table_of

if TYPE_CHECKING:
    import pandas as pd

    from ...disclosure import Published
    from ..texts import Texts

ACCOUNT_STEPS: Final = (
    "start",
    "new",
    "rebuilt",
    "bought",
    "transformed",
    "split_or_merged",
    "demolished",
    "sold",
    "administrative",
    "end",
    "temporary",
)


def stock_account_table(published: Published, texts: Texts) -> HtmlTable:
    """
    Stock account per association and village, one column per step; rows without homes or changes are left out.

    Parameters
    ----------
    published
        Rows of `social_stock.account`: corporation, village, step, homes.
    """
    rows = rows_of(published, ("corporation", "village", "step", "homes"))
    keys = ["corporation", "village"]
    wide = rows.set_index([*keys, "step"])["homes"].unstack("step").reset_index()  # noqa: PD010 - nothing to add up
    hidden = rows.set_index([*keys, "step"])["suppressed"].unstack("step").reset_index()  # noqa: PD010
    steps = [step for step in ACCOUNT_STEPS if step in wide.columns]
    is_empty = (wide[steps] == 0).all(axis="columns").fillna(value=False).astype(bool)
    wide, hidden = wide[~is_empty], hidden[~is_empty]
    table = {texts("Association"): cells.words(wide["corporation"]), texts("Village"): cells.words(wide["village"])}
    numbers = {texts.step(step): _account_cells(wide[step], hidden[step], texts, step) for step in steps}
    caption = texts("Stock account by association and village, homes.")
    if is_empty.any():
        caption += " " + texts("Left out: {count} pairs without a home or a change.", count=texts.count(is_empty.sum()))
    return table_of(table | numbers, texts, kind="account", caption=caption, numbers=numbers)


def phases_table(published: Published, texts: Texts) -> HtmlTable:
    """
    What the homes without a permit must hold to end at each line, for each size of the plan.

    Parameters
    ----------
    published
        Rows of `laarhove.required`.
    """
    needed = ("id", "threshold", "plan_size_homes", "remaining_homes", "required_homes", "required_share")
    rows = rows_of(published, needed)
    numbers = {
        texts("Homes in the plan"): [texts.count(size) for size in rows["plan_size_homes"]],
        texts("Line"): [texts.share(line, 0) for line in rows["threshold"]],
        texts("Homes without a permit"): [texts.count(homes) for homes in rows["remaining_homes"]],
        texts("Of which needed"): [texts.count(homes) for homes in rows["required_homes"]],
        texts("Share needed"): [_possible(share, texts) for share in rows["required_share"]],
    }
    table = {texts("Figure"): [texts.result(result) for result in rows["id"]]} | numbers
    caption = texts("What the homes without a permit must hold to end at the line.")
    return table_of(table, texts, kind="phases", caption=caption, numbers=numbers)


def _account_cells(homes: pd.Series, suppressed: pd.Series, texts: Texts, step: str) -> list[str]:
    """Numbers of homes; a step is a change and carries its sign, a state does not."""
    write = texts.count if step in {"start", "end", "temporary"} else texts.signed
    return [texts.suppressed if is_hidden else write(count) for count, is_hidden in zip(homes, suppressed, strict=True)]


def _possible(share: object, texts: Texts) -> str:
    """Write the share of the rest that is needed; more than all of it cannot be."""
    if not is_missing(share) and float(str(share)) > 1:
        return texts("not possible ({share})", share=texts.share(share))
    return texts.share(share)
