"""A map as an AIF node set, as AIFdb and OVA read it.

Claims are I nodes, supports RA, objections CA; an undercut is a CA onto the node of the link that it challenges. Who
agrees or disagrees is a locution with its illocution, in the words of the quote. What AIF has no place for (sources,
tensions, notes, tags) is not written.
"""

from __future__ import annotations

import json
from typing import Any

from argmap.escape import for_json
from argmap.excerpt import told_again
from argmap.model.types import Claim, Map, Position, Reason

_DEFAULTS = {"supports": ("RA", "Default Inference", "72"), "objects_to": ("CA", "Default Conflict", "71")}
_ILLOCUTIONS = {"agrees": ("Asserting", "74"), "disagrees": ("Disagreeing", "78")}


def write_aif(map: Map) -> str:
    """The node set as JSON."""
    return for_json(_Writer(map).json())


class _Writer:
    def __init__(self, map: Map) -> None:
        self._map = map
        self._nodes: list[dict[str, Any]] = []
        self._edges: list[dict[str, Any]] = []
        self._locutions: list[dict[str, Any]] = []
        self._fulfilled: list[dict[str, str]] = []
        self._people = {one.id: str(number) for number, one in enumerate(map.stakeholders, 1)}
        self._names = {one.id: one.name or one.id for one in map.stakeholders}
        self._claims = {claim.id: self._node("I", claim.text) for claim in map.claims}
        self._links: dict[str, str] = {}
        self._write_links([reason for claim in map.claims for reason in claim.reasons])
        for claim in map.claims:
            for position in claim.positions:
                self._position(claim, position)

    def json(self) -> str:
        """The whole as JSON, a node or edge a line."""
        participants = [
            {"participantID": self._people[one.id], "firstname": "", "surname": self._names[one.id]}
            for one in self._map.stakeholders
        ]
        parts = {
            "nodes": self._nodes,
            "edges": self._edges,
            "schemefulfillments": self._fulfilled,
            "participants": participants,
            "locutions": self._locutions,
        }
        lists = [
            f'"{name}":[' + ",".join("\n" + json.dumps(item, ensure_ascii=False) for item in items) + "]"
            for name, items in parts.items()
        ]
        return "{" + ",\n".join(lists) + "}\n"

    def _node(self, kind: str, text: str, scheme: str = "", scheme_id: str = "") -> str:
        node_id = str(len(self._nodes) + 1)
        node = {"nodeID": node_id, "text": text, "type": kind, "timestamp": None}
        if scheme:
            node["scheme"] = scheme
        if scheme_id:
            node["schemeID"] = scheme_id
            self._fulfilled.append({"nodeID": node_id, "schemeID": scheme_id})
        self._nodes.append(node)
        return node_id

    def _edge(self, source: str, target: str) -> None:
        edge_id = str(len(self._edges) + 1)
        self._edges.append({"edgeID": edge_id, "fromID": source, "toID": target, "formEdgeID": None})

    def _write_links(self, waiting: list[Reason]) -> None:
        """Links to claims first, then undercuts, each after what it challenges."""
        while waiting:
            ready = [one for one in waiting if self._target(one)]
            for one in ready:
                self._link(one)
            if not ready:
                return  # they challenge links that the map does not have
            waiting = [one for one in waiting if one.address not in self._links]

    def _target(self, reason: Reason) -> str | None:
        return (self._links if reason.kind == "undercuts" else self._claims).get(reason.target)

    def _link(self, reason: Reason) -> None:
        kind, default, default_id = _DEFAULTS.get(reason.kind, _DEFAULTS["objects_to"])
        scheme = reason.scheme or default
        node = self._node(kind, scheme, scheme, default_id if scheme == default else "")
        self._links[reason.address] = node
        for premise in reason.premises:
            if premise in self._claims:
                self._edge(self._claims[premise], node)
        target = self._target(reason)
        assert target is not None
        self._edge(node, target)

    def _position(self, claim: Claim, position: Position) -> None:
        if position.stance not in _ILLOCUTIONS or position.stakeholder not in self._people:
            return  # AIF has no mixed stance
        name = " ".join(self._names[position.stakeholder].replace(":", " ").split())
        words = position.quote or told_again(claim.text)  # as many locutions as there are positions on the claim
        locution = self._node("L", f"{name} : {words}")
        illocution = self._node("YA", *_ILLOCUTIONS[position.stance][:1], *_ILLOCUTIONS[position.stance])
        self._edge(locution, illocution)
        self._edge(illocution, self._claims[claim.id])
        person = self._people[position.stakeholder]
        self._locutions.append({"nodeID": locution, "personID": person, "start": position.date})
