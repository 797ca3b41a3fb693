"""All that the language server shows of one map that uses everything; ``ARGMAP_GOLDEN=write`` writes it anew.

The functions are asked themselves; that the server passes on what they say is tried in ``test_server.py``.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from lsprotocol.types import (
    CodeAction,
    DiagnosticTag,
    DocumentSymbol,
    Location,
    Position,
    Range,
    TextDocumentContentChangePartial,
    TextEdit,
    WorkspaceSymbol,
)

from argmap.check.rules import check
from argmap.lsp import diagnostics as told
from argmap.lsp.actions import actions
from argmap.lsp.decorations import LEGEND, lenses, tokens
from argmap.lsp.edits import laid_out, laid_out_within, line_splices, renameable, renamed
from argmap.lsp.hover import hover
from argmap.lsp.naming import path_named
from argmap.lsp.navigation import definition, folds, found_by_name, highlights, references, symbols
from argmap.lsp.open_map import CheckResult, OpenMap
from argmap.lsp.positions import EditedText
from argmap.lsp.server import check_all, maps_in_folder
from argmap.mapfile.edits import Splice
from argmap.model.findings import MapError
from tests.golden import kept

SHOWN = Path(__file__).with_name("shown")
MAPS = Path(__file__).parents[1] / "maps"
TEXT = (MAPS / "everything.yaml").read_text(encoding="utf-8")
FAULTY = (
    TEXT.replace("      - close\n", "      - clsoe\n")
    .replace("        with:\n          - cars-go\n", "        with:\n          - cars\n")
    .replace("    tension: street\n    side: drive", "    tension: streets\n    side: drives")
    .replace("      walkers: agrees", "      walker: agrees")
    .replace("      - letter\n", "      - letters\n      - new-source\n")
    .replace("    tags: [plan]", "    tags: [plan, plan, ' plan']")
    .replace("The cars go elsewhere", "The cars  go elsewhere")
    .replace("reason: elsewhere -> air -> close", "reason: elsewhere->airs->close")
)
"""The same with references to what is missing, and what has one safe correction."""
UNREADABLE = TEXT.replace("title: Whose street", "title: Whose: street").replace("text: Keep", "text: @Keep")


def opened(text: str) -> OpenMap:
    """An open file in which all rules have been tried."""
    made = OpenMap("map.yaml", EditedText(text))
    if made.document is not None:
        made.checked = CheckResult(made.document, tuple(check(made.index)))
    return made


def at(range: Range) -> str:
    """A range, lines counted from 1 as people do, columns from 0."""
    begin, end = range.start, range.end
    return f"{begin.line + 1}:{begin.character}-{'' if end.line == begin.line else f'{end.line + 1}:'}{end.character}"


def words(open_map: OpenMap, range: Range) -> str:
    return open_map.text.text[open_map.text.offset(range.start) : open_map.text.offset(range.end)]


def places(open_map: OpenMap) -> Iterator[tuple[str, Position]]:
    """A place in each word of the file, with the word; each word once with each line that it stands in."""
    seen = set()
    for number in range(open_map.text.last_line + 1):
        line = open_map.text.line(number)
        column = 0
        for word in line.replace(":", " ").replace(",", " ").split():
            column = line.index(word, column)
            if (line, word) not in seen:
                yield f"{number + 1}: {word}", Position(number, column + 1)
            seen.add((line, word))
            column += len(word)


def hovers(open_map: OpenMap) -> Iterator[str]:
    """What is shown over each word, told once."""
    known: dict[str, str] = {}
    for word, place in places(open_map):
        shown = hover(open_map, place)
        if shown is not None:
            text = shown.contents.value.replace("\n", "\n    ")  # type: ignore[union-attr]
            where = f" {words(open_map, shown.range)!r}" if shown.range is not None else ""
            yield f"{word}{where}, as over {known[text]}" if text in known else f"{word}{where}\n    {text}"
            known.setdefault(text, word)


def moves(open_map: OpenMap) -> Iterator[str]:
    """Where one gets to from each word."""
    for word, place in places(open_map):
        target = definition("file:///map.yaml", open_map, place)
        all = references("file:///map.yaml", open_map, place, with_definition=True)
        without = references("file:///map.yaml", open_map, place, with_definition=False)
        lit = highlights(open_map, place)
        named = renameable(open_map, place)
        if target is not None or all or lit or named is not None:
            assert target is None or target.range in [one.range for one in all]
            assert [one.range for one in lit] == [one.range for one in all]
            yield (
                f"{word}: {at(target.range) if target else 'nowhere'}; "
                + ", ".join(f"{at(one.range)}{'' if one in without else ' (here)'}" for one in all)
                + (f"; renames {named.placeholder}" if named is not None else "")
            )


def outline(found: list[DocumentSymbol], depth: int = 0) -> Iterator[str]:
    for one in found:
        detail = f" ({one.detail})" if one.detail else ""
        yield f"{'  ' * depth}{one.kind.name} {one.name}{detail} {at(one.range)}, named {at(one.selection_range)}"
        yield from outline(list(one.children or ()), depth + 1)


def beside(open_map: OpenMap) -> Iterator[str]:
    """Lenses, folds, colours and what is found by name."""
    for lens in lenses(open_map):
        assert lens.command is not None
        yield f"lens {at(lens.range)} {lens.command.title}"
    yield "folds " + ", ".join(f"{one.start_line + 1}-{one.end_line + 1}" for one in folds(open_map))
    line = column = 0
    for start in range(0, len(data := tokens(open_map).data), 5):
        down, right, length, kind, modifiers = data[start : start + 5]
        line, column = line + down, right if down else column + right
        text = open_map.text.line(line)[column : column + length]
        yield f"token {line + 1}:{column} {text!r} {LEGEND.token_types[kind]}{' defined' if modifiers else ''}"
    for query in ("street", "THE letter", "shops", "cars", "nothing of this"):
        found = found_by_name("file:///map.yaml", open_map, query)
        yield f"{query}: " + "; ".join(map(told_of, found))


def told_of(found: WorkspaceSymbol) -> str:
    assert isinstance(found.location, Location)
    return f"{found.kind.name} {found.name} ({found.container_name}, {at(found.location.range)})"


def changes() -> Iterator[str]:
    """The edits of renames, of a file's layout and of the layout of some of its lines."""
    open_map = opened(TEXT)
    for line, column in ((8, 3), (12, 7), (20, 3), (44, 3), (57, 12), (144, 3), (68, 21), (124, 30)):
        for new in ("another", "Not an id"):
            try:
                edits = renamed(open_map, Position(line, column), new)
            except MapError as refused:
                yield f"{line + 1}:{column} {new}: {refused}"
            else:
                yield f"{line + 1}:{column} {new}: {edits_told(edits)}"
    odd = opened((MAPS / "odd-layout.yaml").read_text(encoding="utf-8"))
    yield f"layout: {edits_told(laid_out(odd))}"
    for first, last in ((0, 0), (0, 57), (57, 60), (110, 116), (116, 118)):
        edits = laid_out_within(open_map, Range(Position(first, 0), Position(last, 0)))
        yield f"layout of {first + 1} to {last + 1}: {edits_told(edits)}"


