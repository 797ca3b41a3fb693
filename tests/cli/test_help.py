"""``argmap help``: every page can be asked for, and what messages point to is there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from argmap.cli.completion import parser_of
from argmap.cli.help import answers, meaning_of, named_by, plain
from argmap.cli.help_search import find_sections, sections_of
from argmap.cli.main import COMMANDS, HIDDEN, main
from argmap.io.help_pages import INDEX, help_pages
from argmap.model.findings import MapError
from tests.documents.generated import section
from tests.house.source import FILES, ROOT, name_of, nodes

Said = pytest.CaptureFixture[str]
PAGES = help_pages()


def test_every_page_has_a_topic_of_its_own() -> None:
    assert sorted(PAGES.values()) == sorted((ROOT / "docs").rglob("*.md"))
    assert set(PAGES).isdisjoint(COMMANDS)


@pytest.mark.parametrize("command", [name for name in COMMANDS if name not in HIDDEN])
def test_the_reference_has_what_each_command_says_of_itself(command: str) -> None:
    parser = parser_of(command)
    told = section(parser)
    assert told in (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
    assert parser.prog == f"argmap {command}" and parser.description
    assert all(action.help or action.choices for action in parser._actions)


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
        ("sceen", "No help page 'sceen'. Did you mean 'use-with-a-screen-reader'?"),
        ("zzzq", "No help page 'zzzq'. 'argmap help' lists the pages."),
    ],
)
def test_of_a_topic_that_is_not_there_a_near_one_is_named(asked: str, said: str, capsys: Said) -> None:
    assert main(["help", asked]) == 2
    assert capsys.readouterr().err == f"argmap: {said}\n"


@pytest.mark.parametrize(
    ("asked", "begins"), [("KEYS", "# Keys"), ("key", "# Keys"), ("workshop", "# Run a workshop")]
)
def test_a_page_is_found_by_a_word_of_its_name(asked: str, begins: str, capsys: Said) -> None:
    assert main(["help", asked]) == 0
    assert capsys.readouterr().out.startswith(begins)


@pytest.mark.parametrize(
    ("asked", "means"),
    [
        ("undercut", "**undercut**: A claim that challenges a link"),
        ("Contention", "**main claim**: A claim that people argue about"),
        ("reasons", "**reasons (for, against)**: The supports and objections of a claim."),
        ("undercuts", "**undercut**: A claim that challenges a link"),
    ],
)
def test_a_word_of_the_glossary_is_explained(asked: str, means: str, capsys: Said) -> None:
    assert main(["help", asked]) == 0
    said = capsys.readouterr().out
    assert said.startswith(means)
    assert "See `argmap help glossary`. These pages mention it: " in said


@pytest.mark.parametrize(
    ("asked", "heading"),
    [
        ("undo", "### How do I undo?"),
        ("objection to an objection", "### How do I add an objection to an objection?"),
        ("who disagrees", "### Who disagrees with whom?"),
        ("cite", "### How do I cite a source with a quote?"),
        ("send one page to a minister", "### How do I send one page to a minister, or get one for a meeting?"),
        ("put two people's maps together", "### How do I merge two people's maps, or put maps together?"),
        (
            "start from a spreadsheet",
            "### How do I start from a spreadsheet, a Kialo discussion or an Argdown document?",
        ),
        ("pdf", "### How do I get a PDF, a picture or a web page?"),
        ("what does challenged mean", "### What does *challenged* mean?"),
        ("without git", "### Can I use it without git?"),
        ("meeting", "### How do I send one page to a minister, or get one for a meeting?"),
        ("font", "### Letters in the PDF are missing or in another font"),
        ("delete a claim", "### How do I delete a claim, or only its link?"),
        ("add a source", "### How do I add a stakeholder, a source or a tension?"),
    ],
)
def test_words_of_a_question_find_its_answer(asked: str, heading: str, capsys: Said) -> None:
    assert main(["help", *asked.split()]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"{heading}\n\n") and not re.search(r"\]\(|\.md\b", said)


@pytest.mark.parametrize(
    ("asked", "term"),
    [
        ("what is an undercut?", "undercut"),
        ("what does contested mean", "contested"),
        ("what is a crux", "crux"),
        ("what are sides", "side"),
    ],
)
def test_a_question_about_a_word_finds_its_meaning(asked: str, term: str, capsys: Said) -> None:
    assert main(["help", *asked.split()]) == 0
    assert capsys.readouterr().out.startswith(f"**{term}")


@pytest.mark.parametrize(
    ("asked", "begins", "page"),
    [
        ("collaborate", "### How do I merge two people's maps, or put maps together?", "work-without-git"),
        ("export word", "## Sections about “export word”", "edit-as-slides"),
        ("toulmin", "## Sections about “toulmin”", "argument-maps"),
        ("excel", "# Start from a spreadsheet", "map-a-consultation"),
        ("start", "### How do I start from a spreadsheet", "first-map"),
        ("clipboard on a mac", "## Sections about “clipboard on a mac”", "terminals"),
    ],
)
def test_sections_are_found_by_words_in_any_form_and_by_words_of_the_same_meaning(
    asked: str, begins: str, page: str, capsys: Said
) -> None:
    assert main(["help", *asked.split()]) == 0
    said = capsys.readouterr().out
    assert said.startswith(begins) and f"`argmap help {page}`" in said


def test_what_is_asked_is_never_read_as_a_query(capsys: Said) -> None:
    for asked in ('"', "a AND", "NEAR(", "zz:x", "-", "*", "\x1b[2J"):
        assert main(["help", f"zzq {asked}"]) == 2
        assert "No help page" in capsys.readouterr().err
    for asked in ('"', "*", "“", "??"):
        assert main(["help", asked]) == 2
        assert "No help page" in capsys.readouterr().err


def test_headings_in_code_are_no_sections() -> None:
    found = list(sections_of("x", "# One\ntext\n```\n# no\n```\n## Two\n\n## Three\nmore\n"))
    assert [(one.heading, one.text) for one in found] == [
        ("One", "# One\ntext\n```\n# no\n```\n"),
        ("Three", "## Three\nmore\n"),
    ]


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
    glossary = PAGES["glossary"].read_text(encoding="utf-8")
    read = {name: page.read_text(encoding="utf-8") for name, page in PAGES.items()}
    unknown = [one for one in named - topics if not meaning_of(one, glossary) and not answers(one, read)]
    assert [topic for topic in unknown if len(named_by(topic, PAGES)) != 1] == []
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


@pytest.mark.parametrize("question", ["", "?", " … "])
def test_a_question_without_words_finds_nothing(question: str) -> None:
    assert find_sections(question, {"export": "# Export\n\nText."}, {}) == []


def test_an_installation_without_pages_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(help_pages.__globals__, "_FOLDERS", ())
    with pytest.raises(MapError) as refused:
        help_pages()
    assert str(refused.value) == (
        "This installation has no help pages. Install argmap again; 'argmap --help' lists the commands."
    )
