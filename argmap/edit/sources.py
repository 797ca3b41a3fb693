"""Editing sources."""

from __future__ import annotations

import re

from argmap.edit.copy import optional, refuse_id, with_each
from argmap.edit.references import refuse_unknown
from argmap.model.findings import Refusal
from argmap.model.index import Index
from argmap.model.types import Claim, Map, Source, rebuilt

_LINK = re.compile(r"(https?|mailto|doi):\S+\Z", re.IGNORECASE)


def add_source(map: Map, source: Source) -> Map:
    """One source more, at the end. Raises Refusal for an id that cannot be used or a link that may not be kept."""
    refuse_id(map, source.id)
    return rebuilt(map, sources=(*map.sources, _checked(source)))


def edit_source(map: Map, source: Source) -> Map:
    """The source with the same id as ``source`` becomes it. Raises Refusal when there is none."""
    refuse_unknown(map, "source", source.id)
    new = _checked(source)
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


def _checked(source: Source) -> Source:
    url = optional(source.url)
    if url is not None and not _LINK.match(url):
        raise Refusal(f"'{url}' is not a link a map may hold: it must begin with https:, http:, mailto: or doi:.")
    fields = ("title", "author", "publisher", "date", "url", "accessed")
    return rebuilt(source, **{field: optional(getattr(source, field)) for field in fields})
