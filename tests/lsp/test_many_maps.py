"""What the language server shows of maps of many shapes, and while lines of them are written.

Fingerprints are in ``many_maps.txt``; ``ARGMAP_GOLDEN=write`` writes them anew. :mod:`tests.lsp.test_shown` keeps
whole what is shown of one map.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lsprotocol.types import CompletionItem, Position, Range, TextEdit
from lsprotocol.types import TextDocumentContentChangePartial as Partial

from argmap.lsp.completion import completion
from argmap.lsp.edits import laid_out
from argmap.lsp.navigation import symbols
from argmap.lsp.open_map import OpenMap
from argmap.lsp.positions import EditedText
from tests.fingerprints import nothing_else_kept, same_as_kept
from tests.lsp.test_shown import FAULTY, TEXT, at, beside, edits_told, hovers, moves, opened, outline, problems

KEPT = Path(__file__).with_name("many_maps.txt")
TESTS = Path(__file__).parents[1]
FILES = [
    *(
        TESTS / "maps" / f"{name}.yaml"
        for name in ("broken-references", "hostile", "loops", "odd-layout", "everything")
    ),
    TESTS / "maps" / "undercut-of-undercut.yaml",
    TESTS / "mapfile" / "commented.yaml",
    TESTS / "cli" / "maps" / "crowded.yaml",
]
MAPS = {file.stem: file.read_text(encoding="utf-8-sig") for file in FILES}
SIZED = {
    f"{number} claims": "argmap: 1\ntitle: T\nclaims:\n  top:\n    text: Top.\n"
    + "".join(f"  c{one}:\n    text: C{one}.\n    supports:\n      - top\n" for one in range(number))
    for number in range(1, 9)
}
SHOWN: dict[str, Callable[[OpenMap], Iterator[str]]] = {
    "hovers": hovers,
    "moves": moves,
    "outline": lambda open_map: outline(symbols(open_map)),
    "beside": beside,
    "problems": problems,
    "layout": lambda open_map: iter([edits_told(laid_out(open_map))]),
}


@pytest.mark.parametrize("shown", SHOWN)
@pytest.mark.parametrize("name", [*MAPS, *SIZED])
def test_shows_what_it_showed(name: str, shown: str) -> None:
    text = (MAPS | SIZED)[name]
    text = text[: text.index("\n  claim-12:\n") + 1] if name == "crowded" else text
    assert same_as_kept(KEPT, f"{name}: {shown}", "\n".join(SHOWN[shown](opened(text))))


def item_told(item: CompletionItem) -> str:
    assert item.kind is not None
    edit = f" {at(item.text_edit.range)} {item.text_edit.new_text!r}" if isinstance(item.text_edit, TextEdit) else ""
    return (
        f"{item.label} {item.kind.name} {item.detail} {item.label_details} {item.sort_text} {item.filter_text}{edit}"
    )


def written(text: str, step: int) -> Iterator[str]:
    """What is offered at places of each line, after its first words were written and the rest was not."""
    lines = text.splitlines(keepends=True)
    open_map = OpenMap("map.yaml", EditedText(text))
    for number in range(3, len(lines), step):
        line = lines[number].rstrip("\n")
        indent = len(line) - len(line.lstrip())
        for column in sorted({indent, indent + 2, indent + 4, line.find(":") + 2, len(line)} - set(range(indent))):
            begin, end = Position(number, min(column, len(line))), Position(number, len(line))
            gone = line[begin.character :]
            open_map.change([Partial(range=Range(begin, end), text="")])
            found = completion(open_map, begin)
            yield f"{number} {begin.character} {found.is_incomplete}"
            yield from map(item_told, found.items[:12])
            open_map.change([Partial(range=Range(begin, begin), text=gone)])


@pytest.mark.parametrize("name", ["everything", "crowded", "commented", "loops"])
def test_offers_what_it_offered(name: str) -> None:
    told = "\n".join(written(MAPS[name], 11 if name == "crowded" else 2))
    assert same_as_kept(KEPT, f"{name}: offered", told)


@pytest.mark.parametrize("place", range(8))
def test_tells_what_it_told_of_a_map_without_some_lines(place: int) -> None:
    lines = (FAULTY if place % 2 else TEXT).splitlines(keepends=True)
    told = []
    for number in range(2 + place, len(lines), 8):
        open_map = opened("".join([*lines[:number], *lines[number + 1 :]]))
        told += [f"without {number + 1}", *problems(open_map)]
    assert same_as_kept(KEPT, f"everything without lines: {place}", "\n".join(told))


def test_nothing_is_kept_of_what_is_not_there() -> None:
    names = {f"{name}: {shown}" for name in (*MAPS, *SIZED) for shown in SHOWN}
    names |= {f"{name}: offered" for name in ("everything", "crowded", "commented", "loops")}
    assert nothing_else_kept(KEPT, names | {f"everything without lines: {place}" for place in range(8)})
