"""The network of a map: its claims, sources and reasons as nodes that need one another.

Every node is a conjunction in strong Kleene logic, so one rule labels them all: it is in when all it needs is so,
out when something it needs is not, undecided otherwise. This is the acceptance condition of an abstract
dialectical framework (Brewka & Woltran 2010) in the form that the definition of status takes:

- a reason needs each premise in and each undercutter out;
- a claim needs each objection out and, unless it is assumed or has no supports, its *support* not lost;
- the support of a claim is *lost* when each reason for it and each source it cites is out;
- a source needs nothing.

A reason that refers to something missing takes no part: it is as if it were not written until it is mended
(``argmap check`` reports it). So does a citation of a source that the map does not list. Of two reasons with one
address the first counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from argmap.model.index import Index
from argmap.model.types import Claim, Reason


class Network(NamedTuple):
    """The dependencies between nodes, by number: claims first, then sources, links, and the lost supports of claims.

    ``needs_in[n]`` and ``needs_out[n]`` are the nodes that must be in and out for ``n`` to be in; ``in_for[n]`` and
    ``out_for[n]`` are the nodes that need ``n`` in and out.
    """

    claims: Mapping[str, int]
    sources: Mapping[str, int]
    reasons: Mapping[str, int]
    """By address: the reasons that take part."""
    needs_in: Sequence[Sequence[int]]
    needs_out: Sequence[Sequence[int]]
    in_for: Sequence[Sequence[int]]
    out_for: Sequence[Sequence[int]]

    @property
    def size(self) -> int:
        """The number of nodes."""
        return len(self.needs_in)

    def is_claim(self, node: int) -> bool:
        """Whether the node is a claim."""
        return node < len(self.claims)

    def is_reason(self, node: int) -> bool:
        """Whether the node is a reason."""
        return 0 <= node - len(self.claims) - len(self.sources) < len(self.reasons)

    @classmethod
    def build(cls, index: Index) -> Network:
        """The network of a map; linear in its size."""
        taking_part = _taking_part(index)
        claims = {claim_id: node for node, claim_id in enumerate(index.claims)}
        sources = {source_id: node for node, source_id in enumerate(index.sources, len(claims))}
        first = len(claims) + len(sources)
        reasons = {address: node for node, address in enumerate(taking_part, first)}
        needs_in, needs_out = _needs(index, claims, sources, reasons, taking_part.values())
        return cls(claims, sources, reasons, needs_in, needs_out, _turned(needs_in), _turned(needs_out))


def _taking_part(index: Index) -> Mapping[str, Reason]:
    """By address: the links whose premises and target all take part."""
    claims = index.claims
    found: dict[str, Reason] = {}
    undercuts: list[tuple[str, Reason]] = []
    for address, reason in index.reasons.items():
        if reason.premise not in claims or (reason.linked and not claims.keys() >= set(reason.linked)):
            continue
        if reason.kind == "undercuts":
            undercuts.append((address, reason))
        elif reason.target in claims:
            found[address] = reason
    # An undercut's address is longer than its target's, so shorter targets are settled first.
    for address, undercut in sorted(undercuts, key=lambda pair: len(pair[1].target)):
        if undercut.target in found:
            found[address] = undercut
    return found


Needs = Sequence[Sequence[int]]


def _needs(
    index: Index,
    claims: Mapping[str, int],
    sources: Mapping[str, int],
    reasons: Mapping[str, int],
    taking_part: Iterable[Reason],
) -> tuple[Needs, Needs]:
    # Most nodes need nothing of one kind: they share one empty tuple, which keeps a large map quick to build.
    needs_in: list[Sequence[int]] = [()] * (len(claims) + len(sources))
    attackers: dict[int, list[int]] = {}
    supports: dict[str, list[int]] = {}
    for node, reason in enumerate(taking_part, len(needs_in)):
        needs_in.append(_premises(reason, claims) if reason.linked else (claims[reason.premise],))
        if reason.kind == "supports":
            supports.setdefault(reason.target, []).append(node)
        else:
            attacked = (claims if reason.kind == "objects_to" else reasons)[reason.target]
            attackers.setdefault(attacked, []).append(node)
    losses: list[Sequence[int]] = []
    for node, (claim_id, claim) in enumerate(index.claims.items()):
        held_up_by = supports.get(claim_id, [])
        if claim.sources:
            held_up_by = held_up_by + _cited(claim, sources)
        if held_up_by and not claim.assumed:
            attackers.setdefault(node, []).append(len(needs_in) + len(losses))
            losses.append(held_up_by)
    needs_out = [*(attackers.get(node, ()) for node in range(len(needs_in))), *losses]
    return needs_in + [()] * len(losses), needs_out


def _premises(reason: Reason, claims: Mapping[str, int]) -> Sequence[int]:
    return tuple(dict.fromkeys(claims[premise] for premise in reason.premises))


def _cited(claim: Claim, sources: Mapping[str, int]) -> list[int]:
    cited = dict.fromkeys(citation.source for citation in claim.sources)
    return [sources[source_id] for source_id in cited if source_id in sources]


def _turned(needs: Needs) -> Needs:
    nobody: list[int] = []
    readers = [nobody] * len(needs)
    for node, needed in enumerate(needs):
        for other in needed:
            if (known := readers[other]) is nobody:
                readers[other] = [node]
            else:
                known.append(node)
    return readers
