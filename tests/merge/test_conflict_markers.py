"""Conflicts stand in a file as comments: they are read back as they were, and each can be decided in the file."""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.mapfile.canonical import write
from argmap.mapfile.document import Document
from argmap.mapfile.read.read import read
from argmap.merge.conflict_comments import MOST_NEEDS, comment, path_words
from argmap.merge.conflict_markers import Marker, find_markers, markers_in, reread, with_markers, without_markers
from argmap.merge.conflicts import BothChanged, Conflict, MergedMap, Pick, RemovedButNeeded, RenamedTwice, at_odds
from argmap.merge.documents import decide, merge_documents
from argmap.merge.resolution import picks, resolve
from argmap.model.findings import MapError
from argmap.model.paths import found_at
from argmap.model.types import Map
from tests.examples import examples
from tests.git.conftest import MAP
from tests.merge.test_laws import branches

COSTS = "The running costs are not known."


def document(text: str) -> Document:
    return read(text.encode(), "map.yaml")


def decided(found: Document, mark: Marker, pick: Pick, wording: str | None = None) -> Document:
    assert mark.conflict is not None
    return decide(found, conflicts_in(found), mark.conflict, pick, wording).document


def conflicts_in(found: Document) -> list[Conflict]:
    return [mark.conflict for mark in markers_in(found) if mark.conflict is not None]


def merged(ours: str, theirs: str, base: str = MAP) -> Document:
    return read(merge_documents(document(base), document(ours), document(theirs)).data, "map.yaml")


def as_a_comment_holds_it(conflict: Conflict, map: Map) -> Conflict:
    """The conflict without what its comment leaves out because the map has it, or because it only says more."""
    if isinstance(conflict, BothChanged):
        names, base, ours, theirs = zip(*at_odds(conflict), strict=True)
        return BothChanged(conflict.path, names, base, ours, theirs)
    if isinstance(conflict, RemovedButNeeded):
        item = found_at(map, conflict.path)
        assert item is not None
        return replace(conflict, needed_by=conflict.needed_by[:MOST_NEEDS], item=item)
    return conflict


@examples(60)
@given(branches())
def test_every_conflict_is_read_back(three: tuple[Map, Map, Map]) -> None:
    outcome = merge_documents(*(document(write(map)) for map in three))
    found = read(outcome.data, "map.yaml")
    expected = [as_a_comment_holds_it(conflict, found.map) for conflict in outcome.conflicts]
    assert sorted(map(repr, expected)) == sorted(repr(one.conflict) for one in markers_in(found))


@examples(40)
@given(three=branches(), choose=st.randoms(use_true_random=False))
def test_deciding_in_the_file_is_deciding_in_the_map(three: tuple[Map, Map, Map], choose: Random) -> None:
    found = read(merge_documents(*(document(write(map)) for map in three)).data, "map.yaml")
    while waiting := markers_in(found):
        one = choose.choice(waiting)
        assert one.conflict is not None
        pick = choose.choice(picks(one.conflict))
        after = decided(found, one, pick)
        assert after.map == resolve_alone(found, one.conflict, pick)
        assert len(markers_in(after)) < len(waiting)
        found = after
    assert "# CONFLICT: " not in found.text


def resolve_alone(found: Document, conflict: Conflict, pick: str) -> Map:
    return resolve(MergedMap(found.map, (conflict,)), conflict, pick).map  # type: ignore[arg-type]


def test_taking_ours_leaves_the_file_of_ours() -> None:
    ours, theirs = MAP.replace(COSTS, "Ours."), MAP.replace(COSTS, "Theirs.")
    found = merged(ours, theirs)
    (one,) = markers_in(found)
    assert found.text.split("\n")[one.line - 1].strip() == f"# CONFLICT: {one.says}"
    assert decided(found, one, "ours").text == ours
    assert decided(found, one, "theirs").text == theirs
    assert decided(found, one, "ours", wording="Mine.").text == MAP.replace(COSTS, "Mine.")
    assert without_markers(found, [one]).text == ours


