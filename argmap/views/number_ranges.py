"""Numbers of claims, pages or slides in words: in reading order, those in a row as a range."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import reduce

MOST_NUMBERS = 6
"""Numbers and ranges of numbers that are said; after more there is an ellipsis."""


def numbers_in_words(numbers: Iterable[str]) -> str:
    """Numbers in order, three or more in a row as a range: ``1-4, 6, 8.1``."""
    runs: list[list[str]] = []
    for number in sorted(numbers, key=number_order):
        if runs and _follows(runs[-1][-1], number):
            runs[-1].append(number)
        else:
            runs.append([number])
    said = []
    for run in runs:
        said += [f"{run[0]}\u2013{run[-1]}"] if len(run) > 2 else run
    more = ["\u2026"] if len(said) > MOST_NUMBERS else []
    return ", ".join([*said[:MOST_NUMBERS], *more])


def number_order(number: str) -> list[int]:
    """A key by which the numbers of claims stand in reading order."""
    return [_value(part) for part in re.findall(r"\d+|[A-Z]+", number)]


def _value(part: str) -> int:
    """A number, or the place of the letters of a main claim: Z is 26, AA 27."""
    return int(part) if part.isdigit() else reduce(lambda value, letter: 26 * value + ord(letter) - 64, part, 0)


def _follows(before: str, number: str) -> bool:
    """Whether one number is the next after another: 4 after 3, 2.4 after 2.3, B after A."""
    one, other = (re.fullmatch(r"(.*?)(\d+|[A-Z]+)", text) for text in (before, number))
    return bool(one and other and one[1] == other[1] and _value(one[2]) + 1 == _value(other[2]))
