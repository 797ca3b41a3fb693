"""Editing sources, and the citations of them by a claim or a reason.

The owner of a citation is a claim id or the address of a reason (``premise -> target``). A citation is identified by
its position in the owner's list, from 0.
"""

from __future__ import annotations

import re

from argmap.edit.parts import (
    claim_named,
    optional,
    reason_named,
    refuse_id,
    refuse_unknown,
    with_claim,
    with_each,
    with_reason,
)
from argmap.model.findings import MapError
from argmap.model.ids import ARROW
from argmap.model.index import Index
from argmap.model.references import redirected, removing
from argmap.model.types import Citation, Map, Source, rebuilt
from argmap.vocabulary import counted

_LINK = re.compile(r"(https?|mailto|doi):\S+\Z", re.IGNORECASE)


def add_source(map: Map, source: Source) -> Map:
    """Add a source at the end. Raises MapError for an id that cannot be used and for a link of another kind."""
    refuse_id(map, source.id)
    return rebuilt(map, sources=(*map.sources, _checked_source(source)))


def edit_source(map: Map, source: Source) -> Map:
    """Replace the source that has the id of ``source``. Raises MapError when there is none."""
    refuse_unknown(map, "source", source.id)
    new = _checked_source(source)
    return rebuilt(map, sources=tuple(new if old.id == new.id else old for old in map.sources))


def remove_source(map: Map, source_id: str) -> Map:
    """Remove a source and its citations. Positions that gave it stay, without a source."""
    refuse_unknown(map, "source", source_id)
    kept = tuple(source for source in map.sources if source.id != source_id)
    citing = [claim.id for claim in Index.of(map).cited_by.get(source_id, ())]
    redirect = removing({("sources", source_id)})
    return rebuilt(with_each(map, citing, lambda claim: redirected(claim, redirect)), sources=kept)


def _checked_source(source: Source) -> Source:
    url = optional(source.url)
    if url is not None and not _LINK.match(url):
        raise MapError(f"'{url}' is not a web address. Begin it with https:, http:, mailto: or doi:.")
    texts = {field: optional(getattr(source, field)) for field in Source.field_names() if field != "id"}
    return rebuilt(source, **texts)


def add_citation(map: Map, owner: str, citation: Citation) -> Map:
    """Add a citation to the owner. Raises MapError for a source that is not in the map and for an equal citation."""
    clean = _checked_citation(map, citation)
    cited = citations_of(map, owner)
    if clean in cited:
        raise MapError(f"'{owner}' already has this citation of '{clean.source}'. Give another location or quote.")
    return _with_citations(map, owner, (*cited, clean))


def edit_citation(map: Map, owner: str, position: int, citation: Citation) -> Map:
    """Replace the citation at a position of the owner's list. Raises MapError when there is none."""
    cited = citations_of(map, owner)
    _refuse_position(owner, cited, position)
    clean = _checked_citation(map, citation)
    return _with_citations(map, owner, (*cited[:position], clean, *cited[position + 1 :]))


def remove_citation(map: Map, owner: str, position: int) -> Map:
    """Remove the citation at a position of the owner's list. Raises MapError when there is none."""
    cited = citations_of(map, owner)
    _refuse_position(owner, cited, position)
    return _with_citations(map, owner, cited[:position] + cited[position + 1 :])


def citations_of(map: Map, owner: str) -> tuple[Citation, ...]:
    """The citations of a claim or of a reason. Raises MapError when there is no such claim or reason."""
    return reason_named(map, owner).sources if ARROW in owner else claim_named(map, owner).sources


def _checked_citation(map: Map, citation: Citation) -> Citation:
    refuse_unknown(map, "source", citation.source)
    return rebuilt(citation, locator=optional(citation.locator), quote=optional(citation.quote))


def _refuse_position(owner: str, cited: tuple[Citation, ...], position: int) -> None:
    if not 0 <= position < len(cited):
        count = counted(len(cited), "citation")
        raise MapError(f"'{owner}' has {count}; there is none at place {position + 1}.")


def _with_citations(map: Map, owner: str, cited: tuple[Citation, ...]) -> Map:
    return with_reason(map, owner, sources=cited) if ARROW in owner else with_claim(map, owner, sources=cited)
