"""Rewordings that may turn a meaning, by example."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.merge.rewordings import SENSITIVE, MeaningChange, is_reworded, meaning_change

ROWS = [
    [cell.strip() for cell in line.split("|")]
    for line in Path(__file__).with_name("meanings.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def _told(change: MeaningChange | None) -> str:
    if change is None:
        return ""
    words = [*(f"-{word}" for word in change.removed), *(f"+{word}" for word in change.added)]
    return " ".join(words) or ("order" if change.reordered else "new text")


@pytest.mark.parametrize(("old", "new", "language", "expected"), ROWS)
def test_examples(old: str, new: str, language: str, expected: str) -> None:
    assert _told(meaning_change(old, new, language or None)) == expected


def test_every_row_is_an_example() -> None:
    assert len(ROWS) >= 25 and all(len(row) == 4 for row in ROWS)


def test_case_and_punctuation_are_no_rewording() -> None:
    assert not is_reworded("Phones distract pupils", "phones, distract pupils!")
    assert is_reworded("Phones distract pupils", "Phones do not distract pupils")


@given(
    st.lists(st.sampled_from(["build", "the", "bridge", "city", "not", "all"]), min_size=1, max_size=8),
    st.sampled_from(sorted(SENSITIVE["en"])),
    st.integers(0, 8),
)
def test_a_word_that_turns_a_sentence_is_seen_wherever_it_comes_or_goes(
    words: list[str], word: str, place: int
) -> None:
    more = [*words[:place], word, *words[place:]]
    came = meaning_change(" ".join(words), " ".join(more))
    went = meaning_change(" ".join(more), " ".join(words))
    assert came is not None and went is not None
    assert came.added == went.removed != ()
