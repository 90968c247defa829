"""The form of a layer that is filled in in the field: what is chosen, what is a day, what must be there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from .options import options

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


@dataclass(frozen=True)
class Form:
    """
    How the columns of a layer are filled in; a column that is not named is text.

    Parameters
    ----------
    columns
        The columns, in order.
    choices
        Column to word to code.
    days
        Columns of days.
    needed
        Columns that must be filled in.
    fixed
        Columns that are shown and cannot be changed.
    today
        Column that is filled in with the day on which a row is made; empty for none.
    """

    columns: Collection[str]
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    days: Collection[str] = ()
    needed: Collection[str] = ()
    fixed: Collection[str] = ()
    today: str = ""

    def elements(self) -> list[Element]:
        """Give what QGIS keeps of a form in the style of its layer."""
        configuration, editable = Element("fieldConfiguration"), Element("editable")
        constraints, defaults = Element("constraints"), Element("defaults")
        for name in self.columns:
            widget = SubElement(SubElement(configuration, "field", name=name, configurationFlags="None"), "editWidget")
            widget.set("type", self._widget(name))
            SubElement(widget, "config").append(options(self._config(name)))
            SubElement(editable, "field", name=name, editable="0" if name in self.fixed else "1")
            is_needed = name in self.needed
            SubElement(constraints, "constraint", field=name, constraints="1" if is_needed else "0",
                       notnull_strength="1" if is_needed else "0", unique_strength="0", exp_strength="0")  # fmt: skip
            made = "to_date(now())" if name == self.today else ""
            SubElement(defaults, "default", field=name, expression=made, applyOnUpdate="0")
        return [configuration, defaults, constraints, editable]

    def _widget(self, name: str) -> str:
        return "ValueMap" if name in self.choices else "DateTime" if name in self.days else "TextEdit"

    def _config(self, name: str) -> dict[str, object]:
        if name in self.choices:
            return {"map": [{word: code} for word, code in self.choices[name].items()]}
        if name in self.days:
            return {"allow_null": True, "calendar_popup": True, "display_format": "dd-MM-yyyy",
                    "field_format": "yyyy-MM-dd", "field_iso_format": False}  # fmt: skip
        return {"IsMultiline": name == "action", "UseHtml": False}
