"""Editing sources."""

from __future__ import annotations

import re

from argmap.edit.copy import claim_named, optional, reason_named, refuse_id, with_claim, with_each, with_reason
from argmap.edit.references import refuse_unknown
from argmap.model.findings import Refusal
from argmap.model.ids import ARROW
from argmap.model.index import Index
from argmap.model.types import Citation, Claim, Map, Source, rebuilt
from argmap.vocabulary import counted

_LINK = re.compile(r"(https?|mailto|doi):\S+\Z", re.IGNORECASE)


def add_source(map: Map, source: Source) -> Map:
    """One source more, at the end. Raises Refusal for an id that cannot be used or a link that may not be kept."""
    refuse_id(map, source.id)
    return rebuilt(map, sources=(*map.sources, _checked_source(source)))


def edit_source(map: Map, source: Source) -> Map:
    """The source with the same id as ``source`` becomes it. Raises Refusal when there is none."""
    refuse_unknown(map, "source", source.id)
    new = _checked_source(source)
    return rebuilt(map, sources=tuple(new if old.id == new.id else old for old in map.sources))


def remove_source(map: Map, source_id: str) -> Map:
    """The source taken out with its citations; positions that gave it stay and give none."""
    refuse_unknown(map, "source", source_id)
    kept = tuple(source for source in map.sources if source.id != source_id)
    citing = [claim.id for claim in Index.of(map).cited_by.get(source_id, ())]
    return rebuilt(with_each(map, citing, lambda claim: _without(claim, source_id)), sources=kept)


def _without(claim: Claim, source_id: str) -> Claim:
    reasons = (
        rebuilt(reason, sources=tuple(citation for citation in reason.sources if citation.source != source_id))
        for reason in claim.reasons
    )
    positions = (
        rebuilt(position, source=None) if position.source == source_id else position for position in claim.positions
    )
    sources = (citation for citation in claim.sources if citation.source != source_id)
    return rebuilt(claim, reasons=tuple(reasons), positions=tuple(positions), sources=tuple(sources))


def _checked_source(source: Source) -> Source:
    url = optional(source.url)
    if url is not None and not _LINK.match(url):
        raise Refusal(f"'{url}' is not a link a map may hold: it must begin with https:, http:, mailto: or doi:.")
    fields = ("title", "author", "publisher", "date", "url", "accessed")
    return rebuilt(source, **{field: optional(getattr(source, field)) for field in fields})


def add_citation(map: Map, owner: str, citation: Citation) -> Map:
    """The owner cites one source more. Raises Refusal when the source is not in the map or cited alike already."""
    clean = _checked_citation(map, citation)
    cited = citations_of(map, owner)
    if clean in cited:
        raise Refusal(f"'{owner}' already cites '{clean.source}' in just this way; give another locator or quote.")
    return _with_citations(map, owner, (*cited, clean))


def edit_citation(map: Map, owner: str, place: int, citation: Citation) -> Map:
    """Another citation at a place in the owner's list."""
    cited = citations_of(map, owner)
    _refuse_place(owner, cited, place)
    return _with_citations(map, owner, (*cited[:place], _checked_citation(map, citation), *cited[place + 1 :]))


def remove_citation(map: Map, owner: str, place: int) -> Map:
    """The citation at a place taken out."""
    cited = citations_of(map, owner)
    _refuse_place(owner, cited, place)
    return _with_citations(map, owner, cited[:place] + cited[place + 1 :])


def citations_of(map: Map, owner: str) -> tuple[Citation, ...]:
    """The citations of a claim or of a reason."""
    return reason_named(map, owner).sources if ARROW in owner else claim_named(map, owner).sources


def _checked_citation(map: Map, citation: Citation) -> Citation:
    refuse_unknown(map, "source", citation.source)
    return rebuilt(citation, locator=optional(citation.locator), quote=optional(citation.quote))


def _refuse_place(owner: str, cited: tuple[Citation, ...], place: int) -> None:
    if not 0 <= place < len(cited):
        count = counted(len(cited), "citation")
        raise Refusal(f"'{owner}' has {count}; there is none at place {place + 1}.")


def _with_citations(map: Map, owner: str, cited: tuple[Citation, ...]) -> Map:
    return with_reason(map, owner, sources=cited) if ARROW in owner else with_claim(map, owner, sources=cited)
