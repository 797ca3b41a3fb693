"""An AIF graph, in any of its three forms, as a draft.

Propositions become claims, inferences supports with linked premises, conflicts objections or, onto a scheme node,
undercuts, rephrases supports with a note. Who asserts a proposition agrees with it, in the words of the locution.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from argmap.excerpt import told_again
from argmap.interchange.draft import Draft, DraftClaim, DraftLink, DraftPosition, DraftStakeholder
from argmap.interchange.file import MOST_THINGS, File, Json, Unreadable, fields_of, items_of, line, text_of, too_many
from argmap.interchange.ledger import Ledger
from argmap.model.types import Kind, Stance

TYPES = ("I", "RA", "CA", "MA", "PA", "L", "YA", "TA")


class Node(NamedTuple):
    """A node: its id, type, text, and for a scheme node the name of its scheme."""

    id: str
    type: str
    text: str
    scheme: str


@dataclass(slots=True)
class Graph:
    """The nodes by id in the order of the file, with what leads to and from each, and who said what."""

    nodes: dict[str, Node] = field(default_factory=dict)
    into: dict[str, list[str]] = field(default_factory=dict)
    out_of: dict[str, list[str]] = field(default_factory=dict)
    speakers: dict[str, str] = field(default_factory=dict)
    """The name of the speaker of a locution, where the file gives one apart from the text."""

    def before(self, node: str, *types: str) -> list[str]:
        """The nodes of these types that have an edge to ``node``."""
        return [one for one in self.into.get(node, []) if self.nodes[one].type in types]

    def after(self, node: str, *types: str) -> list[str]:
        """The nodes of these types that ``node`` has an edge to."""
        return [one for one in self.out_of.get(node, []) if self.nodes[one].type in types]


def is_aif(file: File) -> bool:
    """Whether a file is AIF in any of its forms."""
    return _is_aif(file.json)


def _is_aif(values: dict[str, Json]) -> bool:
    inner = fields_of(values.get("AIF")) or values
    if not isinstance(inner.get("nodes"), list) or not isinstance(inner.get("edges"), list):
        return False
    first = next(iter(map(fields_of, items_of(inner["nodes"]))), {})
    return "nodeID" in first or text_of(first.get("type")) in TYPES or "analysis" in values or "AIF" in values


def read_graph(file: File, ledger: Ledger) -> Graph:
    """The graph of a file. Raises Unreadable when it is not AIF."""
    values = file.json
    if not _is_aif(values):
        raise Unreadable("An AIF file has 'nodes' and 'edges', and its nodes have types such as I, RA and CA.")
    inner = fields_of(values.get("AIF")) or values
    found = Graph()
    for node in _nodes(items_of(inner["nodes"])):
        ledger.read(f"{node.type} node")
        if node.id in found.nodes:
            ledger.left_out(f"{node.type} node", f"node {node.id}", node.text, "another node has its id")
        found.nodes.setdefault(node.id, node)
    _join(found, items_of(inner["edges"]), ledger)
    _name_speakers(found, inner, values)
    _account_for_the_rest(values, inner, ledger)
    return found


def _nodes(values: list[Json]) -> Iterator[Node]:
    if len(values) > MOST_THINGS:
        raise too_many("nodes")
    for number, value in enumerate(values, 1):
        fields = fields_of(value)
        node_id = text_of(fields.get("nodeID")) or text_of(fields.get("id"))
        kind = text_of(fields.get("type"))
        if not node_id or not kind:
            raise Unreadable(f"Node {number} has no {'id' if not node_id else 'type'}.")
        text, scheme = text_of(fields.get("text")), text_of(fields.get("scheme"))
        is_name = scheme and not scheme.isdecimal()  # OVA2 gives the number of a scheme, and its name as the text
        yield Node(node_id, kind, text, scheme if is_name else text)


def _join(graph: Graph, edges: list[Json], ledger: Ledger) -> None:
    if len(edges) > 4 * MOST_THINGS:
        raise too_many("edges")
    for number, value in enumerate(edges, 1):
        fields = fields_of(value)
        ends = [_end(fields, name) for name in (("fromID", "from"), ("toID", "to"))]
        ledger.read("edge")
        if any(end not in graph.nodes for end in ends):
            ledger.left_out("edge", f"edge {number}", " -> ".join(ends), "one of its ends is not in the file")
            continue
        source, target = ends
        if target not in graph.out_of.get(source, []):
            graph.out_of.setdefault(source, []).append(target)
            graph.into.setdefault(target, []).append(source)


def _end(fields: dict[str, Json], names: tuple[str, str]) -> str:
    """The id of an edge's end: given as such, or within the whole node."""
    for name in names:
        value = fields.get(name)
        found = text_of(fields_of(value).get("id")) or text_of(fields_of(value).get("nodeID")) or text_of(value)
        if found:
            return found
    return ""


