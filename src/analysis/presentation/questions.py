"""The question each notebook answers, by its number: the title of its page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .texts import Texts

QUESTIONS: Final = {
    "00": "Which of the agreements are kept?",
    "01": "What was delivered, what is missing, how old is it?",
    "10": "Where is energy poverty greatest?",
    "11": "Who cannot pay rent, energy and local taxes?",
    "12": "Are enough homes below the first cap?",
    "13": "Did rents rise no more than agreed?",
    "20": "Is the social stock kept, village by village?",
    "21": "What was planned, built, demolished and sold?",
    "22": "Will Laarhove reach its share of social rent?",
    "23": "How hard is it to find a home?",
    "30": "Will labels E, F and G be gone in time, without higher costs?",
    "40": "Are regular seekers displaced by urgent ones?",
    "41": "Is the task for permit holders met, pro rata, and where?",
    "60": "What should the next wijkschouw look at?",
}


def question(notebook: str, texts: Texts) -> str:
    """
    Give the question of a notebook.

    Parameters
    ----------
    notebook
        Stem of its file; the first two characters are its number.
    texts
        Words of the reader's language.

    Returns
    -------
    question
        The question; the stem itself for a notebook of one's own.

    Examples
    --------
    >>> from analysis.presentation.texts import Texts
    >>> question("20_social_stock_by_village", Texts("en"))
    'Is the social stock kept, village by village?'
    """
    asked = QUESTIONS.get(notebook[:2])
    return texts(asked) if asked else notebook
