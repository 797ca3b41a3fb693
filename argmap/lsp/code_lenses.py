"""Code lenses: what an editor writes above a claim, about what the rest of the map says of it."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol.types import CodeLens, Command

from argmap.lsp.open_map import OpenMap
from argmap.model.types import Claim
from argmap.semantics.labels import Labels
from argmap.semantics.status import answer
from argmap.vocabulary import counted


def lenses(open_map: OpenMap) -> list[CodeLens]:
    """Above each claim that is argued about: how many reasons there are for and against it, how many unanswered."""
    document = open_map.document
    found = []
    for block, start in zip(document.blocks, document.starts, strict=False) if document is not None else ():
        claim = block.part
        if isinstance(claim, Claim) and (claim.id in open_map.index.reasons_for):
            written = open_map.layout_of(block).written[0]
            range = open_map.range(start + written.start, start + written.name_end)
            if range is not None:
                # An editor runs no command of this name: it shows the words.
                command = Command(" · ".join(_told(open_map.labels, claim.id)), "")
                found.append(CodeLens(range, command))
    return found


def _told(labels: Labels, claim_id: str) -> Iterator[str]:
    index = labels.index
    supports, objections = index.supports_of(claim_id), index.objections_to(claim_id)
    yield f"{len(supports)} for, {len(objections)} against"
    unanswered = sum(answer(labels, one) == "unanswered" for one in labels.objections_to(claim_id))
    if unanswered:
        yield f"{counted(unanswered, 'objection')} unanswered"
