"""What an editor adds to the text of a map: code lenses above claims, and semantic tokens for ids.

A lens sums up the reasons for and against a claim. A token gives the kind of thing that an id names; editors paint
kinds in different colours.
"""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol.types import CodeLens, Command, Range, SemanticTokens, SemanticTokensLegend

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


_TYPES = (
    ("claims", "function"),
    ("stakeholders", "class"),
    ("sources", "string"),
    ("tensions", "enum"),
    ("sides", "enumMember"),
    ("tags", "decorator"),
)
"""Each kind of thing, and the type of the protocol that it is painted as."""

LEGEND = SemanticTokensLegend(token_types=[painted for _, painted in _TYPES], token_modifiers=["definition"])
_NUMBERS = {name: number for number, (name, _) in enumerate(_TYPES)}


def tokens(open_map: OpenMap, within: Range | None = None) -> SemanticTokens:
    """The tokens of the ids in the file, or in a range of it."""
    data: list[int] = []
    last_line = last_column = 0
    for line, column, length, kind, modifiers in _tokens(open_map, within):
        data += [line - last_line, column - last_column if line == last_line else column, length, kind, modifiers]
        last_line, last_column = line, column
    return SemanticTokens(data)


def _tokens(open_map: OpenMap, within: Range | None) -> Iterator[tuple[int, int, int, int, int]]:
    document, text = open_map.document, open_map.text
    low = text.offset(within.start) if within is not None else 0
    high = text.offset(within.end) if within is not None else len(text.text)
    end = 0
    for block, start in zip(document.blocks, document.starts, strict=False) if document is not None else ():
        begin = open_map.now(start)
        if begin is not None and (begin > high or begin + len(block.text) < low):
            continue
        for one in open_map.layout_of(block).occurrences:
            kind = _NUMBERS.get("sides" if len(one.thing) == 4 else one.thing[0])
            range = open_map.range(start + one.start, start + one.end)
            if kind is None or range is None or range.start.line != range.end.line or start + one.start < end:
                continue
            end = start + one.end
            length = range.end.character - range.start.character
            yield range.start.line, range.start.character, length, kind, int(one.defines)