def _name_speakers(graph: Graph, inner: dict[str, Json], values: dict[str, Json]) -> None:
    names = {}
    for one in map(fields_of, items_of(inner.get("participants")) or items_of(values.get("participants"))):
        name = f"{text_of(one.get('firstname'))} {text_of(one.get('surname'))}".strip()
        names[text_of(one.get("participantID")) or text_of(one.get("id"))] = name
    for one in map(fields_of, items_of(inner.get("locutions"))):
        name = names.get(text_of(one.get("personID")), "")
        if name:
            graph.speakers[text_of(one.get("nodeID"))] = name


def _account_for_the_rest(values: dict[str, Json], inner: dict[str, Json], ledger: Ledger) -> None:
    stamps = sum("timestamp" in fields_of(node) for node in items_of(inner["nodes"]))
    if stamps:
        why = "it says when a node was made, not when something was said"
        ledger.extra("timestamp", "nodes", "", why, stamps)
    analysed = values.get("text") or values.get("analysis")
    text = text_of(analysed) or text_of(fields_of(analysed).get("txt"))
    if text:
        ledger.extra("analysed text", "text", text, "a map has the argument, not the text that was analysed")
    if values.get("OVA") or "analysis" in values:
        ledger.extra("layout", "OVA", "", "argmap lays a map out itself")
    for name in ("descriptorfulfillments", "cqdescriptorfulfillments"):
        for number, one in enumerate(items_of(inner.get(name)), 1):
            words = ", ".join(f"{key}: {text_of(value)}" for key, value in fields_of(one).items())
            ledger.extra("scheme descriptor", f"{name} {number}", words, "a map has no place for it")


_SCHEMES = ("RA", "CA", "MA")
_KINDS: dict[str, Kind] = {"RA": "supports", "CA": "objects_to", "MA": "supports"}
_UNNAMED = re.compile(r"(?i)default .*|ra|ca|ma|")
_SPEAKER = re.compile(r"([^:]{1,80}?) ?: (.*)")
_STANCES: tuple[tuple[re.Pattern[str], Stance], ...] = (
    (re.compile(r"(?i)asserting|agreeing|conceding|stating"), "agrees"),
    (re.compile(r"(?i)disagreeing|rejecting"), "disagrees"),
)


def read_aif(file: File, ledger: Ledger) -> Draft:
    """The draft of an AIF file. Raises Unreadable when the file is not AIF or has no proposition."""
    return _Reader(read_graph(file, ledger), ledger).draft


