"""Labels of claims and links: in, out or undecided.

The labels are the grounded interpretation of the map read as an abstract dialectical framework (Brewka & Woltran,
"Abstract Dialectical Frameworks", KR 2010): the least fixpoint starting from all undecided, computed with a worklist
in time linear in the map. They follow from the structure of the map; they say nothing about the world.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import add
from typing import Literal, NamedTuple

from argmap.model.index import Index
from argmap.model.types import Claim, Reason
from argmap.semantics.components import components
from argmap.semantics.network import Network

Label = Literal["in", "out", "undecided"]

IN, OUT, UNDECIDED = 1, -1, 0
_NAMES: Mapping[int, Label] = {IN: "in", OUT: "out", UNDECIDED: "undecided"}


class Forces(NamedTuple):
    """What a what-if fixes: claims that are in (``accepted``) or out (``rejected``), and sources that are rejected.

    A claim that is both accepted and rejected is rejected. Ids that the map does not have are ignored.
    """

    accepted: frozenset[str] = frozenset()
    rejected: frozenset[str] = frozenset()
    rejected_sources: frozenset[str] = frozenset()


NO_FORCES = Forces()


@dataclass(frozen=True)
class Labels:
    """The labels of one map under one set of forces. Made by :func:`label`."""

    index: Index
    forces: Forces
    network: Network = field(repr=False)
    values: Sequence[int] = field(repr=False)
    """By node of the network: 1 in, -1 out, 0 undecided."""

    def of(self, claim_id: str) -> Label:
        """The label of a claim; ``undecided`` for an id that is no claim of the map."""
        return self._named(self.network.claims.get(claim_id))

    def of_reason(self, address: str) -> Label:
        """The label of a reason; ``undecided`` for one that takes no part (see ``takes_part``)."""
        return self._named(self.network.reasons.get(address))

    def of_source(self, source_id: str) -> Label:
        """The label of a source: ``in`` unless it is rejected; ``undecided`` for an id that is no source of
        the map.
        """
        return self._named(self.network.sources.get(source_id))

    def takes_part(self, address: str) -> bool:
        """Whether this is a link of the map whose premises and target all exist."""
        return address in self.network.reasons

    def supports_of(self, claim_id: str) -> tuple[Reason, ...]:
        """The supports of a claim that take part, in file order."""
        return self._taking_part(self.index.supports_of(claim_id))

    def objections_to(self, claim_id: str) -> tuple[Reason, ...]:
        """The objections to a claim that take part, in file order."""
        return self._taking_part(self.index.objections_to(claim_id))

    def undercuts_of(self, reason: Reason) -> tuple[Reason, ...]:
        """The undercuts of a reason that take part, in file order."""
        return self._taking_part(self.index.undercuts_of(reason))

    def sources_of(self, claim_id: str) -> tuple[str, ...]:
        """The ids of the existing sources that a claim itself cites, each once, whether rejected or not."""
        cited = dict.fromkeys(citation.source for citation in self.index.claims[claim_id].sources)
        return tuple(source_id for source_id in cited if source_id in self.network.sources)

    def claims_labelled(self, wanted: Label) -> tuple[str, ...]:
        """The ids of the claims with one label, in file order."""
        return tuple(claim_id for claim_id in self.network.claims if self.of(claim_id) == wanted)

    def under(self, forces: Forces) -> Labels:
        """The labels of the same map under other forces; only nodes that depend on the difference are labelled
        again.
        """
        moved = _differing(forced_nodes(self.network, self.forces), forced_nodes(self.network, forces))
        values = _settle(
            self.network, forced_nodes(self.network, forces), self.values, _downstream(self.network, moved)
        )
        return Labels(self.index, forces, self.network, values)

    def after(self, index: Index) -> Labels:
        """The labels of a map made from this one's by an edit, under the same forces."""
        change = index.since(self.index)
        pairs = zip(change.gone, change.come, strict=change.in_place)
        if (
            change.in_place
            and index.sources.keys() == self.index.sources.keys()
            and all(_counting(before) == _counting(after) for before, after in pairs)
        ):
            return Labels(index, self.forces, self.network, self.values)
        return label(index, self.forces)

    @cached_property
    def disputes(self) -> tuple[frozenset[int], ...]:
        """The undecided nodes that all undecided labels originate from: the strongly connected components of the
        undecided part of the network that no other undecided component leads to.
        """
        undecided = [node for node, value in enumerate(self.values) if value == UNDECIDED]
        found = components(undecided, self._undecided_readers)
        home = {node: place for place, members in enumerate(found) for node in members}
        fed = {
            home[reader]
            for node in undecided
            for reader in self._undecided_readers(node)
            if home[reader] != home[node]
        }
        return tuple(frozenset(members) for place, members in enumerate(found) if place not in fed)

    def dispute_at(self, node: int) -> frozenset[int]:
        """The one of ``disputes`` that has the node, or an empty set."""
        return self._dispute_by_node.get(node, frozenset())

    @cached_property
    def _dispute_by_node(self) -> dict[int, frozenset[int]]:
        return {node: members for members in self.disputes for node in members}

    @cached_property
    def claims_of_disputes(self) -> Mapping[frozenset[int], tuple[str, ...]]:
        """The claims of each of ``disputes`` in file order; where it is one of links alone, their premises."""
        claims, reasons = list(self.network.claims), {node: name for name, node in self.network.reasons.items()}
        found: dict[frozenset[int], tuple[str, ...]] = {}
        for members in self.disputes:
            ordered = sorted(members)
            names = [claims[node] for node in ordered if self.network.is_claim(node)]
            links = [self.index.reasons[reasons[node]] for node in ordered if node in reasons]
            found[members] = tuple(names or dict.fromkeys(premise for link in links for premise in link.premises))
        return found

    @cached_property
    def circles(self) -> frozenset[int]:
        """The nodes of those of ``disputes`` in which claims only support each other, and object to none of them."""
        network = self.network

        def is_circle(members: frozenset[int]) -> bool:
            needed = (one for node in members if not self._is_lost(node) for one in network.needs_out[node])
            return not any(one in members and network.is_reason(one) for one in needed)

        return frozenset().union(*filter(is_circle, self.disputes))

    def _is_lost(self, node: int) -> bool:
        return node >= len(self.network.claims) + len(self.network.sources) + len(self.network.reasons)

    def dispute_behind(self, node: int) -> frozenset[int]:
        """The one of ``disputes`` that leads to an undecided node in the fewest steps; an empty set for other
        nodes.
        """
        return self._disputes_behind.get(node, frozenset())

    @cached_property
    def _disputes_behind(self) -> dict[int, frozenset[int]]:
        behind = dict(self._dispute_by_node)
        waiting = deque(sorted(behind))
        while waiting:
            node = waiting.popleft()
            for reader in self._undecided_readers(node):
                if reader not in behind:
                    behind[reader] = behind[node]
                    waiting.append(reader)
        return behind

    def _undecided_readers(self, node: int) -> list[int]:
        readers = (*self.network.in_for[node], *self.network.out_for[node])
        return [reader for reader in readers if self.values[reader] == UNDECIDED]

    def _taking_part(self, reasons: Iterable[Reason]) -> tuple[Reason, ...]:
        return tuple(
            reason
            for reason in reasons
            if self.index.reasons[reason.address] is reason and self.takes_part(reason.address)
        )

    def _named(self, node: int | None) -> Label:
        return "undecided" if node is None else _NAMES[self.values[node]]


