"""A map for graph tools: GraphML for yEd, Gephi and visone, and a list of edges as CSV.

Published source: GraphML, http://graphml.graphdrawing.org/primer/graphml-primer.html. A link is a node of its own,
with an edge from each premise and one to its target, so that links with several premises and undercuts are
represented exactly.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from argmap.escape import for_log, for_xml_exactly, one_line
from argmap.excerpt import excerpt
from argmap.interchange.sheets.table import guarded
from argmap.interchange.sheets.writer import HOW
from argmap.model.findings import MapError
from argmap.model.index import Index
from argmap.model.types import Map, Reason
from argmap.semantics.stakeholders import Agreement, agreements
from argmap.semantics.wording import stakeholder_named

Key = tuple[str, str, str]
"""A name of data, what it is of (``node`` or ``edge``), and its type."""

_KEYS: tuple[Key, ...] = (
    ("kind", "node", "string"),
    ("text", "node", "string"),
    ("tension", "node", "string"),
    ("side", "node", "string"),
    ("agree", "node", "int"),
    ("disagree", "node", "int"),
    ("role", "edge", "string"),
)
_AGREEMENT_KEYS: tuple[Key, ...] = (
    ("label", "node", "string"),
    ("kind", "node", "string"),
    ("group", "node", "string"),
    ("power", "node", "string"),
    ("interest", "node", "string"),
    ("positions", "node", "int"),
    ("weight", "edge", "double"),
    ("shared", "edge", "int"),
    ("agreed", "edge", "int"),
    ("differed", "edge", "int"),
    ("comparable", "edge", "boolean"),
)


def write_graphml(map: Map) -> str:
    """The map as GraphML: nodes for claims and links, with who agrees counted."""
    return _graphml(map.title, "directed", _KEYS, _argument(map))


def write_agreement_graphml(index: Index) -> str:
    """Who agrees with whom as GraphML: a node for each stakeholder with a position, and an undirected edge for each
    two with positions on the same claims. Its weight is the share of those claims on which they agree.

    Raises MapError when no two stakeholders have positions on the same claim.
    """
    pairs = [pair for pair in agreements(index) if pair.shared]
    if not pairs:
        raise MapError("No agreement to export: no two stakeholders have positions on the same claim.")
    return _graphml(index.map.title, "undirected", _AGREEMENT_KEYS, _agreement(index, pairs))


def _graphml(title: str, direction: str, keys: tuple[Key, ...], parts: Iterator[str]) -> str:
    head = ['<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">']
    declared = (f'  <key id="{name}" for="{of}" attr.name="{name}" attr.type="{kind}"/>' for name, of, kind in keys)
    graph = [f'  <graph id="map" edgedefault="{direction}">', f"    <desc>{for_xml_exactly(title)}</desc>"]
    return "\n".join([*head, *declared, *graph, *parts, "  </graph>", "</graphml>"]) + "\n"


def _argument(map: Map) -> Iterator[str]:
    for claim in map.claims:
        counts = {stance: sum(one.stance == stance for one in claim.positions) for stance in ("agrees", "disagrees")}
        values = {"kind": "claim", "text": claim.text, "tension": claim.tension or "", "side": claim.side or ""}
        values |= {"agree": str(counts["agrees"]), "disagree": str(counts["disagrees"])}
        yield from _node(claim.id, values)
    reasons = list(_reasons(map))
    for reason in reasons:
        yield from _node(reason.address, {"kind": HOW[reason.kind]})
    for number, (source, target, role) in enumerate(_edges(map, reasons), 1):
        yield from _edge(number, source, target, {"role": role})


def _agreement(index: Index, pairs: list[Agreement]) -> Iterator[str]:
    for one in index.map.stakeholders:
        positions = index.positions_of.get(one.id, ())
        if not positions:
            continue
        group = stakeholder_named(index, one.part_of) if one.part_of else ""
        values = {"label": stakeholder_named(index, one.id), "kind": one.kind or "", "group": group}
        values |= {"power": one.power or "", "interest": one.interest or "", "positions": str(len(positions))}
        yield from _node(one.id, values)
    for number, pair in enumerate(pairs, 1):
        values = {"weight": f"{len(pair.agreed) / pair.shared:.4g}", "shared": str(pair.shared)}
        values |= {"agreed": str(len(pair.agreed)), "differed": str(len(pair.differed))}
        values["comparable"] = "true" if pair.judged == "judged" else "false"
        yield from _edge(number, pair.one, pair.other, values)


def _node(name: str, values: dict[str, str]) -> Iterator[str]:
    yield f'    <node id="{for_xml_exactly(name)}">'
    yield from (f'      <data key="{key}">{for_xml_exactly(value)}</data>' for key, value in values.items() if value)
    yield "    </node>"


def _edge(number: int, source: str, target: str, values: dict[str, str]) -> Iterator[str]:
    yield f'    <edge id="e{number}" source="{for_xml_exactly(source)}" target="{for_xml_exactly(target)}">'
    yield from (f'      <data key="{key}">{for_xml_exactly(value)}</data>' for key, value in values.items())
    yield "    </edge>"


def _reasons(map: Map) -> Iterator[Reason]:
    return (reason for claim in map.claims for reason in claim.reasons)


def _edges(map: Map, reasons: list[Reason]) -> Iterator[tuple[str, str, str]]:
    """From each premise to its link, and from the link to its target, where the map has them."""
    known = {claim.id for claim in map.claims} | {reason.address for reason in reasons}
    for reason in reasons:
        for premise in reason.premises:
            if premise in known:
                yield premise, reason.address, "premise"
        if reason.target in known:
            yield reason.address, reason.target, HOW[reason.kind]


def write_edges(map: Map) -> bytes:
    """A list of edges as CSV, one from each premise of a link to its target.

    Both ends are ids with a short label, so that the file grows with the links and not with the texts they lead to.
    """
    labels = {claim.id: excerpt(claim.text) for claim in map.claims}
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["source", "target", "how", "link", "source label", "target label"])
    for reason in _reasons(map):
        for premise in reason.premises:
            row = [premise, reason.target, HOW[reason.kind], reason.address]
            cells = [*row, labels.get(premise, ""), labels.get(reason.target, "")]
            writer.writerow([guarded(for_log(one_line(cell))) for cell in cells])
    return out.getvalue().encode("utf-8-sig")
