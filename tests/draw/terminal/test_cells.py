"""Text in terminal cells: widths, cutting and wrapping."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.draw.terminal.cells import cell_width, cut, split_at, wrapped
from argmap.escape import one_line
from tests.strategies import texts


@pytest.mark.parametrize(
    ("text", "width"),
    [("abc", 3), ("", 0), ("電車", 4), ("e\u0301", 1), ("ｱ", 1), ("Ａ", 2), ("😀", 2), ("\u200d", 0), ("☺§⇢−⊘", 5)],
)
def test_widths(text: str, width: int) -> None:
    assert cell_width(text) == width


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("short", 5, "short"),
        ("longer", 5, "long…"),
        ("a bcd", 3, "a…"),
        ("電車電車", 4, "電…"),
        ("電", 1, "…"),
        ("x", 0, ""),
    ],
)
def test_cutting(text: str, width: int, expected: str) -> None:
    assert cut(text, width) == expected


@pytest.mark.parametrize(
    ("text", "width", "lines", "expected"),
    [
        ("one two three", 7, 3, ["one two", "three"]),
        ("one two three", 7, 1, ["one tw…"]),
        ("one two three four", 7, 2, ["one two", "three…"]),
        ("unbreakable", 5, 3, ["unbre", "aka", "ble"]),
        ("電車が来る", 5, 3, ["電車", "が来", "る"]),
        ("", 5, 3, [""]),
    ],
)
def test_wrapping(text: str, width: int, lines: int, expected: list[str]) -> None:
    assert wrapped(text, width, lines) == expected


def test_no_single_letter_of_a_broken_word_goes_on_to_the_next_line() -> None:
    for letters in range(11, 30):
        assert len(wrapped("n" * letters, 10, 9)[-1]) >= 3
    assert wrapped("https://a.example/x", 18, 2) == ["https://a.example/", "x"]


@given(texts().map(one_line), st.integers(1, 30), st.integers(1, 4))
def test_wrapped_lines_fit(text: str, width: int, lines: int) -> None:
    found = wrapped(text, width, lines)
    assert 1 <= len(found) <= lines
    assert all(cell_width(line) <= max(width, 2) for line in found)
    if not found[-1].endswith("…"):
        assert "".join("".join(found).split()) == "".join(text.split())


@given(texts().map(one_line), st.integers(0, 30))
def test_splitting_loses_nothing(text: str, width: int) -> None:
    head, tail = split_at(text, width)
    assert head + tail == text
    assert cell_width(head) <= width
