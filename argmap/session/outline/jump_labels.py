"""Jump labels: short keys to press that lead straight to a row on the screen."""

from __future__ import annotations

from itertools import product

HOME_ROW_FIRST = "asdfjklghqwertyuiopzxcvbnm"


def jump_labels(count: int, letters: str = HOME_ROW_FIRST) -> tuple[str, ...]:
    """``count`` labels, none the beginning of another, all of one length: one letter, or two or more where needed."""
    length = 1
    while len(letters) ** length < count:
        length += 1
    labels = product(letters, repeat=length)
    return tuple("".join(label) for label, _ in zip(labels, range(count), strict=False))
