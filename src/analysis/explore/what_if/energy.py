"""The price of energy and the support of the State: what they do to energy poverty, complex by complex."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from ...disclosure import chosen, require
from ...indicators import energy_poverty
from ...presentation import figures
from ...presentation.tables.html_table import table_of
from ...presentation.texts import is_missing
from .knobs import Answer, Choice, Knob, picture

if TYPE_CHECKING:
    import pandas as pd

    from ...disclosure import Published
    from ...indicators.definitions import EnergySupport
    from ...notebook.judging import Judging
    from ...presentation.tables import HtmlTable
    from .knobs import Values

_HEADLINE: Final = energy_poverty.HEADLINE
_SHOWN: Final = 15


@dataclass(frozen=True)
class Energy:
    """
    What if energy had another price, or the State gave other support.

    Parameters
    ----------
    run
        The run that is explored.
    """

    run: Judging
    name: str = "energy"

    @cached_property
    def _frames(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        return self.run.load("households"), self.run.load("dwellings")

    @cached_property
    def _inputs(self) -> dict[str, Any]:
        return self.run.inputs("energy_poverty", on=energy_poverty.year_end(self._frames[0], self.run.on))

    @cached_property
    def _now(self) -> pd.DataFrame:
        return energy_poverty.classify(*self._frames, on=self.run.on, **self._inputs)

    @cached_property
    def knobs(self) -> tuple[Knob | Choice, ...]:
        """Three prices, whether they are capped, and two allowances, all as the norms of the year have them."""
        texts, tariffs, support = self.run.texts, self._inputs["tariffs"], self._inputs["support"]
        caps = {"yes": texts("as in that year"), "no": texts("no price cap")}
        return (
            Knob("gas_tariff_eur_per_m3", texts("Gas, euro per m³"), tariffs.gas_tariff_eur_per_m3, 0.0, 4.0, 0.05),
            Knob(
                "electricity_tariff_eur_per_kwh",
                texts("Electricity, euro per kWh"),
                tariffs.electricity_tariff_eur_per_kwh,
                0.0,
                1.5,
                0.01,
            ),
            Knob("heat_tariff_eur_per_gj", texts("Heat, euro per GJ"), tariffs.heat_tariff_eur_per_gj, 0.0, 200.0, 0.5),
            Choice("price_cap", texts("Price cap"), "yes", caps),
            Knob(
                "low_income_allowance_eur_per_year",
                texts("Allowance for low incomes, euro a year"),
                float(support.low_income_allowance_eur_per_year),
                0.0,
                3000.0,
                50.0,
            ),
            Knob(
                "household_allowance_eur_per_year",
                texts("Allowance for every household, euro a year"),
                float(support.household_allowance_eur_per_year),
                0.0,
                2000.0,
                10.0,
            ),
        )

    def changed(self, values: Values) -> dict[str, Any]:
        """Give the inputs of `energy_poverty.classify` with these prices and this support."""
        given = {name: float(value) for name, value in values.items() if name != "price_cap"}
        tariffs, support = self._inputs["tariffs"], self._inputs["support"]
        prices = {name: value for name, value in given.items() if "_tariff_" in name}
        allowances = {name: value for name, value in given.items() if "_allowance_" in name}
        capped = support if values["price_cap"] == "yes" else _without_caps(support)
        return self._inputs | {"tariffs": replace(tariffs, **prices), "support": replace(capped, **allowances)}

    def answer(self, values: Values, *, drawn: bool = True) -> Answer:
        """Give the headline of energy poverty now and then: of the whole, and of the complexes where it moves most."""
        run, texts = self.run, self.run.texts
        then = energy_poverty.classify(*self._frames, on=run.on, **self.changed(values))
        before, after = self._judged(self._now), self._judged(then)
        bands = energy_poverty.bands(
            after, then, confidence=run.assume("confidence_share"), complexes=run.load("complexes")
        )
        first, second = (run.publish(rows, "household", by=["id"]) for rows in (before, after))
        pictures: tuple[tuple[bytes, str], ...] = ()
        pooled = _whole(require(second))["value"]
        if drawn and not is_missing(pooled):
            every = run.publish(bands, "household")
            shown = chosen(every, require(every)["complex_id"].isin(_furthest(first, second)))
            options = {"result": _HEADLINE, "pooled_share": float(pooled)}
            pictures = (picture(run, figures.ranked_intervals, shown, **options),)
        old, new = (self._figure(_whole(require(one))) for one in (first, second))
        said = texts(
            "Households in energy poverty: {new}; with the prices and support of the year {old}.", new=new, old=old
        )
        return Answer((said,), (self._table(first, second),), pictures)

    def _judged(self, classified: pd.DataFrame) -> pd.DataFrame:
        version = self.run.assume("definition_version")
        rows = energy_poverty.rows(classified, period=self.run.period, definition_version=version)
        return rows[rows["id"] == _HEADLINE].reset_index(drop=True)

    def _figure(self, row: pd.Series) -> str:
        return self.run.texts.cell(row["value"], "share", suppressed=row["suppressed"], bound=row["bound"])

    def _table(self, first: Published, second: Published) -> HtmlTable:
        """Complexes where the share moves most, the furthest first."""
        texts = self.run.texts
        names = self.run.load("complexes").set_index("complex_id")["complex_name"]
        old, new = _complexes(first), _complexes(second)
        shown = _furthest(first, second)
        change = (new["value"] - old["value"]).reindex(shown)
        numbers = {
            texts("Now"): [self._figure(row) for _, row in old.loc[shown].iterrows()],
            texts("Then"): [self._figure(row) for _, row in new.loc[shown].iterrows()],
            texts("Change"): [texts.points(one) for one in change],
        }
        places = {texts("Complex"): [f"{names.get(one, one)} ({one})" for one in shown]}
        caption = texts("Energy poverty in the complexes where it moves most.")
        return table_of(places | numbers, texts, kind="energy", caption=caption, numbers=numbers)


def _complexes(published: Published) -> pd.DataFrame:
    return require(published).dropna(subset=["complex_id"]).set_index("complex_id")


def _furthest(first: Published, second: Published) -> list[str]:
    """Complexes by how far their share moves; rows that may not be shown come last."""
    moved = (_complexes(second)["value"] - _complexes(first)["value"]).abs()
    return [str(one) for one in moved.sort_values(ascending=False, kind="stable", na_position="last").index[:_SHOWN]]


def _without_caps(support: EnergySupport) -> EnergySupport:
    none: dict[str, Any] = {one.name: None for one in fields(support) if "_cap_" in one.name}
    return replace(support, **none)


def _whole(rows: pd.DataFrame) -> pd.Series:
    """Row of the whole municipality."""
    places = [name for name in ("corporation", "village", "complex_id") if name in rows]
    return rows[rows[places].isna().all(axis="columns")].iloc[0]
