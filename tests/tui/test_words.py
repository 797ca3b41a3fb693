"""What is shown, without a screen: typed text, tables, claims in words."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from argmap.mapfile.read.read import read
from argmap.merge.diff import diff
from argmap.model.findings import MapError
from argmap.model.index import Index
from argmap.model.types import Side
from argmap.report.changes.changes import describe
from argmap.report.changes.model import Account, ChangeLine
from argmap.session.outline.outline import Outline
from argmap.tui.commands.records import sides_from
from argmap.tui.commands.table import TABLE
from argmap.tui.dialogs.picker import PickerItem, matching
from argmap.tui.files.bundled_maps import lesson, packaged_map
from argmap.tui.keys.keymap import Keymap
from argmap.tui.views import table_detail, table_models
from argmap.tui.views.changes import lines_between
from argmap.tui.views.detail import as_plain, tension_words, words_of_row
from argmap.tui.views.outline import SIGN_LOOKS, STATUS_LOOKS
from argmap.tui.widgets.line_list import LineList
from argmap.tui.widgets.plain_text import fitted
from argmap.tui.widgets.text_entry import typeable
from argmap.vocabulary import RELATIONS, STATUSES
from tests.editing import EDITS, edited
from tests.strategies import maps


@given(st.text())
def test_typed_text_can_always_be_written_and_read(text: str) -> None:
    clean, left_out = typeable(text, lines=True)
    assert left_out >= 0
    assert "\x1b" not in clean and "\u202e" not in clean and "\t" not in clean
    assert typeable(clean, lines=True) == (clean, 0)


def test_control_sequences_are_removed_whole() -> None:
    assert typeable("\x1b[1;31mred\x1b[0m and \x1b]8;;http://a\x1b\\blue\x1b(B \x1btoo", lines=True) == (
        "red and blue too",
        5,
    )
    assert typeable("[31mred]", lines=True) == ("[31mred]", 0)


def test_one_line_has_no_line_ends() -> None:
    assert typeable("a\r\nb\tc", lines=False) == ("a b c", 0)


@given(st.text(), st.integers(0, 60))
def test_fitted_text_takes_exactly_its_room(text: str, width: int) -> None:
    from rich.cells import cell_len

    from argmap.escape import one_line

    assert cell_len(fitted(one_line(text), width)) == width


def plain(name: str) -> Style:
    return Style.null()


@given(maps())
def test_every_row_and_table_of_every_map_can_be_shown(map) -> None:
    index = Index.build(map)
    outline = Outline.build(index)
    holders = (*index.stakeholders, None)
    for number in range(len(outline)):
        words = words_of_row(index, outline.row(number), plain).plain
        assert "\x1b" not in words
    for claim_id in index.claims:
        assert as_plain(index, claim_id)
    for words in (
        *(table_detail.words_of_cell(index, claim, holder, plain) for claim in index.claims for holder in holders),
        *(table_detail.words_of_source(index, source, plain) for source in index.sources),
        *(tension_words(index, tension, plain) for tension in index.tensions),
    ):
        assert "\x1b" not in words.plain
    for model in (table_models.matrix(index), table_models.sources(index), table_models.tensions(index)):
        assert all(len(row.cells) == len(model.columns) for row in model.rows)
        assert all(model.row_of(row.name) == place for place, row in enumerate(model.rows))
    assert lines_between(map, map) == ()


def test_a_reworded_side_keeps_its_id() -> None:
    before = (Side(id="a", title="Build"), Side(id="b", title="Buy"))
    assert [side.id for side in sides_from("Build at home\nBuy", before)] == ["a", "b"]
    assert [side.id for side in sides_from("Buy\nBuild\nBorrow", before)] == ["b", "a", "borrow"]


def test_the_steps_of_the_lesson_are_read_in_their_order() -> None:
    map = lesson("map.yaml", Keymap.build(TABLE)).map
    outline = Outline.build(Index.build(map))
    notes = {claim.text: claim.note or "" for claim in map.claims}
    steps = [notes[outline.row(number).text].partition(".")[0] for number in range(len(outline))]
    assert steps == [f"Step {number}" for number in range(1, len(map.claims) + 1)]


@given(maps(max_claims=4), st.sampled_from(list(EDITS)), st.integers(0, 2**32))
def test_changes_are_told_in_the_words_of_the_report(map, name: str, seed: int) -> None:
    try:
        now = edited(map, name, seed)
    except MapError:
        return
    account = describe(map, now, diff(map, now))
    told = [f"{line.words}: " if line.pieces else line.words for line in lines_of(account)]
    shown = [text for text, _ in lines_between(map, now)]
    assert all(any(words in text for text in shown) for words in told)
    assert bool(shown) == bool(account.count)


def lines_of(account: Account) -> Iterator[ChangeLine]:
    for section in account.sections:
        for entry in section.entries:
            yield from entry.lines


def test_the_maps_that_come_with_the_editor_are_sound() -> None:
    from argmap.check.rules import check

    for document in (packaged_map("sample.yaml", "map.yaml"), lesson("map.yaml", Keymap.build(TABLE))):
        name = document.map.title
        assert not [one for one in check(Index.build(document.map)) if one.severity == "error"], name
        assert read(document.data, "map.yaml").map == document.map


def test_the_lesson_names_the_keys_in_force() -> None:
    own = lesson("map.yaml", Keymap.build(TABLE, {"add-objection": ['"'], "undo": ["\\"], "quit": []})).map
    notes = {claim.id: claim.note or "" for claim in own.claims}
    assert 'Press ", type “Visitors' in notes["lost-customers"]
    assert "\\ undoes anything" in notes["close-street"]
    assert "“quit” in ^p" in notes["traffic-elsewhere"]
    usual = lesson("map.yaml", Keymap.build(TABLE)).map
    assert "Press x, type “Visitors" in (usual.claims[4].note or "")
    assert not [claim.id for claim in usual.claims if "{" in (claim.note or "")]


def test_words_in_the_text_of_a_choice_count_before_those_said_of_it() -> None:
    items = [
        PickerItem("a", "As Mermaid", "for Markdown"),
        PickerItem("b", "As Markdown", "a report"),
        PickerItem("c", "Markdown", ""),
    ]
    assert [item.value for item in matching(items, "markdown")] == ["c", "b", "a"]


LINKED = """\
argmap: 1
title: Buses
claims:
  run: {text: Run buses all night., short: Run, tags: [night], assumed: true, note: For now.}
  safe:
    text: They are safe.
    supports:
      - claim: run
        with: [wanted]
        scheme: Expert opinion
        note: Whoever asks for them says so.
        sources: [{source: report, locator: p. 2, quote: Safe by night.}]
  wanted: {text: They are wanted.}
  dear: {text: They are dear., undercuts: [safe -> run]}
sources:
  report: {title: A report}
"""


def test_a_claim_is_copied_with_all_that_is_said_of_its_links() -> None:
    index = Index.build(read(LINKED.encode(), "map.yaml").map)
    assert as_plain(index, "safe").splitlines() == [
        "They are safe.",
        "+ supports “Run buses all night”",
        "    & together with “They are wanted”",
        "    ⊘ undercut by “They are dear”",
        "    Scheme: Expert opinion",
        "    Why it follows: Whoever asks for them says so.",
        "    § A report, p. 2  “Safe by night.”",
    ]
    assert as_plain(index, "run").splitlines() == [
        "Run buses all night.",
        "Note: For now.",
        "Short text: Run",
        "assumed · #night",
        "  + They are safe.",
    ]


def test_each_status_has_a_look_that_there_is() -> None:
    assert set(STATUS_LOOKS) < set(STATUSES)
    assert {f"rows--{look}" for look in (*STATUS_LOOKS.values(), *SIGN_LOOKS.values())} <= LineList.COMPONENT_CLASSES
    assert {status for status, look in STATUS_LOOKS.items() if look == "support"} == {"supported", "accepted"}
    assert set(SIGN_LOOKS) == {*RELATIONS, "with"}
