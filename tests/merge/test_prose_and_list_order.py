"""Word-level differences, sentence-level merges, and the order of lists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.merge.list_order import moved, placed, predecessors
from argmap.merge.prose import in_context, merged_prose, set_apart, word_diff
from tests.strategies import texts


@given(texts(), texts())
def test_the_pieces_give_both_texts_back(old: str, new: str) -> None:
    pieces = word_diff(old, new)
    assert "".join(words for kind, words in pieces if kind != "new") == old
    assert "".join(words for kind, words in pieces if kind != "old") == new


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        ("Same.", "Same.", [("same", "Same.")]),
        (
            "Relying on foreign firms.",
            "Relying on international firms.",
            [("same", "Relying on "), ("old", "foreign"), ("new", "international"), ("same", " firms.")],
        ),
        ("UK's labs", "UK labs", [("old", "UK's"), ("new", "UK"), ("same", " labs")]),
        ("will be slow", "may get slow", [("old", "will be"), ("new", "may get"), ("same", " slow")]),
        ("日本の研究", "日本の労働", [("same", "日本の"), ("old", "研究"), ("new", "労働")]),
        ("", "New.", [("new", "New.")]),
    ],
)  # fmt: skip
def test_words(old: str, new: str, pieces: list[tuple[str, str]]) -> None:
    assert list(word_diff(old, new)) == pieces


def test_a_text_of_very_many_words_is_told_as_rewritten() -> None:
    old, new = "word " * 3000, "other " * 3000
    assert word_diff(old, new) == (("old", old), ("new", new))


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        ("One. Two. Three.", "One! Two. Three.", "One. Two. Three?", "One! Two. Three?"),
        ("One. Two. Three.", "Two. Three.", "One. Two. Three. Four.", "Two. Three. Four."),
        ("One. Two.", "One. Two. Ours.", "One. Two. Theirs.", None),
        ("One. Two.", "One, ours. Two.", "One, theirs. Two.", None),
        ("One. Two. Three.", "One! Two. Three.", "One. Two! Three.", None),
        (None, "Ours.", "Theirs.", None),
        (
            "The U.S. firms grew by 3.5 percent.",
            "No U.S. firms grew by 3.5 percent.",
            "The U.S. firms grew by 3.9 percent.",
            None,
        ),
        (
            "Costs:\n- rent\n- power\n- staff\n",
            "Costs:\n- rents\n- power\n- staff\n",
            "Costs:\n- rent\n- power\n- pay\n",
            "Costs:\n- rents\n- power\n- pay",
        ),
    ],
)
def test_prose(base: str | None, ours: str, theirs: str, merged: str | None) -> None:
    assert merged_prose(base, ours, theirs) == merged


@given(st.permutations(range(8)), st.integers(0, 8))
def test_what_moved_put_back_gives_the_new_order(order: list[int], kept: int) -> None:
    old, new = [str(number) for number in range(8)][:kept], [str(number) for number in order]
    elsewhere = moved(old, new)
    before = predecessors(new)
    incoming = {key: before[key] for key in new if key in elsewhere or key not in old}
    assert placed([key for key in old if key not in elsewhere], incoming) == new


def test_what_comes_passes_over_what_is_to_be_skipped() -> None:
    assert placed(["a", "x", "b"], {"y": "a"}, skip={"x"}) == ["a", "x", "y", "b"]


def test_what_stands_behind_nothing_known_goes_to_the_end() -> None:
    assert placed(["a", "b"], {"y": "gone"}) == ["a", "b", "y"]


LONG = " ".join(f"word-{number}" for number in range(10, 40))


@pytest.mark.parametrize(
    ("pieces", "shown"),
    [
        ([("same", LONG)], [" … "]),
        ([("same", LONG), ("new", "x")], [" … word-37 word-38 word-39", "x"]),
        ([("old", "x"), ("same", LONG)], ["x", "word-10 word-11 word-12 … "]),
        (
            [("old", "x"), ("same", LONG), ("new", "y")],
            ["x", "word-10 word-11 word-12 … word-37 word-38 word-39", "y"],
        ),
        ([("same", LONG[:75]), ("new", LONG)], [LONG[:75], LONG]),
        ([("same", LONG[:76]), ("new", "x")], [" … word-17 word-18 word", "x"]),
    ],
)
def test_long_stretches_without_a_change_are_cut_after_words(pieces, shown: list[str]) -> None:
    assert [words for _, words in in_context(pieces, around=25)] == shown


def test_a_removed_word_and_the_one_in_its_place_stand_apart() -> None:
    pieces = [("same", "is "), ("old", "slow"), ("new", "fast"), ("same", ".")]
    assert [words for _, words in set_apart(pieces)] == ["is ", "slow", " ", "fast", "."]
    for apart in (
        [("old", "slow "), ("new", "fast")],
        [("old", "slow"), ("new", " fast")],
        [("new", "a"), ("old", "b")],
    ):
        assert list(set_apart(apart)) == apart
