"""Inside a box nothing lies on another thing or runs out, and every word that belongs to it is there."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.draw.measure import width
from argmap.draw.scene.boxes import (
    BADGE_GAP,
    BADGE_HEIGHT,
    BADGE_SIZE,
    HEAD_LEADING,
    LEAST_BADGE_SIZE,
    PAD,
    SLACK,
    USUAL,
    BoxLayout,
    BoxWidths,
    box_layout,
    head_width,
)  # fmt: skip
from argmap.draw.scene.scene import Badge, Box, PageLink, SourceMark
from argmap.model.types import STANCES
from argmap.views.wording import note_mark
from tests.examples import examples

WIDE = 244.0
PAGE = PageLink(2, "page-2.svg")
TEXTS = st.lists(st.sampled_from("a of roads speaking transportation unquestionably".split()), max_size=20).map(
    " ".join
)
BADGES = st.builds(
    Badge,
    stakeholder=st.just("who"),
    name=TEXTS,
    label=TEXTS.filter(bool),
    stance=st.sampled_from(STANCES),
    note=st.integers(0, 12),
)
MARKS = st.lists(
    st.builds(SourceMark, st.integers(1, 120), st.just("report"), st.just("A report"), st.none()), max_size=6
).map(tuple)
BOXES = st.builds(
    Box,
    id=st.just("box"),
    kind=st.sampled_from(["claim", "tension", "side", "missing", "stub"]),
    text=TEXTS.filter(bool),
    title=TEXTS,
    is_main=st.booleans(),
    roles=st.lists(st.sampled_from(["supports", "objects_to", "undercuts"]), max_size=3, unique=True).map(tuple),
    badges=st.lists(BADGES, max_size=5).map(tuple),
    marks=MARKS,
    side=TEXTS,
    assumed=st.booleans(),
    status=st.sampled_from([None, "accepted", "rejected", "assumed"]),
    change=st.sampled_from([None, "added", "changed"]),
    was=TEXTS,
    unanswered=st.booleans(),
    not_shown=st.lists(TEXTS.filter(bool), max_size=2).map(tuple),
    number=st.sampled_from(["", "2.1"]),
    hidden=st.just(0),
    page=st.none(),
    goes_on=st.just(False),
)


@given(BOXES, st.sampled_from([164.0, WIDE]))
@examples(60)
def test_nothing_lies_on_another_thing_or_runs_out(box: Box, wide: float) -> None:
    layout = box_layout(box, wide)
    room = wide - 2 * PAD
    lines = [*layout.title_lines, *layout.lines, *layout.was, *layout.not_shown]
    marks = sum(width(f"[{mark.number}]", USUAL.head) + 3 for mark in box.marks[:4])
    rows = sorted({word.y for word in layout.head})
    assert all(lower - upper >= HEAD_LEADING for upper, lower in pairwise(rows))
    baselines = [rows[-1], *(y for y, _ in lines)]
    assert all(lower - upper >= 12 for upper, lower in pairwise(baselines))
    assert all(width(text, layout.text_size) <= room for _, text in layout.lines)
    for row in rows:
        words = [word for word in layout.head if word.y == row]
        ends = [word.x + head_width(word.text, USUAL) + 11 * word.sign for word in words]
        assert all(end < after.x for end, after in zip(ends, words[1:], strict=False))
        assert ends[-1] <= PAD + room - marks + 0.01
    assert_badges_stand_apart(layout, room)
    lowest = max([baselines[-1], *(badge.y + BADGE_HEIGHT for badge in layout.badges)])
    if layout.status is not None:
        assert layout.status.y > lowest + 18
        lowest = layout.status.y
    assert lowest < layout.height <= lowest + PAD + 1


def assert_badges_stand_apart(layout: BoxLayout, room: float) -> None:
    below = max(y for y, _ in (*layout.lines, *layout.was, *layout.not_shown))
    for before, after in pairwise(layout.badges):
        is_beside = after.y == before.y and after.x >= before.x + before.width + BADGE_GAP - 0.01
        assert is_beside or (after.y >= before.y + BADGE_HEIGHT + BADGE_GAP and after.x == PAD)
        if not is_beside:  # it would not have fitted
            assert before.x - PAD + before.width + BADGE_GAP + after.width > room
    for badge in layout.badges:
        assert badge.y > below
        assert badge.x + badge.width <= PAD + room + 0.1
        assert LEAST_BADGE_SIZE <= badge.size <= BADGE_SIZE
        assert badge.label.endswith(f" {note_mark(badge.badge.note)}") == bool(badge.badge.note)
    stances = [STANCES.index(badge.badge.stance) for badge in layout.badges]
    assert stances == sorted(stances)


@given(BOXES)
@examples(30)
def test_no_word_of_a_box_is_lost(box: Box) -> None:
    layout = box_layout(box, WIDE)
    for text, lines in ((box.text, layout.lines), (box.was, layout.was), (" ".join(box.not_shown), layout.not_shown)):
        assert " ".join(line for _, line in lines) == text
    titles = box.title if box.kind == "tension" else ""
    assert " ".join(line for _, line in layout.title_lines) == titles
    assert len(layout.badges) == len(box.badges)
    assert (layout.status is None) == (box.status is None)


@pytest.mark.parametrize(
    ("given", "head"),
    [
        ({}, ["CLAIM"]),
        ({"kind": "missing"}, ["MISSING CLAIM"]),
        ({"kind": "tension", "title": "Cars or quiet"}, ["TENSION"]),
        ({"is_main": True}, ["MAIN CLAIM"]),
        ({"roles": ("supports", "undercuts")}, ["SUPPORTS", "UNDERCUTS"]),
        ({"is_main": True, "roles": ("objects_to",)}, ["MAIN CLAIM", "OBJECTS"]),
        ({"kind": "side", "look": "side-0", "title": "Walk"}, ["Walk"]),
        ({"look": "side-1", "title": "Walk", "roles": ("supports",)}, ["Walk", "SUPPORTS"]),
        ({"side": "Walk"}, ["CLAIM", "Walk"]),
        ({"kind": "side", "look": "side-0"}, ["SIDE"]),
        ({"assumed": True}, ["CLAIM", "ASSUMED"]),
        ({"assumed": True, "status": "accepted"}, ["CLAIM", "ASSUMED"]),
        ({"assumed": True, "status": "assumed"}, ["CLAIM"]),
        ({"unanswered": True}, ["CLAIM", "UNANSWERED"]),
        ({"change": "added"}, ["ADDED", "CLAIM"]),
        ({"number": "2.1"}, ["2.1", "CLAIM"]),
        ({"kind": "stub", "number": "2.1"}, ["SEE 2.1", "SHOWN ELSEWHERE"]),
    ],
)
def test_the_head_says_what_a_box_is(given: dict[str, Any], head: list[str]) -> None:
    box = Box("box", **{"kind": "claim", "text": "Close the street.", **given})
    words = box_layout(box, WIDE).head
    assert [word.text for word in words] == head
    assert [word.pill for word in words] == [text == "ADDED" for text in head]
    unsigned = {"CLAIM", "MAIN CLAIM", "ADDED", "ASSUMED", "UNANSWERED", "2.1", "SEE 2.1"}
    assert all(word.sign != (word.text in unsigned) for word in words if word.text not in {*UNMARKED})


UNMARKED = ("MISSING CLAIM", "TENSION", "SHOWN ELSEWHERE")


@pytest.mark.parametrize(
    ("given", "taller"),
    [
        ({"hidden": 2}, 8),
        ({"hidden": 2, "page": PAGE}, 8),
        ({"hidden": 2, "status": "no reasons"}, 14),
        ({"page": PAGE}, 0),
        ({"kind": "tension", "page": PAGE}, 8),
        ({"kind": "tension"}, 0),
    ],
)
def test_a_box_has_room_for_what_leads_to_more(given: dict[str, Any], taller: int) -> None:
    box = Box("box", **{"kind": "claim", "text": "Close the street.", **given})
    plain = box_layout(box._replace(hidden=0, page=None), WIDE)
    assert box_layout(box, WIDE).height - plain.height == taller


def test_a_long_label_of_the_head_goes_on_below_its_first_word_and_ends_in_an_ellipsis() -> None:
    title = "Walkers and those who ride bicycles across the whole of this town and the next"
    box = Box("box", "side", "Close the street.", title=title, look="side-0")
    first, second = box_layout(box, 164.0).head
    assert title.startswith(f"{first.text} ")
    assert second.text.endswith("…") and (second.goes_on, first.goes_on) == (True, False)
    assert (first.sign, second.sign) == (True, False)
    assert second.x == first.x + 11


@pytest.mark.parametrize(("number", "taken"), [(0, 4.0), (1, 16.0), (4, 52.0), (5, 68.0)])
def test_the_head_leaves_room_for_the_marks_of_sources(number: int, taken: float) -> None:
    """Four are shown, and of more a sign that there are."""
    marks = tuple(SourceMark(one + 1, "report", "A report", None) for one in range(number))
    label = st_label(box_layout(Box("box", "side", "Text", title="w" * 80, look="side-0", marks=marks), WIDE))
    free = st_label(box_layout(Box("box", "side", "Text", title="w" * 80, look="side-0"), WIDE))
    assert abs((free - label) - (taken - 4.0)) < 12


def st_label(layout: BoxLayout) -> float:
    return head_width(layout.head[0].text, USUAL)


@pytest.mark.parametrize("wide", [90.0, 164.0, WIDE, 400.0])
def test_lines_are_as_long_as_the_padding_and_a_substitute_font_allow(wide: float) -> None:
    """A font that is a little wider may run into the padding, but not over the edge."""
    boxes = (Box("box", "claim", "i " * words) for words in range(300, 320))  # some do not end in a short line
    longest = max(width(text, USUAL.text) for box in boxes for _, text in box_layout(box, wide).lines)
    allowed = min(wide - 2 * PAD, (wide - PAD - 1) / SLACK)
    assert allowed - width(" i", USUAL.text) < longest <= allowed


def test_a_compact_box_is_narrow() -> None:
    claim = Box("box", "claim", "Text")
    widths = BoxWidths(claim=300.0, tension=200.0, side=100.0)
    kinds = [claim, claim._replace(kind="tension"), claim._replace(kind="side"), claim._replace(compact=True)]
    assert [widths.of(box) for box in kinds] == [300.0, 200.0, 100.0, 124.0]
    assert BoxWidths(claim=90.0).of(claim._replace(compact=True)) == 90.0
