"""What the other themes say of each village: their own measures, from the run's own tables, each gated in its class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..indicators import energy_poverty, inspections, permit_holders, social_stock

if TYPE_CHECKING:
    from ..disclosure import Published
    from .run import Run


def village_signals(run: Run) -> list[tuple[str, Published]]:
    """
    Measure what an inspection may want to look at, village by village, as the notebooks of those themes do.

    Nothing is recorded: the results stand in the ledger under the notebooks they belong to (10, 20, 41), and the share
    of homes with a poor label is for this page only.

    Parameters
    ----------
    run
        The run; the tables `dwellings`, `households` and `allocations` are loaded from it.

    Returns
    -------
    signals
        Result id and the published rows it is found in: the change of the stock since the baseline (class *plan*),
        homes with a poor energy label (*home*), energy poverty and lettings to special groups (*household*).
    """
    dwellings, households = run.load("dwellings"), run.load("households")
    day, period = run.on, run.period
    year_end = energy_poverty.year_end(households, day)
    poverty = energy_poverty.classify(households, dwellings, on=day, **run.inputs("energy_poverty", on=year_end))
    poor = energy_poverty.rows(poverty, period=period, definition_version=run.assume("definition_version"))
    special = permit_holders.special_lettings(
        run.load("allocations"), dwellings, on=day, **run.inputs("special_lettings")
    )
    found = [
        (social_stock.kept(dwellings, on=day, period=period, **run.inputs("stock_kept")), "social_stock.kept", "plan"),
        (
            inspections.poor_labels(dwellings, on=day, period=period, **run.inputs("village_signals")),
            "inspections.poor_label_share",
            "home",
        ),
        (poor[poor["id"] == energy_poverty.HEADLINE], energy_poverty.HEADLINE, "household"),
        (permit_holders.by_village(special, period=period), "permit_holders.by_village_share", "household"),
    ]
    return [(result, run.publish(rows.reset_index(drop=True), data_class)) for rows, result, data_class in found]