def label(index: Index, forces: Forces = NO_FORCES) -> Labels:
    """Label every claim and link of a map; linear in its size. Links with missing ends are left out."""
    network = Network.build(index)
    values = [UNDECIDED] * network.size
    unmet = list(map(add, map(len, network.needs_in), map(len, network.needs_out)))
    forced = forced_nodes(network, forces)
    needless = [(node, IN) for node, needs in enumerate(unmet) if not needs and node not in forced]
    _spread(network, values, unmet, [*needless, *forced.items()])
    return Labels(index, forces, network, values)


def _counting(claim: Claim) -> object:
    """The parts of a claim that labels depend on."""
    reasons = [(reason.kind, reason.target, reason.linked) for reason in claim.reasons]
    return claim.assumed, [citation.source for citation in claim.sources], reasons


def forced_nodes(network: Network, forces: Forces) -> dict[int, int]:
    """The nodes with forced values, and these values."""
    forced = {network.claims[item]: IN for item in forces.accepted if item in network.claims}
    forced |= {network.claims[item]: OUT for item in forces.rejected if item in network.claims}
    return forced | {network.sources[item]: OUT for item in forces.rejected_sources if item in network.sources}


def _differing(ours: Mapping[int, int], theirs: Mapping[int, int]) -> list[int]:
    return [node for node in {**ours, **theirs} if ours.get(node) != theirs.get(node)]


def _downstream(network: Network, nodes: Iterable[int]) -> set[int]:
    """The given nodes and all nodes whose labels depend on them."""
    reached = set(nodes)
    waiting = list(reached)
    while waiting:
        node = waiting.pop()
        for reader in (*network.in_for[node], *network.out_for[node]):
            if reader not in reached:
                reached.add(reader)
                waiting.append(reader)
    return reached


def _settle(
    network: Network, forced: Mapping[int, int], settled: Sequence[int], unsettled: Iterable[int]
) -> list[int]:
    """The label of every node: those of ``unsettled`` computed again, the rest as in ``settled``. No node outside
    ``unsettled`` may depend on one inside it.
    """
    values = list(settled)
    for node in unsettled:
        values[node] = UNDECIDED
    missing = [0] * network.size
    decided = []
    for node in unsettled:
        if node not in forced:
            found, missing[node] = _from_outside(network, values, node)
            if found:
                decided.append((node, found))
    decided += [(node, value) for node, value in forced.items() if values[node] == UNDECIDED]
    _spread(network, values, missing, decided)
    return values


def _from_outside(network: Network, values: Sequence[int], node: int) -> tuple[int, int]:
    """The label that settled nodes alone determine for one node, and the number of its needs that are still open."""
    met = [values[needed] for needed in network.needs_in[node]]
    met += [-values[needed] for needed in network.needs_out[node]]
    unmet = len(met) - met.count(IN)
    return (OUT if OUT in met else UNDECIDED if unmet else IN), unmet


def _spread(network: Network, values: list[int], missing: list[int], decided: Sequence[tuple[int, int]]) -> None:
    """Set values of nodes and propagate them until nothing changes."""
    for node, value in decided:
        values[node] = value
    waiting = [node for node, _ in decided]
    in_for, out_for = network.in_for, network.out_for
    while waiting:
        node = waiting.pop()
        pleased, let_down = in_for[node], out_for[node]
        if values[node] == OUT:
            pleased, let_down = let_down, pleased
        for reader in let_down:
            if not values[reader]:
                values[reader] = OUT
                waiting.append(reader)
        for reader in pleased:
            missing[reader] -= 1
            if not missing[reader] and not values[reader]:
                values[reader] = IN
                waiting.append(reader)
