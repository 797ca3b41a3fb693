"""Letters that count, as columns of a spreadsheet and main claims do."""

from __future__ import annotations


def letters(place: int) -> str:
    """The letters of a place, counted from 0: A, B ... Z, AA."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name