class _Reader:
    def __init__(self, graph: Graph, ledger: Ledger) -> None:
        self._graph = graph
        self._ledger = ledger
        self.draft = Draft()
        for node in graph.nodes.values():
            if node.type == "I":
                self.draft.claim(DraftClaim(node.id, line(node.text), _place(node), "I node"))
        if not self.draft.claims:
            raise Unreadable("The file has no proposition (a node of type I).")
        for node in graph.nodes.values():
            if node.type in _SCHEMES:
                self._scheme(node)
            elif node.type == "YA":
                self._illocution(node)
            elif node.type != "I":
                self._other(node)

    # Links

    def _scheme(self, node: Node) -> None:
        premises = self._graph.before(node.id, "I")
        targets = self._graph.after(node.id, "I", *_SCHEMES)
        if not premises or not targets:
            missing = "leads from no proposition" if not premises else "leads to no proposition"
            self._leave_out(node, f"it {missing}")
            return
        for number, target in enumerate(targets):
            kind = _KINDS[node.type]
            if self._graph.nodes[target].type != "I":
                if node.type != "CA":
                    self._leave_out(node, "a map has no support for a link")
                    continue
                kind = "undercuts"
            key = node.id if number == 0 else f"{node.id} {number}"
            link = DraftLink(kind, target, _place(node), key, premises[1:], called=f"{node.type} node")
            link.scheme = None if _UNNAMED.fullmatch(node.scheme) else node.scheme
            link.words = node.text
            if node.type == "MA":
                link.note = "rephrase"
                self._ledger.changed("MA node", _place(node), node.text, "it is a support with a note that says so")
            self.draft.claims[premises[0]].links.append(link)
        if len(targets) > 1:
            self._ledger.changed(
                f"{node.type} node", _place(node), node.text, "it is one link to each of its targets"
            )

    # Who said what

    def _illocution(self, node: Node) -> None:
        locutions = self._graph.before(node.id, "L")
        claims = self._graph.after(node.id, "I")
        if not claims:
            anchors = self._graph.after(node.id, *_SCHEMES)
            why = "it says where a link was made, which a map does not" if anchors else "it anchors no proposition"
            self._leave_out(node, why)
        elif (stance := _stance(node)) is None:
            self._leave_out(node, "to ask or to challenge is not to take a position")
        elif not locutions:
            self._leave_out(node, "nobody is known to have said it")
        else:
            for locution in locutions:
                for claim in claims:
                    self._position(self._graph.nodes[locution], self.draft.claims[claim], stance)

    def _position(self, locution: Node, claim: DraftClaim, stance: Stance) -> None:
        speaker, words = self._speaker(locution)
        if not speaker:
            self._leave_out(locution, "it does not say whose words they are")
            return
        self.draft.stakeholders.setdefault(speaker, DraftStakeholder(speaker))
        if any(position.stakeholder == speaker for position in claim.positions):
            self._leave_out(locution, "its speaker has said so once already")
            return
        is_cut = line(words) != claim.text and line(words) == told_again(claim.text)
        claim.positions.append(DraftPosition(speaker, stance, quote=None if is_cut else line(words)))

    def _speaker(self, locution: Node) -> tuple[str, str]:
        """Who speaks in a locution, and the words."""
        words = line(locution.text)
        found = _SPEAKER.fullmatch(words)
        named = self._graph.speakers.get(locution.id, "")
        if found is None or (named and found[1] != named):
            return line(named), words
        return line(named or found[1]), found[2]

    # What has no place on a map

    def _other(self, node: Node) -> None:
        if node.type == "L":
            if not self._graph.into.get(node.id) and not self._graph.out_of.get(node.id):
                self._leave_out(node, "nothing leads from it: it only repeats what somebody said")
            elif not any(self._asserts(one) for one in self._graph.after(node.id, "YA")):
                self._leave_out(node, "it asserts nothing")
        elif node.type == "TA":
            self._leave_out(node, "a map does not say who answered whom")
        elif node.type == "PA":
            self._leave_out(node, "a map has no preferences")
        else:
            self._leave_out(node, "AIF has no nodes of this type")

    def _asserts(self, illocution: str) -> bool:
        node = self._graph.nodes[illocution]
        return _stance(node) is not None and bool(self._graph.after(illocution, "I"))

    def _leave_out(self, node: Node, why: str) -> None:
        self._ledger.left_out(f"{node.type} node", _place(node), node.text, why)


def _stance(node: Node) -> Stance | None:
    """The stance that an illocution takes; none when it asks or challenges."""
    words = node.scheme or node.text
    return next((stance for pattern, stance in _STANCES if pattern.fullmatch(words)), None)


def _place(node: Node) -> str:
    return f"node {node.id}"