def edits_told(edits: list[TextEdit]) -> str:
    return ", ".join(f"{at(edit.range)} {edit.new_text!r}" for edit in edits)


def problems(open_map: OpenMap) -> Iterator[str]:
    """The findings, with what is offered about each."""
    found = told.diagnostics("file:///map.yaml", open_map)
    for one in found:
        assert one.severity is not None
        faded = " faded" if one.tags == [DiagnosticTag.Unnecessary] else ""
        yield f"{at(one.range)} {one.severity.name}{faded} {one.code} {one.source}: {one.message}"
        for related in one.related_information or ():
            yield f"    see {at(related.location.range)}: {related.message}"
        yield from map(offer, actions("file:///map.yaml", open_map, one.range, [one]))


def offer(action: CodeAction) -> str:
    assert action.edit is not None
    assert action.edit.changes is not None
    (edits,) = action.edit.changes.values()
    preferred = "!" if action.is_preferred else ""
    kind = getattr(action.kind, "value", action.kind)
    return (
        f"    {preferred}{action.title} ({kind}): {edits_told([one for one in edits if isinstance(one, TextEdit)])}"
    )


CASES: dict[str, Callable[[], Iterator[str]]] = {
    "hovers.txt": lambda: hovers(opened(TEXT)),
    "hovers-of-faults.txt": lambda: hovers(opened(FAULTY)),
    "moves.txt": lambda: moves(opened(TEXT)),
    "outline.txt": lambda: outline(symbols(opened(TEXT))),
    "beside.txt": lambda: beside(opened(TEXT)),
    "changes.txt": changes,
    "problems.txt": lambda: problems(opened(FAULTY)),
    "problems-of-reading.txt": lambda: problems(opened(UNREADABLE)),
}


