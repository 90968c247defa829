"""What a column and a table of the contract are, and the short forms in which the models declare them."""

# ruff: noqa: ANN401 - what pandera declares a column with has no type of its own

from __future__ import annotations

import importlib
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd
import pandera.pandas as pa
from pandera.engines import pandas_engine
from pandera.engines.geopandas_engine import Geometry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Kind = Literal["text", "identifier", "whole", "decimal", "boolean", "date", "geometry"]
DataClass = Literal["plan", "association", "home", "household"]

Whole = pd.Int64Dtype
Flag = pd.BooleanDtype
Day = pandas_engine.DateTime
Shape = Geometry

RD = "EPSG:28992"

DTYPES: Mapping[str, str] = MappingProxyType(
    {
        "text": "str",
        "identifier": "str",
        "whole": "Int64",
        "decimal": "float64",
        "boolean": "boolean",
        "date": "datetime64[us]",
        "geometry": "geometry",
    }
)


@dataclass(frozen=True)
class Column:
    """
    One column of a table, as its model declares it.

    Parameters
    ----------
    name
        Name in the delivery and in the frames.
    kind
        How the text of a cell is read.
    nullable
        Whether a cell may be empty. A column that may not be empty may not be absent either.
    unit
        Unit of the numbers; empty for everything else.
    description
        What the column says, one sentence.
    codes
        The codes that are allowed; empty when any text is, or when `params/norms` holds the list.
    empty_means
        What an empty cell says where it is an answer ("regular"); empty text where it is a gap.
    is_personal
        Whether a cell says something about a household: its text is never repeated in a finding.
    """

    name: str
    kind: Kind
    nullable: bool
    unit: str
    description: str
    codes: tuple[str, ...] = ()
    empty_means: str = ""
    is_personal: bool = False

    @property
    def dtype(self) -> str:
        """The pandas dtype of the column after reading."""
        return DTYPES[self.kind]


@dataclass(frozen=True)
class Table:
    """
    One table of the delivery.

    Parameters
    ----------
    name
        Name of the table and stem of its file.
    model
        The pandera model that validates it.
    grain
        What one row is, one sentence.
    data_class
        Class of the disclosure rules for figures made from it.
    serves
        What cannot be assessed when the table is not delivered.
    references
        Column to the table it refers to; that table must then be delivered.
    """

    name: str
    model: type[pa.DataFrameModel]
    grain: str
    data_class: DataClass
    serves: str
    references: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def schema(self) -> pa.DataFrameSchema:
        """What the model asks of a frame, for pandera to hold it against."""
        with _without_dask():
            return self.model.to_schema()

    @cached_property
    def key(self) -> tuple[str, ...]:
        """Columns that together tell one row from another."""
        return tuple(self.schema.unique or ())

    @cached_property
    def columns(self) -> Mapping[str, Column]:
        """The columns in their fixed order."""
        return {str(name): _column(str(name), one) for name, one in self.schema.columns.items()}

    @cached_property
    def geometry(self) -> str:
        """Name of the geometry column; empty when the table has none."""
        return next((name for name, column in self.columns.items() if column.kind == "geometry"), "")


@contextmanager
def _without_dask() -> Iterator[None]:
    """Keep pandera from loading dask's tables where dask is installed: no table here is one, and it takes a second."""
    name = "dask.dataframe"
    if name in sys.modules:
        yield
        return
    sys.modules[name] = None  # type: ignore[assignment]  # makes an import fail, as the language promises
    try:
        importlib.import_module("pandera.typing.dask")
        yield
    finally:
        sys.modules.pop(name, None)


def _column(name: str, declared: Any) -> Column:
    about = declared.metadata
    return Column(
        name=name,
        kind=about["kind"],
        nullable=declared.nullable,
        unit=about["unit"],
        description=declared.description,
        codes=tuple(about["codes"]),
        empty_means=about["empty_means"],
        is_personal=about["is_personal"],
    )


def identifier(description: str, *, required: bool = True, empty_means: str = "") -> Any:
    """Declare a name by which a row is known, here or in another table."""
    return _field("identifier", description, required=required, empty_means=empty_means)


def text(description: str, *, required: bool = False, codes: Sequence[str] = (), empty_means: str = "") -> Any:
    """Declare free text, or one of a closed list of codes."""
    allowed = list(codes) or None
    return _field("text", description, required=required, codes=codes, empty_means=empty_means, isin=allowed)


def whole(
    description: str,
    unit: str,
    *,
    required: bool = False,
    at_least: int | None = 0,
    empty_means: str = "",
    personal: bool = False,
) -> Any:
    """Declare a whole number, not negative unless said otherwise."""
    return _field(
        "whole", description, required=required, unit=unit, ge=at_least, empty_means=empty_means, personal=personal
    )


def decimal(description: str, unit: str, *, at_least: float | None = 0, personal: bool = False) -> Any:
    """Declare a number with decimals, not negative unless said otherwise; it may be unknown."""
    return _field("decimal", description, unit=unit, ge=at_least, personal=personal)


def boolean(description: str, *, personal: bool = False) -> Any:
    """Declare a yes or no that may be unknown."""
    return _field("boolean", description, personal=personal)


def day(description: str, *, required: bool = False, empty_means: str = "") -> Any:
    """Declare a date without a time of day."""
    return _field("date", description, required=required, empty_means=empty_means, dtype_kwargs={"unit": "us"})


def geometry(description: str) -> Any:
    """Declare a geometry in EPSG:28992; it may be empty."""
    return _field("geometry", description)


def _field(
    kind: Kind,
    description: str,
    *,
    required: bool = False,
    unit: str = "",
    codes: Sequence[str] = (),
    empty_means: str = "",
    personal: bool = False,
    **checks: Any,
) -> Any:
    about = {
        "kind": kind,
        "unit": unit,
        "codes": tuple(codes),
        "empty_means": empty_means,
        "is_personal": personal,
    }
    return pa.Field(nullable=not required, description=description, metadata=about, **checks)
