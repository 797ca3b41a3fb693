"""The network of a map: its claims, sources and reasons as nodes that need one another.

Every node is a conjunction in strong Kleene logic, so one rule labels them all: it is in when all it needs is so,
out when something it needs is not, undecided otherwise. This is the acceptance condition of an abstract
dialectical framework (Brewka & Woltran 2010) in the form that the definition of standing takes:

- a reason needs each premise in and each undercutter out;
- a claim needs each objection out and, unless it is assumed or has no supports, its *support* not lost;
- the support of a claim is *lost* when each reason for it and each source it cites is out;
- a source needs nothing.

A reason that refers to something missing takes no part: it is as if it were not written until it is mended
(``argmap check`` reports it). So does a citation of a source that the map does not list. Of two reasons with one
address the first counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from argmap.model.index import Index
from argmap.model.types import Claim, Reason


@dataclass(frozen=True)
class Network:
    """Who needs whom, by node number: claims first, then sources, reasons, and the lost supports of claims.

    ``needs_in[n]`` and ``needs_out[n]`` are the nodes that must be in and out for ``n`` to be in;
    ``in_for[n]`` and ``out_for[n]`` are the nodes that need ``n`` in and out.
    """

    claims: Mapping[str, int]
    sources: Mapping[str, int]
    reasons: Mapping[str, int]
    """By address: the reasons that take part."""
    needs_in: tuple[tuple[int, ...], ...]
    needs_out: tuple[tuple[int, ...], ...]
    in_for: tuple[tuple[int, ...], ...]
    out_for: tuple[tuple[int, ...], ...]

    @property
    def size(self) -> int:
        """How many nodes there are."""
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
        sources = {source_id: len(claims) + place for place, source_id in enumerate(index.sources)}
        first = len(claims) + len(sources)
        reasons = {reason.address: first + place for place, reason in enumerate(taking_part)}
        needs_in, needs_out = _needs(index, claims, sources, reasons, taking_part)
        size = len(needs_in)
        return cls(claims, sources, reasons, needs_in, needs_out, _turned(needs_in, size), _turned(needs_out, size))


def _taking_part(index: Index) -> list[Reason]:
    whole = [
        reason for reason in index.reasons.values() if all(premise in index.claims for premise in reason.premises)
    ]
    found = {reason.address for reason in whole if reason.kind != "undercuts" and reason.target in index.claims}
    # An undercut's address is longer than its target's, so shorter targets are settled first.
    for reason in sorted((reason for reason in whole if reason.kind == "undercuts"), key=lambda r: len(r.target)):
        if reason.target in found:
            found.add(reason.address)
    return [reason for reason in whole if reason.address in found]


Needs = tuple[tuple[int, ...], ...]


def _needs(
    index: Index,
    claims: Mapping[str, int],
    sources: Mapping[str, int],
    reasons: Mapping[str, int],
    taking_part: Iterable[Reason],
) -> tuple[Needs, Needs]:
    needs_in: list[list[int]] = [[] for _ in range(len(claims) + len(sources) + len(reasons))]
    needs_out: list[list[int]] = [[] for _ in needs_in]
    supports: dict[str, list[int]] = {}
    for reason in taking_part:
        node = reasons[reason.address]
        needs_in[node] = [claims[premise] for premise in dict.fromkeys(reason.premises)]
        if reason.kind == "supports":
            supports.setdefault(reason.target, []).append(node)
        else:
            attacked = claims[reason.target] if reason.kind == "objects_to" else reasons[reason.target]
            needs_out[attacked].append(node)
    for claim in index.claims.values():
        held_up_by = supports.get(claim.id, []) + _cited(claim, sources)
        if held_up_by and not claim.assumed:
            needs_out[claims[claim.id]].append(len(needs_in))
            needs_in.append([])
            needs_out.append(held_up_by)
    return tuple(map(tuple, needs_in)), tuple(map(tuple, needs_out))


def _cited(claim: Claim, sources: Mapping[str, int]) -> list[int]:
    cited = dict.fromkeys(citation.source for citation in claim.sources)
    return [sources[source_id] for source_id in cited if source_id in sources]


def _turned(needs: Needs, size: int) -> Needs:
    turned: list[list[int]] = [[] for _ in range(size)]
    for node, needed in enumerate(needs):
        for other in needed:
            turned[other].append(node)
    return tuple(map(tuple, turned))