@pytest.mark.parametrize("name", CASES)
def test_shows_what_it_showed(name: str) -> None:
    shown = "\n".join(CASES[name]()) + "\n"
    assert shown == kept(SHOWN / name, shown)


@pytest.mark.parametrize(
    ("first", "last", "entries"),
    [(0, 200, (1, 200)), (60, 61, (60, 77)), (118, 121, (116, 126)), (150, 150, (145, 153)), (0, 0, (1, 0))],
)
def test_of_some_lines_the_tokens_are_those_of_the_entries_they_touch(
    first: int, last: int, entries: tuple[int, int]
) -> None:
    open_map = opened(TEXT)
    whole = [int(one.split()[1].partition(":")[0]) for one in beside(open_map) if one.startswith("token")]
    data = tokens(open_map, Range(Position(first, 0), Position(last, 0))).data
    lines = [sum(data[: 5 * number + 1 : 5]) + 1 for number in range(len(data) // 5)]
    assert lines == [line for line in whole if entries[0] <= line <= entries[1]]


def test_of_very_many_findings_the_worst_are_shown_and_the_others_counted() -> None:
    claims = "".join(f"  claim-{number}:\n    text: Claim {number}.\n" for number in range(250))
    wrong = "  wrong:\n    text: Wrong.\n    supports:\n      - nothing\n"
    shown = told.diagnostics("file:///map.yaml", opened(f"argmap: 1\ntitle: Many\nclaims:\n{claims}{wrong}"))
    assert len(shown) == 201
    assert shown[0].code == "AM101"
    assert shown[-1].message == "53 findings more. 'argmap check --all' lists each."
    few = told.diagnostics("file:///map.yaml", opened(f"argmap: 1\ntitle: Many\nclaims:\n{claims[:2000]}"))
    assert "findings more" not in few[-1].message


@pytest.mark.parametrize("number", [6, 7, 8])
def test_over_a_name_six_things_are_told_and_the_others_counted(number: int) -> None:
    objections = "".join(
        f"  claim-{one}:\n    text: Claim {one}.\n    objects_to:\n      - top\n" for one in range(number)
    )
    shown = hover(opened(f"argmap: 1\ntitle: Many\nclaims:\n  top:\n    text: Top.\n{objections}"), Position(3, 3))
    assert shown is not None
    lines = shown.contents.value.splitlines()  # type: ignore[union-attr]
    assert [line for line in lines if line.startswith("- “")] == [f"- “Claim {one}”" for one in range(6)]
    assert [line for line in lines if line.endswith("more")] == ([f"- and {number - 6} more"] if number > 6 else [])


LINKS = """\
argmap: 1
title: T
claims:
  target:
    text: Target.
  premise:
    text: Premise.
    supports:
      - claim: target
        note: It is so.
  one:
    text: One.
    undercuts:
      - premise -> target
  two:
    text: Two.
    undercuts:
      - reason: premise -> nowhere
"""


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (
            13,
            "“Premise” supports “Target”.\n\nWhy it follows: It is so\n\n1 undercut:\n\n- “One”",
        ),
        (17, "The map has no link `premise -> nowhere`."),
    ],
)
def test_over_the_address_of_a_link_that_link_is_told(line: int, shown: str) -> None:
    open_map = opened(LINKS)
    found = hover(open_map, Position(line, open_map.text.line(line).index("->") + 1))
    assert found is not None
    assert found.contents.value == shown  # type: ignore[union-attr]


