"""Every message has its Dutch, once, and nothing else stands in the catalogues."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from analysis.translating import catalogues, messages, problems

ROOT = Path(__file__).resolve().parents[2]
HEAD = "src/analysis/presentation/locale/nl"


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A small repository of one module and one catalogue that are in step."""
    module = tmp_path / "src/analysis/presentation/terminal.py"
    module.parent.mkdir(parents=True)
    module.write_text('texts("{count} homes", count=3)\ntexts.plural("{count} row", "{count} rows", 2)\n')
    (tmp_path / HEAD).mkdir(parents=True)
    for name, content in catalogues.updated(tmp_path, messages(tmp_path)).items():
        (tmp_path / HEAD / f"{name}.po").write_bytes(content)
    return tmp_path


def translated(root: Path, *pairs: tuple[str, str]) -> Path:
    file = root / HEAD / "terminal.po"
    text = file.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    return root


COMPLETE = (
    ('msgid "{count} homes"\nmsgstr ""', 'msgid "{count} homes"\nmsgstr "{count} woningen"'),
    ('msgstr[0] ""\nmsgstr[1] ""', 'msgstr[0] "{count} rij"\nmsgstr[1] "{count} rijen"'),
)


def test_the_catalogues_are_complete_and_up_to_date() -> None:
    assert problems(ROOT) == []


def test_a_complete_catalogue_has_no_problem(copied: Path) -> None:
    assert problems(translated(copied, *COMPLETE)) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ((), "not translated: '{count} homes'"),
        ((('"{count} woningen"', '"{aantal} woningen"'),), "another named place in the translation: '{count} homes'"),
        ((('"{count} rijen"', '"rijen"'),), "another named place in the translation: '{count} row'"),
        ((('msgid "{count} homes"', '#, fuzzy\nmsgid "{count} homes"'),), "fuzzy: '{count} homes'"),
        ((('msgid "{count} homes"', 'msgid "{count} houses"'),), "nobody says this any more: '{count} houses'"),
        ((('msgid "{count} homes"', 'msgid "{count} houses"'),), "in no catalogue yet: '{count} homes'"),
        ((('msgid "{count} homes"', '#~ msgid "gone"\n#~ msgstr "weg"\n\nmsgid "{count} homes"'),), "not up to date"),
    ],
)
def test_what_is_wrong_with_a_catalogue_is_told(copied: Path, change: tuple[tuple[str, str], ...], told: str) -> None:
    translated(copied, *(COMPLETE if change else ()), *change)
    assert any(told in line for line in problems(copied))


def test_a_message_stands_in_one_catalogue(copied: Path) -> None:
    translated(copied, *COMPLETE)
    other = copied / HEAD / "pages.po"
    other.write_text(f'{catalogues.HEAD}msgid "{{count}} homes"\nmsgstr "{{count}} huizen"\n', encoding="utf-8")
    assert any("stands in pages.po too" in line for line in problems(copied))


def test_a_message_that_moved_keeps_its_dutch(copied: Path) -> None:
    translated(copied, *COMPLETE)
    module = copied / "src/analysis/presentation/terminal.py"
    module.rename(module.with_name("style.py"))
    catalogues.update(copied)
    assert problems(copied) == []
    assert '"{count} woningen"' in (copied / HEAD / "words.po").read_text(encoding="utf-8")


def test_the_catalogues_name_no_day_and_nobody() -> None:
    for file in sorted((ROOT / HEAD).glob("*.po")):
        assert file.read_text(encoding="utf-8").startswith(catalogues.HEAD), file.name


@pytest.mark.parametrize("layer", ["sources", "catalogue", "prepare", "parameters", "cli", "reports", "measures"])
def test_what_is_refused_can_be_told_in_dutch(layer: str) -> None:
    """A refusal with a bare text is English for every reader: it is made with `said`."""
    bare = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file in sorted((ROOT / "src/analysis" / layer).rglob("*.py"))
        for node in _bare_messages(ast.parse(file.read_text(encoding="utf-8")))
    ]
    assert bare == []


def _bare_messages(tree: ast.Module) -> list[ast.expr]:
    """Texts that stand in a raised error or in a variable called message or remedy."""
    found: list[ast.expr] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found += [node.value] if node.targets[0].id in ("message", "remedy") else []
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            found += node.exc.args[:1]
    return [one for one in found if isinstance(one, ast.JoinedStr | ast.BinOp) or _is_sentence(one)]


def _is_sentence(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value
