"""What the language server tells an editor, over the pipes that editors use."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from argmap.cli.main import COMMANDS
from argmap.mapfile.canonical import format
from argmap.mapfile.read.read import read
from tests.lsp.dispute import WHOLE
from tests.lsp.wire import Editor, Json, editor

EVIDENCE = Path(__file__).resolve().parents[2] / "docs" / "evidence"
LINES = WHOLE.split("\n")


def place(words: str, within: str = "") -> tuple[int, int]:
    """The line and column of the first character of some words, after the line ``within``."""
    first = LINES.index(within) if within else 0
    line = next(number for number in range(first, len(LINES)) if words in LINES[number])
    return line, LINES[line].index(words)


def start(span: Json) -> tuple[int, int]:
    return span["start"]["line"], span["start"]["character"]


def words_at(span: Json, text: str = WHOLE) -> str:
    line = text.split("\n")[span["start"]["line"]]
    return line[span["start"]["character"] : span["end"]["character"]]


def applied(text: str, edits: list[Json]) -> str:
    """A text after edits, made as an editor makes them: from the end."""
    lines = text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines) + 1)]

    def offset(position: Json) -> int:
        return starts[position["line"]] + position["character"]

    for edit in sorted(edits, key=lambda one: offset(one["range"]["start"]), reverse=True):
        text = text[: offset(edit["range"]["start"])] + edit["newText"] + text[offset(edit["range"]["end"]) :]
    return text


@pytest.fixture
def uri(server: Editor, request: pytest.FixtureRequest) -> str:
    """The address of a file that holds the dispute and is open, checked."""
    address = f"file:///maps/{request.node.name.replace('[', '-').replace(']', '')}.yaml"
    server.open(address, WHOLE)
    server.findings(address)
    server.findings(address)
    return address


def test_findings_say_where_what_and_how_bad(server: Editor, uri: str) -> None:
    line, column = place("- close", "  air:")
    server.type(uri, (line, column + 2), (line, column + 7), "clsoe")
    found = next(one for one in server.findings(uri) if one["code"] == "AM101")
    assert start(found["range"]) == (line, column + 2)
    assert found["severity"] == 1
    assert found["source"] == "argmap"
    assert "Did you mean 'close'?" in found["message"]


def test_a_file_that_is_closed_has_no_findings_any_more(server: Editor, uri: str) -> None:
    line, column = place("- close", "  air:")
    server.type(uri, (line, column + 2), (line, column + 7), "clsoe")
    assert server.findings(uri, bool)
    server.tell("textDocument/didClose", textDocument={"uri": uri})
    assert server.findings(uri, lambda found: not found) == []


def test_a_broken_file_keeps_its_outline_and_says_what_is_wrong(server: Editor, uri: str) -> None:
    line, _ = place("text: The air")
    server.type(uri, (line, 4), (line, 8), "text: The air: gets")
    found = server.findings(uri, lambda all: any(one["code"] == "AM004" for one in all))
    assert start(found[0]["range"])[0] == line
    sections = server.ask("textDocument/documentSymbol", textDocument={"uri": uri})
    claims = next(one for one in sections if one["name"] == "Claims")
    assert {"Close the street", "Shops lose custom"} <= {one["name"] for one in claims["children"]}
    location = server.about("definition", uri, *place("- close", "  custom:"))
    assert location is None or words_at(location["range"]) == "close"


def test_a_large_file_is_read_whole_once_nobody_types(server: Editor) -> None:
    """What a second title means is not known from the lines around it, and the whole text is not read at each key."""
    uri = "file:///maps/large.yaml"

    def lines_of_errors() -> list[int]:
        return [start(one["range"])[0] for one in server.findings(uri) if one["severity"] == 1]

    server.open(uri, f"{WHOLE}# {'x' * 250_000}\n")
    assert [lines_of_errors(), lines_of_errors()] == [[], []]
    server.type(uri, (2, 0), (2, 0), "title: Another\n")
    assert [lines_of_errors(), lines_of_errors()] == [[], [2]]
    server.type(uri, (2, 0), (3, 0), "")
    assert [lines_of_errors(), lines_of_errors()][1] == []


def test_yaml_that_is_no_map_is_left_alone(server: Editor) -> None:
    server.open("file:///maps/compose.yaml", "services:\n  web: [\n")
    assert server.findings("file:///maps/compose.yaml") == []
    assert server.about("completion", "file:///maps/compose.yaml", 1, 8) is None
    assert server.about("prepareRename", "file:///maps/compose.yaml", 1, 3) is None
    assert server.about("rename", "file:///maps/compose.yaml", 1, 3, newName="app") is None
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": 2, "character": 0}}
    options = {"tabSize": 2, "insertSpaces": True}
    for method in ("formatting", "rangeFormatting"):
        assert server.about(method, "file:///maps/compose.yaml", 0, 0, range=whole, options=options) is None


def test_what_is_refused_leaves_no_traceback_in_the_log_of_the_editor(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with editor(tmp_path) as server:
        server.open("file:///maps/map.yaml", "argmap: 1\nclaims: [\n")
        with pytest.raises(AssertionError, match="First correct the errors"):
            server.about("prepareRename", "file:///maps/map.yaml", 1, 3)
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    ("words", "within", "named"),
    [
        ("close", "  air:", "close"),
        ("shops", "    positions:", "shops"),
        ("letter", "    positions:", "letter"),
    ],
)
def test_from_a_reference_to_its_definition_and_back(
    server: Editor, uri: str, words: str, within: str, named: str
) -> None:
    location = server.about("definition", uri, *place(words, within))
    assert words_at(location["range"]) == named
    assert LINES[location["range"]["start"]["line"]] == f"  {named}:"
    context = {"includeDeclaration": False}
    back = server.about("references", uri, *start(location["range"]), context=context)
    assert {words_at(one["range"]) for one in back} == {named}
    assert place(words, within) in {start(one["range"]) for one in back}
    kinds = [one["kind"] for one in server.about("documentHighlight", uri, *place(words, within))]
    assert sorted(kinds) == [2] * len(back) + [3]


@pytest.mark.parametrize(
    ("words", "within", "said"),
    [
        (
            "close",
            "  air:",
            ["**Close the street", "1 support", "1 objection", "The shops: disagrees", "we would stay"],
        ),
        ("shops", "    positions:", ["**The shops**", "1 position"]),
        ("letter", "    positions:", ["A letter to the council", "Cited by 2 claims"]),
        ("street", "tensions:", ["**Whose street**", "For walking"]),
        ("shut", "", ["Side: **For walking**"]),
        ("traffic", "", ["Tag of 1 claim"]),
        ("objects_to", "", ["Claims it objects to"]),
        ("stance", "", ["agrees"]),
    ],
)
def test_hover_tells_what_stands_behind_a_name(
    server: Editor, uri: str, words: str, within: str, said: list[str]
) -> None:
    told = server.about("hover", uri, *place(words, within))["contents"]["value"]
    assert [one for one in said if one not in told] == []


def test_hover_shows_no_markup_of_the_map(server: Editor) -> None:
    text = WHOLE.replace("Close the street.", "Close <b>the</b> [street](https://evil.example) ![x](y).")
    server.open("file:///maps/hostile.yaml", text)
    server.findings("file:///maps/hostile.yaml")
    line, column = place("close", "  air:")
    told = server.about("hover", "file:///maps/hostile.yaml", line, column)["contents"]["value"]
    assert "<b>" not in told
    assert "](http" not in told


def test_quotes_are_looked_for_in_copies(server: Editor, tmp_path: Path) -> None:
    folder = shutil.copytree(EVIDENCE, tmp_path / "évidence maps")
    text = (folder / "night-buses.yaml").read_text(encoding="utf-8")
    before, after = "62 per cent said", "26 per cent said"
    address = (folder / "night-buses.yaml").as_uri()
    server.open(address, text)
    at = text[: text.index("  no-other-way:")].count("\n")
    server.findings(address)
    server.findings(address)
    assert "✓ found in the copy" in server.about("hover", address, at, 4)["contents"]["value"]
    line = text[: text.index(before)].count("\n")
    column = text.split("\n")[line].index(before)
    server.type(address, (line, column), (line, column + len(before)), after)
    server.findings(address, lambda found: any(one["code"] == "AM401" for one in found))
    assert "✗ not in the copy" in server.about("hover", address, at, 4)["contents"]["value"]


def test_renaming_changes_the_id_everywhere_and_nothing_else(server: Editor, uri: str) -> None:
    here = place("close", "  air:")
    assert server.about("prepareRename", uri, *here)["placeholder"] == "close"
    edits = server.about("rename", uri, *here, newName="shut-it")["changes"][uri]
    expected = WHOLE.replace("  close:\n", "  shut-it:\n").replace("- close\n", "- shut-it\n")
    assert applied(WHOLE, edits) == expected
    with pytest.raises(AssertionError, match="is taken"):
        server.about("rename", uri, *here, newName="air")
    with pytest.raises(AssertionError, match="cannot be an id"):
        server.about("rename", uri, *here, newName="Not an id")


def test_a_side_and_a_tag_are_renamed_too(server: Editor, uri: str) -> None:
    edits = server.about("rename", uri, *place("shut"), newName="walk")["changes"][uri]
    assert applied(WHOLE, edits) == WHOLE.replace("      shut:", "      walk:")
    edits = server.about("rename", uri, *place("traffic"), newName="cars, lorries")["changes"][uri]
    assert applied(WHOLE, edits) == WHOLE.replace("[traffic]", '["cars, lorries"]')


def actions(server: Editor, uri: str, found: list[Json], line: int, column: int) -> dict[str, Json]:
    span = {"start": {"line": line, "character": column}, "end": {"line": line, "character": column}}
    about = [one for one in found if one["range"]["start"]["line"] == line]
    asked = {"textDocument": {"uri": uri}, "range": span, "context": {"diagnostics": about}}
    return {one["title"]: one["edit"]["changes"][uri] for one in server.ask("textDocument/codeAction", **asked)}


@pytest.mark.parametrize(
    ("old", "new", "title", "result"),
    [
        ("      - close\n  custom", "      - clos\n  custom", "Change to 'close'", WHOLE),
        (
            "shops: disagrees", "drivers: disagrees", "Add the stakeholder 'drivers'",
            WHOLE.replace("shops: disagrees", "drivers: disagrees").replace(
                "    name: People on foot\n", "    name: People on foot\n  drivers:\n    name: Drivers\n"
            ),
        ),
        (
            "        source: letter", "        source: speech", "Add the source 'speech'",
            WHOLE.replace("        source: letter", "        source: speech") + "  speech:\n    title: Speech\n",
        ),
        (
            "      - close\n  custom", "      - quiet\n  custom", "Add the claim 'quiet'",
            WHOLE.replace("      - close\n  custom", "      - quiet\n  quiet:\n    text: Quiet.\n  custom"),
        ),
        (
            '"2025-07-21"', "21 July 2025", "Fix: changed dates to ISO 8601 (YYYY-MM-DD)", WHOLE
        ),
    ],
)  # fmt: skip
def test_what_is_offered_about_a_finding(
    server: Editor, uri: str, old: str, new: str, title: str, result: str
) -> None:
    text = WHOLE.replace(old, new, 1)
    changed = next(
        number for number, (one, two) in enumerate(zip(LINES, text.split("\n"), strict=True)) if one != two
    )
    server.type(uri, (0, 0), (len(LINES), 0), text)
    found = server.findings(uri, lambda all: any(one["range"]["start"]["line"] == changed for one in all))
    column = next(one["range"]["start"]["character"] for one in found if one["range"]["start"]["line"] == changed)
    offered = actions(server, uri, found, changed, column)
    assert applied(text, offered[title]).replace("2025-07-21", '"2025-07-21"').replace('""', '"') == result


def test_a_text_that_needs_quotation_marks_gets_them(server: Editor, uri: str) -> None:
    line, _ = place("text: The air")
    server.type(uri, (line, 0), (line, len(LINES[line])), "    text: The air: it gets cleaner.")
    found = server.findings(uri, lambda all: any(one["code"] == "AM004" for one in all))
    offered = actions(server, uri, found, line, 12)
    (edit,) = offered["Put the text in quotation marks"]
    assert edit["newText"] == '"The air: it gets cleaner."'


def test_a_link_is_turned_round(server: Editor, uri: str) -> None:
    line, column = place("close", "  air:")
    offered = actions(server, uri, [], line, column)
    turned = applied(WHOLE, offered["Turn this support into an objection"])
    assert turned == WHOLE.replace("    supports:\n      - close", "    objects_to:\n      - close")


def test_lenses_count_reasons(server: Editor, uri: str) -> None:
    lenses = server.ask("textDocument/codeLens", textDocument={"uri": uri})
    told = {words_at(one["range"]): one["command"]["title"] for one in lenses}
    assert told == {"close": "1 for, 1 against · 1 objection unanswered"}


def test_lenses_are_to_be_fetched_again_when_all_rules_were_tried(server: Editor, uri: str) -> None:
    server.ask("textDocument/codeLens", textDocument={"uri": uri})
    before = server.asked.count("workspace/codeLens/refresh")
    server.type(uri, (0, 0), (0, 0), "# A comment\n")
    server.findings(uri)
    server.findings(uri)
    server.ask("textDocument/codeLens", textDocument={"uri": uri})
    assert before < server.asked.count("workspace/codeLens/refresh")


def test_an_editor_that_cannot_fetch_lenses_again_is_not_asked_to(tmp_path: Path) -> None:
    with editor(tmp_path) as without:
        without.open("file:///maps/map.yaml", WHOLE)
        without.findings("file:///maps/map.yaml")
        without.findings("file:///maps/map.yaml")
        without.ask("textDocument/codeLens", textDocument={"uri": "file:///maps/map.yaml"})
        assert "workspace/codeLens/refresh" not in without.asked


def test_folds_are_the_sections_entries_and_fields_of_several_lines(server: Editor, uri: str) -> None:
    folds = server.ask("textDocument/foldingRange", textDocument={"uri": uri})
    found = {LINES[one["startLine"]].strip(): LINES[one["endLine"]].strip() for one in folds}
    assert found["claims:"] == "- letter"
    assert found["close:"] == "quote: we would stay longer"
    assert found["sides:"] == "open: For driving"


def test_tokens_say_what_each_id_is_an_id_of(server: Editor, uri: str) -> None:
    data = server.ask("textDocument/semanticTokens/full", textDocument={"uri": uri})["data"]
    line = column = 0
    seen = set()
    for down, right, length, kind, defines in zip(*[iter(data)] * 5, strict=True):
        line, column = line + down, right if down else column + right
        seen.add((LINES[line][column : column + length], kind, defines))
    assert {("close", 0, 1), ("close", 0, 0), ("shops", 1, 1), ("letter", 2, 0), ("street", 3, 1)} <= seen
    screen = {"start": {"line": 0, "character": 0}, "end": {"line": 6, "character": 0}}
    part = server.ask("textDocument/semanticTokens/range", textDocument={"uri": uri}, range=screen)["data"]
    assert data[: len(part)] == part
    assert 0 < len(part) < len(data)


def test_formatting_is_that_of_fmt(server: Editor, uri: str) -> None:
    untidy = WHOLE.replace("    text: The air gets cleaner.\n    supports:", "    supports:").replace(
        "      - close\n  custom:", "      - close\n    text: 'The air gets cleaner.'\n  custom:"
    )
    server.type(uri, (0, 0), (len(LINES), 0), untidy)
    server.findings(uri)
    options = {"tabSize": 2, "insertSpaces": True}
    edits = server.ask("textDocument/formatting", textDocument={"uri": uri}, options=options)
    assert applied(untidy, edits) == format(read(untidy.encode(), "map.yaml"))
    line = untidy.split("\n").index("  air:")
    span = {"start": {"line": line + 1, "character": 0}, "end": {"line": line + 2, "character": 0}}
    some = server.ask("textDocument/rangeFormatting", textDocument={"uri": uri}, range=span, options=options)
    assert "    text: The air gets cleaner.\n    supports:" in applied(untidy, some)
    assert all(line <= edit["range"]["start"]["line"] <= line + 5 for edit in some)


def test_things_are_found_by_name_in_all_maps(server: Editor, uri: str) -> None:
    found = server.ask("workspace/symbol", query="lose custom")
    assert [one["name"] for one in found if one["location"]["uri"] == uri] == ["Shops lose custom"]


def test_random_edits_keep_the_text_of_server_and_editor_equal(server: Editor, uri: str) -> None:
    """The server's text is what its layout is made from, so a rename of the whole file tells all of it."""
    random, text = Random(7), WHOLE
    for _ in range(40):
        line = random.randrange(text.count("\n"))
        column = random.randrange(len(text.split("\n")[line]) + 1)
        typed = random.choice(("x", "\U0001f600", "\n", "# é\n", " ", "'"))
        server.type(uri, (line, units(text, line, column)), (line, units(text, line, column)), typed)
        starts = sum(len(one) + 1 for one in text.split("\n")[:line])
        text = text[: starts + column] + typed + text[starts + column :]
    server.type(uri, (0, 0), (text.count("\n"), 0), "")
    rest = text.split("\n")[-1]
    server.type(uri, (0, 0), (0, 0), WHOLE + "# end\n")
    end = WHOLE.count("\n") + 1
    assert rest == ""
    folds = server.ask("textDocument/foldingRange", textDocument={"uri": uri})
    assert max(one["endLine"] for one in folds) == end - 2