def test_findings_stand_where_they_are_although_editors_count_carriage_returns_as_line_ends() -> None:
    open_map = opened('argmap: 1\rtitle: T\rclaims:\n  a:\n    text: "x\ry"\n    note: z\rz\n')
    found = told.diagnostics("file:///map.yaml", open_map)
    assert [one.code for one in found] == ["AM023"] * 4
    offsets = [open_map.text.offset(one.range.start) for one in found]
    assert offsets == [at for at, char in enumerate(open_map.text.text) if char == "\r"]


def test_a_field_of_the_map_is_called_by_its_name() -> None:
    index = opened(LINKS).index
    assert path_named(index, ("title",)) == "title"
    assert path_named(index, ("claims", "one", "undercuts")) == "Claim: One"
    assert path_named(index, ()) == ""


def test_of_long_texts_lines_are_not_compared_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = "a\nb\nc\nd\ne\n", "a\nx\nc\ny\ne\n"
    monkeypatch.setattr("argmap.lsp.edits.MOST_LINES_COMPARED", 6)
    assert line_splices(old, new) == [Splice(2, 4, "x\n"), Splice(6, 8, "y\n")]
    monkeypatch.setattr("argmap.lsp.edits.MOST_LINES_COMPARED", 5)
    assert line_splices(old, new) == [Splice(2, 8, "x\nc\ny\n")]


def test_a_long_text_is_read_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("argmap.lsp.open_map.READ_AT_ONCE", 10)
    open_map = opened(LINKS)
    begin = Position(2, 0)
    open_map.change([TextDocumentContentChangePartial(Range(begin, begin), "tensions: {}\n")])
    assert open_map.is_to_be_read
    assert [at(edit.range) for edit in renamed(open_map, Position(11, 3), "first")] == ["12:2-5"]
    assert not open_map.is_to_be_read


def test_all_rules_end_when_told() -> None:
    open_map = opened(TEXT)
    document, stop = open_map.document, Event()
    assert document is not None
    checked = check_all(document, open_map.index, open_map.settings, stop)
    assert [one.code for one in checked.findings] == [one.code for one in check(open_map.index)]
    stop.set()
    assert check_all(document, open_map.index, open_map.settings, stop).findings == []


def test_maps_in_folders_are_those_that_are_not_open(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(LINKS, encoding="utf-8-sig")
    (tmp_path / "c.yaml").write_text("words: 1\n", encoding="utf-8")
    a, b = ((tmp_path / f"{name}.yaml").as_uri() for name in ("a", "b"))
    found = dict(maps_in_folder([tmp_path / "missing", tmp_path], {b}))
    assert list(found) == [a]
    assert found[a].text.text == LINKS
    assert found[a].file == str(tmp_path / "a.yaml")
    assert dict(maps_in_folder([tmp_path], {b}))[a] is found[a]
    (tmp_path / "a.yaml").write_text(LINKS + "# later\n", encoding="utf-8")
    os.utime(tmp_path / "a.yaml", (1, 1))
    assert dict(maps_in_folder([tmp_path], {b}))[a].text.text == LINKS + "# later\n"


def test_a_side_that_is_not_there_is_changed_to_the_nearest_of_its_tension() -> None:
    told_of = list(problems(opened(TEXT.replace("    side: drive\n", "    side: drives\n"))))
    first = next(number for number, line in enumerate(told_of) if " AM106 " in line)
    assert told_of[first].endswith("which is not in the tension “Whose street”. Did you mean 'drive'?")
    assert told_of[first + 1] == "    !Change to 'drive' (quickfix): 63:10-16 'drive'"
