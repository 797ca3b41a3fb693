"""Editing citations of a claim, or of a reason when ``owner`` is an address (``premise -> target``).

A citation is named by its place in the owner's list, from 0.
"""

from __future__ import annotations

from argmap.edit.copy import claim_named, optional, reason_named, with_claim, with_reason
from argmap.edit.references import refuse_unknown
from argmap.model.findings import Refusal
from argmap.model.ids import ARROW
from argmap.model.types import Citation, Map, rebuilt


def add_citation(map: Map, owner: str, citation: Citation) -> Map:
    """The owner cites one source more. Raises Refusal when the source is not in the map or cited alike already."""
    clean = _checked(map, citation)
    cited = citations_of(map, owner)
    if clean in cited:
        raise Refusal(f"'{owner}' already cites '{clean.source}' in just this way; give another locator or quote.")
    return _set(map, owner, (*cited, clean))


def edit_citation(map: Map, owner: str, place: int, citation: Citation) -> Map:
    """Another citation at a place in the owner's list."""
    cited = citations_of(map, owner)
    _refuse_place(owner, cited, place)
    return _set(map, owner, (*cited[:place], _checked(map, citation), *cited[place + 1 :]))


def remove_citation(map: Map, owner: str, place: int) -> Map:
    """The citation at a place taken out."""
    cited = citations_of(map, owner)
    _refuse_place(owner, cited, place)
    return _set(map, owner, cited[:place] + cited[place + 1 :])


def citations_of(map: Map, owner: str) -> tuple[Citation, ...]:
    """The citations of a claim or of a reason."""
    return reason_named(map, owner).sources if ARROW in owner else claim_named(map, owner).sources


def _checked(map: Map, citation: Citation) -> Citation:
    refuse_unknown(map, "source", citation.source)
    return rebuilt(citation, locator=optional(citation.locator), quote=optional(citation.quote))


def _refuse_place(owner: str, cited: tuple[Citation, ...], place: int) -> None:
    if not 0 <= place < len(cited):
        count = f"{len(cited)} citation{'' if len(cited) == 1 else 's'}"
        raise Refusal(f"'{owner}' has {count}; there is none at place {place + 1}.")


def _set(map: Map, owner: str, cited: tuple[Citation, ...]) -> Map:
    return with_reason(map, owner, sources=cited) if ARROW in owner else with_claim(map, owner, sources=cited)
