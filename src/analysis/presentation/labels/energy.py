"""English words for energy poverty: names and definitions of the results."""

from __future__ import annotations

from typing import Final

RESULTS: Final = {
    "energy_poverty.lihelek_share": "Energy poverty (LIHELEK)",
    "energy_poverty.lihe_share": "Low income, high energy bill (LIHE)",
    "energy_poverty.lilek_share": "Low income, low-quality home (LILEK)",
    "energy_poverty.heq10_share": "Energy bill at least 10 % of income",
    "energy_poverty.heq8_share": "Energy bill at least 8 % of income",
    "energy_poverty.lekwi_share": "Low-quality home without means to improve it (LEKWI)",
    "energy_poverty.lihelek_without_support_share": "Energy poverty (LIHELEK), without support",
    "energy_poverty.lihe_without_support_share": "Low income, high energy bill (LIHE), without support",
    "energy_poverty.heq10_without_support_share": "Energy bill at least 10 % of income, without support",
    "energy_poverty.heq8_without_support_share": "Energy bill at least 8 % of income, without support",
}
DEFINITIONS: Final = {
    "energy_poverty.lihelek_share": (
        "Share of households with a low income and a high energy bill, a home of low energetic quality, or both."
    ),
    "energy_poverty.lihe_share": "Share of households with a low income and a high energy bill.",
    "energy_poverty.lilek_share": "Share of households with a low income in a home of low energetic quality.",
    "energy_poverty.heq10_share": "Share of households whose energy bill takes at least 10 % of their income.",
    "energy_poverty.heq8_share": "Share of households whose energy bill takes at least 8 % of their income.",
    "energy_poverty.lekwi_share": "Share of households in a home of low energetic quality who cannot improve it.",
}
