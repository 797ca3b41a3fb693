"""Lines of mixed directions are set in the order of the Unicode Bidirectional Algorithm."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.draw.pdf.bidi import visual_runs

MIXED = st.text("abאבعب12٤, .%+-()[]:\u0301é 文", max_size=20)


def seen(text: str, from_right: bool) -> str:
    """The characters from left to right."""
    return "".join(run[::-1] if turned else run for run, turned in visual_runs(text, from_right))


@pytest.mark.parametrize(
    ("text", "from_right", "expected"),
    [
        # What is said, the direction of the paragraph, what is seen. Worked by hand from UAX #9.
        ("plain", False, "plain"),
        ("plain", True, "plain"),
        ("אבג", False, "גבא"),
        ("a אב b", False, "a בא b"),
        ("a אב b", True, "b בא a"),
        ("אב 12", True, "12 בא"),
        ("אב 12 גד", False, "דג 12 בא"),
        ("عب 12%", True, "%12 بع"),
        ("אב 12%", True, "12% בא"),
        ("١٢ عب", False, "بع ١٢"),
        ("3.5, אב", True, "בא ,3.5"),
        ("אב.", False, "בא."),
        ("אב.", True, ".בא"),
        ("a (אב) ג", False, "a (בא) ג"),
        ("אב (abc) ג", True, "ג (abc( בא".replace("(abc(", ")abc(")),
        ("אב  ", False, "בא  "),
    ],
)
def test_what_is_seen(text: str, from_right: bool, expected: str) -> None:
    assert seen(text, from_right) == expected


@given(MIXED, st.booleans())
def test_nothing_is_lost(text: str, from_right: bool) -> None:
    assert sorted(seen(text, from_right)) == sorted(text)


@given(MIXED, st.booleans())
def test_each_run_stands_in_the_text_as_it_is_read(text: str, from_right: bool) -> None:
    assert all(run and run in text for run, _ in visual_runs(text, from_right))


@given(st.text("abc 12,.()é文", max_size=20))
def test_text_from_the_left_stays_as_it_is(text: str) -> None:
    assert visual_runs(text, False) in ([], [(text, False)])
