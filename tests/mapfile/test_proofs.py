"""A text that would not read back as the map that it is to hold is never written."""

from __future__ import annotations

import pytest

from argmap.mapfile import canonical
from argmap.mapfile.canonical import format
from argmap.mapfile.document import Document
from argmap.mapfile.edits import Splice, apply
from argmap.mapfile.patch.spread import lists_in_lines, spread
from argmap.mapfile.patch.verify import prove, reread_document, reread_entries, reread_frame
from argmap.mapfile.read.read import read
from argmap.model.findings import MapError
from argmap.model.types import Claim, rebuilt

TEXT = "argmap: 1\ntitle: A street\nclaims:\n  a:\n    text: A.\n    tags: [x, y]\n    positions: {shops: agrees}\n"
DOCUMENT = read(TEXT.encode(), "map.yaml")
(A,) = DOCUMENT.map.claims
AS_MEANT = "would not have read back as meant"


def blocks_of(text: str) -> tuple[str, ...]:
    return tuple(block.text for block in reread_entries(text, "claims", (A,)))


def test_entries_that_read_as_meant_are_blocks() -> None:
    text = "# above\n\n  a:\n    text: A.\n    tags: [x, y]\n    positions: {shops: agrees}\n"
    assert blocks_of(text) == (text,)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  - a\n",
        "{a: {text: A.}}",
        "  a:\n    text: A.\n",
        "  a:\n    text: A.\n    tags: [x, y]\n    positions: {shops: agrees}\n  b:\n    text: B.\n",
        "  a:\n    text: [A.\n",
        "  a:\n    text: A.\n    txt: A.\n",
    ],
)
def test_entries_that_do_not_are_refused(text: str) -> None:
    with pytest.raises(MapError, match=AS_MEANT):
        blocks_of(text)


def test_what_stands_between_entries_must_say_the_same() -> None:
    frame = DOCUMENT.blocks[0]
    assert frame.opens == "claims"
    retitled = rebuilt(DOCUMENT.map, title="Another")
    new = frame.text.replace("A street", "Another")
    assert reread_frame(frame, new, retitled) == frame._replace(text=new)
    for text, map in (
        (new, DOCUMENT.map),
        (frame.text, retitled),
        ("- a\n", retitled),
        (f"{new}language: en\n", retitled),
    ):
        with pytest.raises(MapError, match=AS_MEANT):
            reread_frame(frame, text, map)


def test_a_whole_text_must_hold_the_map() -> None:
    assert reread_document(TEXT, DOCUMENT.map, "map.yaml") == DOCUMENT
    with pytest.raises(MapError, match=AS_MEANT):
        reread_document(TEXT, rebuilt(DOCUMENT.map, title="Another"), "map.yaml")
    with pytest.raises(MapError, match=r"The change was not made: the file would no longer be a map\. map\.yaml:1:"):
        reread_document("title: [", DOCUMENT.map, "map.yaml")


def test_nothing_is_saved_that_does_not_read_back() -> None:
    assert prove(DOCUMENT) == DOCUMENT
    other = Document(DOCUMENT.file, rebuilt(DOCUMENT.map, title="Another"), DOCUMENT.blocks, DOCUMENT.bom)
    with pytest.raises(MapError, match="does not read back as the map on screen, so nothing was saved"):
        prove(other)
    broken = Document(DOCUMENT.file, DOCUMENT.map, (DOCUMENT.blocks[0]._replace(text="title: [\n"),), DOCUMENT.bom)
    with pytest.raises(MapError, match=r"could not be read back, so nothing was saved\. map\.yaml:1:"):
        prove(broken)


@pytest.mark.parametrize("made", ["argmap: 1\ntitle: Another\nclaims: {}\n", "title: ["])
def test_a_layout_that_would_change_the_map_is_refused(monkeypatch: pytest.MonkeyPatch, made: str) -> None:
    monkeypatch.setattr(canonical, "_laid_out", lambda document: made)
    with pytest.raises(MapError, match=r"^Not formatted: the result would have changed the map\."):
        format(DOCUMENT)


def test_splices_do_not_overlap() -> None:
    assert apply("abcd", [Splice(3, 4, "D"), Splice(0, 1, "A"), Splice(1, 1, "-"), Splice(1, 1, "+")]) == "A-+bcD"
    with pytest.raises(ValueError, match="splices overlap at 1"):
        apply("abcd", [Splice(0, 2, "x"), Splice(1, 3, "y")])


def test_lists_in_brackets_are_laid_out_as_lines_where_nothing_is_lost() -> None:
    assert lists_in_lines(DOCUMENT, "a") == frozenset()
    spread_out = spread(DOCUMENT, "a", {"tags", "positions"})
    lines = "    tags:\n      - x\n      - y\n    positions:\n      shops: agrees\n"
    assert spread_out.text == TEXT.replace("    tags: [x, y]\n    positions: {shops: agrees}\n", lines)
    assert spread_out.map == DOCUMENT.map
    assert lists_in_lines(spread_out, "a") == {"tags", "positions"}
    assert spread(DOCUMENT, "a", {"text"}) is spread(DOCUMENT, "nothing", {"tags"}) is DOCUMENT
    for other in ("[x,\n      y]", "[x, y]  # both", "[]", "[x, # one\n      y]"):
        kept = read(TEXT.replace("[x, y]", other).encode(), "map.yaml")
        changed = spread(kept, "a", {"tags"})
        assert (changed is kept) == (other != "[x, y]  # both"), other
        assert changed.map == kept.map
    braces = read(b"argmap: 1\ntitle: T\nclaims:\n  a: {text: A., tags: [x]}\n", "map.yaml")
    assert spread(braces, "a", {"tags"}) is braces
    assert lists_in_lines(braces, "a") == frozenset()
    assert braces.map.claims == (Claim(id="a", text="A.", tags=("x",)),)
