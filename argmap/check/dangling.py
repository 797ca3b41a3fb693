"""A reference to what is not on the map: the problem, and what was probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from argmap.check.rule import Problem
from argmap.check.wording import quoted
from argmap.model.characters import as_typed, correction
from argmap.model.findings import Path
from argmap.model.index import Index
from argmap.model.nearest import Nearest
from argmap.vocabulary import THINGS


class Section:
    """One kind of thing that can be referred to, and what to say when it is not there."""

    def __init__(self, index: Index, noun: str, ids: Iterable[str]) -> None:
        self._index = index
        self._noun = noun
        self._ids = ids

    @cached_property
    def _nearest(self) -> Nearest:
        return Nearest(self._ids)

    def missing(self, path: Path, who: str, wanted: str) -> Problem:
        """The problem that ``who`` names ``wanted``, which is not there."""
        return Problem(path, f"{who} {quoted(wanted)}, and there is no such {self._noun}.", self._hint(wanted))

    def _hint(self, wanted: str) -> str:
        odd = correction(wanted)
        near = self._nearest.to(as_typed(wanted).strip("\"' "))
        if odd or near is not None:
            return f"{odd} Did you mean {quoted(near)}?".strip() if near is not None else odd
        for section, noun in THINGS.items():
            if wanted in getattr(self._index, section):
                return f"{quoted(wanted)} is a {noun}, not a {self._noun}."
        return f"Add the {self._noun}, or take the reference out."
