"""The nodes and edges of an AIF file in any of its three forms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from argmap.interchange.file import File
from argmap.interchange.json_values import Json, fields_of, items_of, text_of
from argmap.interchange.ledger import Ledger
from argmap.interchange.unreadable import MOST_THINGS, Unreadable, too_many

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
        is_named = kind in {"I", "L"} or text == kind
        is_name = scheme and not scheme.isdecimal()  # OVA2 gives the number of a scheme, and its name as the text
        yield Node(node_id, kind, text, scheme if is_name or is_named else text)


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
