"""What must hold of every map that an import makes."""

from __future__ import annotations

from argmap.check.rules import check
from argmap.model.index import Index
from argmap.model.types import Map

OF_THE_AUTHOR = {"AM113", "AM115"}
"""Errors that lie in what the file says, which an import changes nothing about."""


def errors_in(map: Map) -> list[str]:
    """The messages of the errors that a check finds."""
    return [
        finding.message
        for finding in check(Index.build(map))
        if finding.severity == "error" and finding.code not in OF_THE_AUTHOR
    ]
