"""The first words of a text, for places that refer to a thing.

Each thing of the map is shown in full once in an output and named by an excerpt wherever else it occurs. So the
length of an output grows with the map, and not with the number of references times the length of what they refer to.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from posixpath import commonprefix

LABEL = 60
"""Characters of a claim's text that name the claim."""

TOLD_AGAIN = 400
"""Characters of a text that is shown a second time, as in a table after an outline. Nearly all texts are shorter."""

NAME = 100
"""Characters of a stakeholder's name and of a source's title: few are longer, and cutting them loses who or what."""


@lru_cache(maxsize=4_096)
def excerpt(text: str, most: int = LABEL) -> str:
    """``text`` on one line without a final full stop, cut after a word to ``most`` characters with an ellipsis.

    A text without spaces, as in Chinese, is cut after a character.
    """
    line = " ".join(text[: 4 * most].split())
    if len(line) <= most and len(text) <= 4 * most:
        return line.removesuffix(".")
    cut = line[: most - 1]
    if not line[most - 1 : most].isspace():
        cut = cut.rpartition(" ")[0] or cut
    return cut.rstrip(" ,;:.-–—(") + "…"


@lru_cache(maxsize=1_024)
def without_middle(text: str, most: int) -> str:
    """``text`` on one line, without some of its middle if it is longer than ``most`` characters: names that begin
    alike may end differently."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    head, tail = excerpt(line, most * 2 // 3), line[-(most // 3 - 1) :]
    return f"{head.removesuffix('…')}… {tail.partition(' ')[2] or tail}"


def excerpts_apart(one: str, other: str, most: int = LABEL) -> tuple[str, str]:
    """Excerpts of two texts by which they can be told apart.

    They are of the beginnings where these differ, else of the parts from a few words before the first difference on,
    after an ellipsis. Of texts that differ only in spaces or a full stop at the end they are the same.
    """
    lines = [" ".join(text.split()) for text in (one, other)]
    pairs_of_signs = enumerate(zip(*lines, strict=False))
    differs = next((place for place, (sign, its) in pairs_of_signs if sign != its), min(map(len, lines)))
    near = max(0, differs - BEFORE_DIFFERENCE)
    starts = (0, near + lines[0][near:differs].find(" ") + 1, differs)
    pairs = [[f"{'…' if start else ''}{excerpt(line[start:], most)}" for line in lines] for start in starts]
    first, second = next((pair for pair in pairs if pair[0] != pair[1]), pairs[0])
    return first, second


def excerpt_among(text: str, others: Iterable[str], most: int = LABEL) -> str:
    """An excerpt of a text by which it can be told from others, and most of all from the one most like it."""
    found = excerpt(text, most)
    alike = [other for other in others if other != text and excerpt(other, most) == found]
    if not alike:
        return found
    return excerpts_apart(text, max(alike, key=lambda other: len(commonprefix((text, other)))), most)[0]


BEFORE_DIFFERENCE = 24
"""Most characters before the first difference of two texts that are shown with it."""


def told_again(text: str) -> str:
    """``text`` for a second place in an output: in full, unless it is very long."""
    return text if len(text) <= TOLD_AGAIN else excerpt(text, TOLD_AGAIN)


def ended(sentence: str) -> str:
    """The sentence with a full stop, unless it has a mark at its end, perhaps in quotation marks or brackets."""
    is_ended = sentence.endswith("…") or sentence.rstrip(CLOSING).endswith((".", "?", "!"))
    return sentence if is_ended else f"{sentence}."


CLOSING = "\"'”’“»›)]"
"""What may stand after the mark at the end of a sentence."""
