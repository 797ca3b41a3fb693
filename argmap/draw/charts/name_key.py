"""The key of names below a chart, which has room for short ones only."""

from __future__ import annotations

from collections.abc import Mapping

from argmap.escape import one_line
from argmap.model.index import Index
from argmap.semantics.wording import whole_name


def names_in_full(index: Index, shown: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The names that are ``shown`` of some stakeholders, each with the whole one, where that is another."""
    names = ((label, one_line(whole_name(index, who))) for who, label in shown.items())
    return tuple((label, name) for label, name in names if label != name)