@pytest.mark.parametrize("words", ["Žluťoučký kůň", "成本未知", "التكاليف غير معروفة", "ব্যয়"])
def test_what_is_at_odds_is_read_in_its_own_letters(words: str) -> None:
    found = merged(MAP.replace(COSTS, f"{words} 1."), MAP.replace(COSTS, f"{words} 2."))
    assert f'#   theirs: "{words} 2."' in found.text


def test_windows_line_ends_and_the_byte_order_mark_stay() -> None:
    ours, theirs = (("\ufeff" + MAP.replace(COSTS, words)).replace("\n", "\r\n") for words in ("Ours.", "Theirs."))
    found = merged(ours, theirs)
    (one,) = markers_in(found)
    assert decided(found, one, "theirs").data == theirs.encode()


def test_a_new_name_reaches_the_other_conflicts() -> None:
    """Choosing theirs' name also renames what the other conflicts are about, in their comments too."""
    sides = []
    for name, note in (("running-costs", "One."), ("bills", "Two.")):
        renamed = MAP.replace("  costs:", f"  {name}:")
        sides.append(renamed.replace(COSTS, f"{COSTS}\n    note: {note}"))
    found = merged(*sides, base=MAP.replace(COSTS, f"{COSTS}\n    note: Zero."))
    by_kind = {type(one.conflict): one for one in markers_in(found)}
    after = decided(found, by_kind[RenamedTwice], "theirs")
    (left,) = markers_in(after)
    assert left.conflict == BothChanged(("claims", "bills"), ("note",), ("Zero.",), ("One.",), ("Two.",))
    assert decided(after, left, "theirs").text == sides[1]


# --- comments that somebody changed ------------------------------------------------------------------------------

GOOD = """\
    # CONFLICT: both sides changed text; this is ours. Keep one, then delete these lines.
    #   at: claims / costs / text
    #   theirs: "Theirs."
    #   base: "Base."
"""
CHANGED = {
    "by hand": "    # CONFLICT: Jane and I disagree on this.\n",
    "renamed since": GOOD.replace("/ costs /", "/ gone /"),
    "no such field": GOOD.replace("/ text", "/ wording"),
    "not JSON": GOOD.replace('"Theirs."', "Theirs."),
    "of the wrong kind": GOOD.replace('"Theirs."', "7"),
    "fields at odds": GOOD.replace('"Theirs."', '{"text": "x"}'),
    "deep": GOOD.replace('"Theirs."', "[" * 100_000),
    "no path": GOOD.replace("claims / costs / text", ""),
    "a list of numbers": GOOD.replace("claims / costs / text", "[1, 2]"),
    "a map": GOOD.replace("claims / costs / text", "{}"),
    "removal of a section": "    # CONFLICT: x\n    #   at: claims\n    #   removed by: ours\n",
    "removal of everything": "    # CONFLICT: x\n    #   at: []\n    #   removed by: ours\n",
    "removal by nobody": "    # CONFLICT: x\n    #   at: claims / costs\n    #   removed by: them\n",
    "a removal needed by numbers": (
        "    # CONFLICT: x\n    #   at: claims / costs\n    #   removed by: ours\n    #   needed by: [1, 2]\n"
    ),
    "a clash for no reason": (
        "    # CONFLICT: x\n    #   at: claims / costs\n    #   theirs at: claims / sign\n    #   why: x\n"
    ),
    "two of one": (
        "    # CONFLICT: x\n    #   at: claims / costs / objects_to / sign\n    #   theirs at: claims / sign\n"
    ),
    "a name that is no text": '    # CONFLICT: x\n    #   at: claims / costs\n    #   was: 7\n    #   theirs: "b"\n',
    "another name that is no text": (
        '    # CONFLICT: x\n    #   at: claims / costs\n    #   was: "a"\n    #   theirs: [1]\n'
    ),
    "what was before is no text": GOOD.replace('"Base."', "7"),
    "what was before is another thing": GOOD.replace('"Base."', '{"text": "x"}'),
    "a name of nothing": '    # CONFLICT: x\n    #   at: title\n    #   was: "a"\n    #   theirs: "b"\n',
}
LINE = "    text: The running"


