"""Pages from templates: one environment, and a policy that lets a page run its own script and nothing else."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final

import jinja2
from markupsafe import Markup

if TYPE_CHECKING:
    from ..presentation.texts import Texts

_POLICY: Final = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
TEMPLATES: Final = "analysis.reports"


def environment(texts: Texts) -> jinja2.Environment:
    """Give the templates in the words of a language; what they are given is text, unless it is markup of ours."""
    found = jinja2.Environment(
        loader=jinja2.PackageLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    found.filters["party"] = texts.party
    found.globals |= {"t": texts, "policy": policy, "script": script, "style": style}
    return found


def render(environment: jinja2.Environment, template: str, **content: object) -> str:
    """Fill a template in."""
    return environment.get_template(template).render(**content)


@cache
def script(name: str) -> Markup:
    """Give a script of ours, as it stands in a page."""
    source = resources.files(TEMPLATES).joinpath("templates", name).read_text(encoding="utf-8")
    return Markup(source)


@cache
def style(name: str) -> Markup:
    """
    Give a style sheet of ours as it stands in every page: without what only its maker reads.

    Examples
    --------
    >>> ".mark{background:" in style("style.css"), "/*" in style("style.css")
    (True, False)
    """
    source = resources.files(TEMPLATES).joinpath("templates", name).read_text(encoding="utf-8")
    told = " ".join(_COMMENT.sub("", source).split())
    return Markup(re.sub(r"(?<=[\w-]): ", ":", re.sub(r" ?([{};,]) ?", r"\1", told)))


def policy(*scripts: str) -> Markup:
    """
    Give the content security policy of a page: nothing is loaded, and no script runs but those it names by their hash.

    Parameters
    ----------
    *scripts
        Names of our scripts on the page.

    Examples
    --------
    >>> "script-src" in policy(), policy("filter.js").count("script-src 'sha256-")
    (False, 1)
    """
    hashes = " ".join(f"'sha256-{_digest(script(name))}'" for name in scripts)
    return Markup(f"{_POLICY}; script-src {hashes}" if hashes else _POLICY)


def _digest(source: str) -> str:
    return base64.b64encode(hashlib.sha256(source.encode("utf-8")).digest()).decode("ascii")
