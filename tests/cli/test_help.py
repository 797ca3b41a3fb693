"""``argmap help``: every page can be asked for, and what messages point to is there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from argmap.cli.help import named_by, plain
from argmap.cli.main import COMMANDS, main
from argmap.io.help_pages import INDEX, help_pages
from tests.house.source import FILES, ROOT, name_of, nodes

Said = pytest.CaptureFixture[str]
PAGES = help_pages()


def test_every_page_has_a_topic_of_its_own() -> None:
    assert sorted(PAGES.values()) == sorted((ROOT / "docs").rglob("*.md"))
    assert set(PAGES).isdisjoint(COMMANDS)


@pytest.mark.parametrize("topic", sorted(PAGES))
def test_a_page_is_shown_with_topics_for_links(topic: str, capsys: Said) -> None:
    assert main(["help", topic]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("# ")
    prose = re.sub(r"```.*?```|`[^`]*`", "", shown, flags=re.DOTALL)
    assert not re.search(r"\]\(|<!--|\.md\b", prose)


def test_the_list_of_pages_names_every_topic(capsys: Said) -> None:
    assert main(["help"]) == 0
    assert set(re.findall(r"argmap help ([a-z-]+)", capsys.readouterr().out)) == set(PAGES) - {INDEX}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("glosary", "No help page 'glosary'. Did you mean 'glossary'?"),
        ("KEYS", ""),
        ("workshop", ""),
        ("sceen", "No help page 'sceen'. Did you mean 'use-with-a-screen-reader'?"),
        ("map", "No help page 'map'. Did you mean 'map-a-consultation' or 'print-a-large-map' or 'first-map'?"),
        ("Ctrl+Backspace", "No help page 'Ctrl+Backspace'. 'argmap help' lists the pages."),
    ],
)
def test_a_topic_is_found_or_a_near_one_named(asked: str, said: str, capsys: Said) -> None:
    assert main(["help", asked]) == (2 if said else 0)
    assert capsys.readouterr().err == (f"argmap: {said}\n" if said else "")


def test_a_word_that_is_no_topic_leads_to_the_pages_that_have_it(capsys: Said) -> None:
    assert main(["help", "pre-commit"]) == 2
    assert "These pages mention it: " in capsys.readouterr().err


def test_a_command_shows_its_options(capsys: Said) -> None:
    with pytest.raises(SystemExit):
        main(["help", "export"])
    assert capsys.readouterr().out.startswith("usage: argmap export")


def test_links_and_pictures_become_words() -> None:
    page = "<!-- file: a -->\n[![A map](a.svg)](a.svg) [Keys](../a/keys.md#map), [web](https://a.org), [x](x.yaml)"
    assert plain(page, ["keys"]) == "*Picture: A map* Keys (`argmap help keys`), web (https://a.org), x"


def test_messages_point_to_pages_that_are_installed() -> None:
    topics = {*PAGES, *COMMANDS, "TOPIC", "COMMAND"}
    said = list(_texts())
    named = {topic for _, text in said for topic in re.findall(r"argmap help ([\w-]+)", text)}
    assert len(named) > 5
    assert [topic for topic in named - topics if len(named_by(topic, PAGES)) != 1] == []
    assert [(name, text) for name, text in said if re.search(r"\bdocs/", text)] == []


def _texts() -> list[tuple[str, str]]:
    """Every text in the program but docstrings, with the name of its file."""
    docstrings = {
        id(node.value) for file in FILES for node in _statements(file) if isinstance(node.value, ast.Constant)
    }
    return [
        (name, node.value)
        for name, node in nodes(ast.Constant)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
    ] + [(name_of(Path(file)), file.read_text(encoding="utf-8")) for file in (ROOT / "argmap").rglob("*.yaml")]


def _statements(file: Path) -> list[ast.Expr]:
    from tests.house.source import tree_of

    return [node for node in ast.walk(tree_of(file)) if isinstance(node, ast.Expr)]