def test_a_comment_as_it_is_written_is_read() -> None:
    (one,) = markers_in(document(MAP.replace(LINE, GOOD + LINE)))
    assert one.conflict == BothChanged(("claims", "costs"), ("text",), ("Base.",), (COSTS,), ("Theirs.",))


@pytest.mark.parametrize("name", CHANGED)
def test_a_comment_that_tells_of_nothing_can_only_be_dropped(name: str) -> None:
    found = document(MAP.replace(LINE, CHANGED[name] + LINE))
    (one,) = markers_in(found)
    assert one.conflict is None
    assert without_markers(found, [one]).map == found.map
    assert "# CONFLICT" not in without_markers(found, [one]).text


NOTE = "    note: |\n      # CONFLICT: not one.\n      #   at: claims / costs\n"


def test_a_text_that_looks_like_a_conflict_is_none() -> None:
    found = document(MAP.replace(LINE, NOTE + GOOD + LINE))
    assert len(find_markers(found.text, found.map)) == 2
    (one,) = markers_in(found)
    assert "# CONFLICT: not one.\n" in decided(found, one, "theirs").text


def test_a_name_that_is_taken_by_now_is_refused() -> None:
    found = merged(MAP.replace("costs:", "running:"), MAP.replace("costs:", "cost:"))
    (one,) = markers_in(found)
    with pytest.raises(MapError, match="'dsit' is the name of something else"):
        decided(found, one, "ours", wording="dsit")


@pytest.mark.parametrize(
    "path",
    [("claims", "a / b"), ("claims", " a"), ("claims", "\u202ex"), ("claims", "\U000e0041"), ("[x", "y"), ("a\nb",)],
)
def test_a_path_that_would_not_read_back_is_told_as_a_list(path: tuple[str, ...]) -> None:
    assert path_words(path).startswith("[") and "\n" not in path_words(path) and path_words(path).isascii()
    assert json.loads(path_words(path)) == list(path)


def test_a_comment_that_would_change_the_map_is_neither_written_nor_removed(monkeypatch: pytest.MonkeyPatch) -> None:
    found = document(MAP.replace(LINE, NOTE + LINE))
    with pytest.raises(MapError) as refused:
        without_markers(found, find_markers(found.text, found.map))
    assert str(refused.value) == "The comment of the conflict cannot be removed safely. Remove it by hand."
    assert reread(found, found.text, found.map) is found
    assert reread(found, found.text, document(MAP).map) is None
    assert reread(found, "[", found.map) is None
    monkeypatch.setitem(with_markers.__globals__, "reread", lambda *asked: None)
    conflict = BothChanged(("claims", "costs"), ("text",), ("Base.",), (COSTS,), ("Theirs.",))
    with pytest.raises(MapError) as refused:
        with_markers(found, [conflict])
    assert str(refused.value) == "Cannot write the conflicts into map.yaml safely. Merge it by hand."


NEEDED = (("claims", "new", "supports", "old"), ("claims", "newer", "supports", "old"), ("claims", "last", "tension"))


@pytest.mark.parametrize(
    ("needed_by", "removed_by", "said"),
    [
        ((), "ours", "ours removed claims / old, theirs changed it. "),
        ((), "theirs", "theirs removed claims / old, ours changed it. "),
        (NEEDED[:1], "ours", "ours removed claims / old, theirs needs it at claims / new / supports / old. "),
        (NEEDED[:2], "ours", "theirs needs it at claims / new / supports / old and 1 more. "),
        (NEEDED, "theirs", "ours needs it at claims / new / supports / old and 2 more. "),
    ],
)
def test_what_needs_a_removed_thing_is_named_and_counted(needed_by, removed_by, said: str) -> None:
    item = document(MAP).map.claims[0]
    first, *lines = comment(RemovedButNeeded(("claims", "old"), removed_by, item, needed_by))
    assert said + "Keep or delete it, then delete these lines." in first
    assert [line.lstrip("# ") for line in lines if "needed by" in line] == [
        f"needed by: {path_words(path)}" for path in needed_by
    ]
