"""Locations: what they name in a copy, and the location that a passage has."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.evidence.copy_text import CopyBuilder, CopyText
from argmap.evidence.locations import is_at, location_of
from tests.evidence.corpus import evidence
from tests.examples import examples


def report() -> CopyText:
    made = CopyBuilder("text")
    made.page("iv")
    made.block("1 Roads", heading=1)
    made.block("1. ALPHA one.")
    made.block("2. BETA two.\n")
    made.page("v")
    made.block("2.1 GAMMA below two.")
    made.block("DELTA has no number.")
    made.block("Money and taxes", heading=1)
    made.page("vi")
    made.block("3. EPSILON three.")
    return made.built()


@pytest.mark.parametrize(
    ("locator", "word", "answer"),
    [
        ("p. iv", "ALPHA", True),
        ("p. 1", "ALPHA", True),
        ("page v", "ALPHA", False),
        ("pp. iv-v", "GAMMA", True),
        ("pp. 1–2", "GAMMA", True),
        ("S. 3", "EPSILON", True),
        ("p. 9", "ALPHA", False),
        ("para 2", "BETA", True),
        ("paras 1-2", "DELTA", True),
        ("para 2", "GAMMA", True),
        ("para 2.1", "GAMMA", True),
        ("para 2.1", "BETA", False),
        ("para 99", "BETA", False),
        ("§ 1", "BETA", True),
        ("§ 7", "BETA", None),
        ("Money and taxes", "EPSILON", True),
        ("“money and taxes”", "BETA", False),
        ("p. iv, para 2", "BETA", True),
        ("p. iv, para 2", "ALPHA", False),
        ("line 4", "ALPHA", None),
        ("taxes", "EPSILON", True),
        ("taxes", "BETA", False),
        ("axes", "EPSILON", None),
        ("tax", "EPSILON", None),
        ("money and taxes of towns", "EPSILON", None),
        ("in the middle", "ALPHA", None),
        ("", "ALPHA", None),
    ],
)
def test_a_location_is_right_wrong_or_cannot_be_told(locator: str, word: str, answer: bool | None) -> None:
    copy = report()
    start = copy.text.index(word)
    assert is_at(copy, locator, start, start + len(word)) is answer


def test_a_section_that_begins_before_another_does_not_end_a_range_with_it() -> None:
    made = CopyBuilder("text")
    made.block("2 Money", heading=1)
    made.block("1 Taxes", heading=2)
    made.block("ALPHA")
    made.block("3 Fees", heading=2)
    made.block("BETA")
    copy = made.built()
    for word, answer in (("ALPHA", True), ("BETA", False)):
        start = copy.text.index(word)
        assert is_at(copy, "§§ 1-2", start, start + len(word)) is answer


def test_a_location_that_the_copy_cannot_have_is_not_wrong() -> None:
    made = CopyBuilder("html")
    made.block("Text without pages.")
    made.block("And more.")
    for locator in ("p. 3", "para 2", "§ 2"):
        assert is_at(made.built(), locator, 0, 4) is None


@examples(100)
@given(st.sampled_from(["minutes", "report", "residents"]), st.integers(0, 2**32).map(random.Random))
def test_the_location_of_a_passage_is_where_it_is(source: str, random: random.Random) -> None:
    copy = evidence().copies[source]
    text = copy.text  # type: ignore[union-attr]
    assert text is not None
    start = random.randrange(len(text.text) - 2)
    end = min(start + random.randrange(1, 60), len(text.text) - 2)
    locator = location_of(text, start, end)
    assert locator is None or is_at(text, locator, start, end) is True


def test_locations_go_by_page_number_heading_or_count() -> None:
    copy = report()
    at = copy.text.index("GAMMA")
    assert location_of(copy, at, at + 5) == "p. v"
    made = CopyBuilder("docx")
    made.block("1. One")
    made.block("Two")
    assert location_of(made.built(), 0, 3) == "para 1"
    made.block("Money", heading=2)
    made.block("Four")
    text = made.built()
    at = text.text.index("Four")
    assert location_of(text, at, at + 4) == "Money"