def units(text: str, line: int, column: int) -> int:
    """UTF-16 code units before a column."""
    return len(text.split("\n")[line][:column].encode("utf-16-le")) // 2


def test_comments_that_accept_a_finding_and_settings_count(server: Editor, uri: str) -> None:
    line, _ = place("- close", "  air:")
    server.type(uri, (line, 0), (line, len(LINES[line])), "      - nowhere  # argmap: ignore[AM101]")
    assert "AM101" not in {one["code"] for one in server.findings(uri)}
    assert "AM101" not in {one["code"] for one in server.findings(uri)}


def test_the_server_is_a_command_and_says_what_it_lacks() -> None:
    assert "lsp" in COMMANDS
    script = "import sys; sys.modules['pygls'] = None; from argmap.cli.main import main; sys.exit(main(['lsp']))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 2
    assert done.stderr == "argmap: The language server needs pygls. Install it with: pip install 'argmap[lsp]'\n"


def test_what_is_saved_is_checked_by_the_settings_as_they_are_now(server: Editor, tmp_path: Path) -> None:
    file = tmp_path / "map.yaml"
    file.write_text(WHOLE, encoding="utf-8")
    uri = file.as_uri()
    server.open(uri, WHOLE)
    server.findings(uri)
    assert "AM202" in {one["code"] for one in server.findings(uri)}
    settings = tmp_path / ".argmap.toml"
    settings.write_text("[check]\nignore = ['AM2']\n", encoding="utf-8")
    server.tell("textDocument/didSave", textDocument={"uri": uri})
    assert not any(one["code"].startswith("AM2") for one in server.findings(uri))
    settings.write_text("check = 1\n", encoding="utf-8")
    server.tell("textDocument/didSave", textDocument={"uri": uri})
    while (told := server.receive())["method"] != "window/showMessage":
        pass
    assert told["params"] == {"type": 2, "message": f"{settings}: 'check' is a table."}
    assert "AM202" in {one["code"] for one in server.findings(uri)}


def test_a_question_about_a_file_that_is_not_open_is_refused(server: Editor) -> None:
    with pytest.raises(AssertionError, match=r"^file:///maps/closed\.yaml is not open\.$"):
        server.about("hover", "file:///maps/closed.yaml", 0, 0)
