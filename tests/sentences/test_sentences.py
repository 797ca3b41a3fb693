"""Where sentences end: a table of examples, and what holds of every text."""

from __future__ import annotations

from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.sentences import has_several, on_lines, split, starts
from tests.strategies import texts

ROWS = (Path(__file__).parent / "examples.txt").read_text(encoding="utf-8").splitlines()
EXAMPLES = [row for row in ROWS if row and not row.startswith("#")]

PIECES = (
    "Dr. |Smith |the |The |U.S. |No. |10 |3. |“Why?” |(e.g. |end. |so… |« Oui. » |J. |。|"
    "他|Inc. |Yahoo! |¿|a|.|? |[...] |\n|\n\n|\u00a0"
).split("|")
MARKED = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


def test_the_table_is_read() -> None:
    assert len(EXAMPLES) > 70
    assert sum("|" in example for example in EXAMPLES) > 30


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples(example: str) -> None:
    wanted = example.split("| ")
    wanted = [one.removesuffix(" ") if one[-2:-1] in "。！？」" else one for one in wanted]
    assert split("".join(wanted)) == wanted


@given(st.one_of(texts(), MARKED))
def test_the_sentences_together_are_the_text(text: str) -> None:
    found = split(text)
    assert "".join(found) == text
    assert list(accumulate(map(len, found)))[:-1] == starts(text)
    assert has_several(text) == (len(found) > 1)


@given(st.one_of(texts(), MARKED))
def test_the_lines_together_are_the_text(text: str) -> None:
    lines = on_lines(text)
    assert " ".join(lines) == text
    assert len(lines) <= len(split(text))


@given(MARKED, MARKED)
def test_a_sentence_ends_where_it_did_when_more_is_written_after_it(text: str, more: str) -> None:
    """What is changed at the end of a text changes no line before: no more than the next word decides."""
    word_begins = max(text.rfind(" "), text.rfind("\n"), *(text.rfind(mark) for mark in "。他¿"), -1)
    settled = [start for start in starts(text) if start < word_begins]
    assert [start for start in starts(text + more) if start < word_begins] == settled


@given(
    st.lists(st.sampled_from([one for one in EXAMPLES if "|" not in one and one.isascii()]), min_size=1, max_size=6)
)
def test_what_is_one_sentence_alone_is_one_among_others(sentences: list[str]) -> None:
    plain = [one for one in sentences if one[0].isupper() and one[1:2] != "." and one[2:3] != "."]
    text = " The matter is closed. ".join(["We begin.", *plain])
    cut = [one.rstrip() for one in split(text)]
    assert cut == [one for each in ["We begin.", *plain] for one in (each, "The matter is closed.")][:-1]


def test_paragraphs_are_sentences_of_their_own() -> None:
    assert split("A heading\n\nand its text.") == ["A heading\n\n", "and its text."]
    assert split("One line\nand the next.") == ["One line\nand the next."]


@pytest.mark.parametrize("piece", ["a?” ", "« A? ", ". « ", '. "', ".", "。", "\n \n", " ", '."', "J. "])
def test_no_text_takes_long(piece: str) -> None:
    """Run with 300 000 pieces a quadratic search would not come back within the suite's time."""
    text = "A" + piece * 300_000
    assert sum(map(len, split(text))) == len(text)


@pytest.mark.parametrize("space", ["\u00a0", "\u2007", "\u202f"])
def test_no_sentence_ends_at_a_space_that_does_not_break(space: str) -> None:
    assert split(f"He left.{space}She stayed. We came.") == [f"He left.{space}She stayed. ", "We came."]
    assert split(f"« Oui.{space}» Il part.") == [f"« Oui.{space}» ", "Il part."]
