"""A map for graph tools: GraphML for yEd, Gephi and visone, and a list of edges as CSV.

Published source: GraphML, http://graphml.graphdrawing.org/primer/graphml-primer.html. A link is a node of its own, to
which its premises lead and from which its target is reached, so that links with several premises and undercuts are
told exactly.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from argmap.escape import for_xml
from argmap.excerpt import excerpt
from argmap.interchange.sheets.cells import guarded
from argmap.interchange.sheets.tables_of import HOW
from argmap.model.types import Map, Reason

_KEYS = (
    ("kind", "node", "string"),
    ("text", "node", "string"),
    ("tension", "node", "string"),
    ("side", "node", "string"),
    ("agree", "node", "int"),
    ("disagree", "node", "int"),
    ("role", "edge", "string"),
)


def write_graphml(map: Map) -> str:
    """The map as GraphML: nodes for claims and links, with who agrees counted."""
    return "\n".join(_graphml(map)) + "\n"


def _graphml(map: Map) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for name, of, kind in _KEYS:
        yield f'  <key id="{name}" for="{of}" attr.name="{name}" attr.type="{kind}"/>'
    yield f'  <graph id="{for_xml(map.title)}" edgedefault="directed">'
    for claim in map.claims:
        counts = {stance: sum(one.stance == stance for one in claim.positions) for stance in ("agrees", "disagrees")}
        values = {"kind": "claim", "text": claim.text, "tension": claim.tension or "", "side": claim.side or ""}
        values |= {"agree": str(counts["agrees"]), "disagree": str(counts["disagrees"])}
        yield from _node(claim.id, values)
    reasons = list(_reasons(map))
    for reason in reasons:
        yield from _node(reason.address, {"kind": HOW[reason.kind]})
    for number, (source, target, role) in enumerate(_edges(map, reasons), 1):
        yield f'    <edge id="e{number}" source="{for_xml(source)}" target="{for_xml(target)}">'
        yield f'      <data key="role">{role}</data>'
        yield "    </edge>"
    yield "  </graph>"
    yield "</graphml>"


def _node(name: str, values: dict[str, str]) -> Iterator[str]:
    yield f'    <node id="{for_xml(name)}">'
    yield from (f'      <data key="{key}">{for_xml(value)}</data>' for key, value in values.items() if value)
    yield "    </node>"


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
            writer.writerow([guarded(cell) for cell in cells])
    return out.getvalue().encode("utf-8-sig")
