"""The words by which columns, links and stances are known in spreadsheets."""

from __future__ import annotations

import re
from collections.abc import Mapping

from argmap.model.types import Kind, Stance

COLUMNS: Mapping[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "id": "id key",
        "text": "text claim claims statement argument thesis proposition aussage behauptung texte affirmation texto",
        "short": "short shortname label",
        "parent": "bearson parent parentid target targetid on replyto inreplyto",
        "how": "how relation link reasontype procon type",
        "supports": "supports supportsclaim",
        "objects to": "objectsto attacks objections",
        "undercuts": "undercuts",
        "with": "with linked linkedpremises togetherwith",
        "scheme": "scheme argumentscheme",
        "why": "why whyitfollows warrant",
        "tension": "tension issue",
        "side": "side",
        "sources": "sources source references reference",
        "quote": "quote quotation",
        "locator": "locator page location",
        "tags": "tags tag labels keywords topic topics category",
        "assumed": "assumed",
        "note": "note notes comment comments remark remarks",
    }.items()
}
"""The columns of a sheet of claims by the names that they may have, in small letters without spaces and signs."""

HOW: Mapping[str, Kind] = {
    **dict.fromkeys("supports support for pro + yes".split(), "supports"),
    **dict.fromkeys("objectsto objects objection against con contra attacks attack - − – no".split(), "objects_to"),
    **dict.fromkeys("undercuts undercut challenges".split(), "undercuts"),
}
STANCES: Mapping[str, Stance] = {
    **dict.fromkeys("agrees agree agreed yes for pro + ✓ ✔ a support supports".split(), "agrees"),
    **dict.fromkeys("disagrees disagree no against con contra - − – ✗ ✘ d opposes".split(), "disagrees"),
    **dict.fromkeys("mixed partly both neutral ± +- ~ m".split(), "mixed"),
}
YES = frozenset("true yes y 1 x ✓ ✔ wahr ja oui vrai".split())
_SIGNS = re.compile(r"[\s_./()-]+")


def plain(header: str) -> str:
    """A header as the tables here have it."""
    return _SIGNS.sub("", header.strip().casefold())


def column_of(header: str) -> str | None:
    """The column that a header names, or None."""
    word = plain(header)
    return next((name for name, words in COLUMNS.items() if word in words), None)


def how_of(cell: str) -> Kind | None:
    """The kind of link that a cell names."""
    return HOW.get(cell.strip().casefold()) or HOW.get(plain(cell))


def stance_of(cell: str) -> Stance | None:
    """The stance that a cell names."""
    return STANCES.get(cell.strip().casefold())
