"""The DOT for readers: a drawing with every word and colour, for Graphviz and the tools that read its language.

It is built with the ``graphviz`` package, so that whoever has the graph in Python can restyle and render it with what
that package's users know. Nodes are named by claim ids, so that one claim more changes no other line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graphviz import Digraph

from argmap.draw.layout.graph import RANK_GAP, ROW_GAP
from argmap.draw.measure import wrapped
from argmap.draw.scene.boxes import BoxLayout
from argmap.draw.scene.scene import Arrow, ArrowKind, Box, Scene
from argmap.draw.theme import LIGHT, box_colours
from argmap.escape import for_dot_label, for_dot_link, for_name, one_line
from argmap.views.wording import stances
from argmap.vocabulary import RELATIONS, STATUSES

POINTS_PER_INCH = 72

LABEL_SIZE, LABEL_WIDTH = 20.0, 900.0
"""The size of the label of the whole graph, and the width of its lines about tensions, in points."""

_SIGNS: dict[ArrowKind, str] = {"side": "", **{kind: words.sign for kind, words in RELATIONS.items()}}
_HEADS: dict[ArrowKind, str] = {"supports": "normal", "objects_to": "tee", "undercuts": "odot", "side": "none"}
_LINES: dict[ArrowKind, str] = {"supports": "solid", "objects_to": "dashed", "undercuts": "dotted", "side": "solid"}


def digraph(scene: Scene, box_layouts: Mapping[str, BoxLayout]) -> Digraph:
    """The graph of a scene: a node for each box, an edge for each arrow, and a cluster for each tension.

    Where premises meet, and where a link is undercut, a small node with the id of the arrow stands on it. Nodes,
    edges and clusters have a ``class``, which Graphviz writes into its SVG: the kind of the box or arrow, ``tension``
    for a cluster, and ``junction``.
    """
    caveat = [scene.footnote] if any(box.status is not None for box in scene.boxes) else []
    tensions = [line for tension in scene.tensions for line in wrapped(tension.in_words, LABEL_WIDTH, LABEL_SIZE)]
    graph = Digraph(
        "argmap",
        graph_attr={
            "rankdir": "RL",
            "ranksep": f"{RANK_GAP / POINTS_PER_INCH:.2f}",
            "nodesep": f"{ROW_GAP / POINTS_PER_INCH:.2f}",
            "ordering": "in",
            "label": _left_aligned(part for part in (scene.title, scene.question, *tensions, *caveat) if part),
            "labelloc": "t",
            "labeljust": "l",
            "fontname": "Helvetica",
            "fontsize": f"{LABEL_SIZE:g}",
        },
        node_attr={
            "shape": "box",
            "style": "rounded,filled",
            "fontname": "Helvetica",
            "fontsize": "12",
            "margin": "0.16,0.1",
        },
        edge_attr={"fontname": "Helvetica", "fontsize": "12", "penwidth": "1.5"},
    )
    clusters = _clusters(scene)
    for box in scene.boxes:
        if box.kind == "tension":
            _add_cluster(graph, box, clusters[box.id], box_layouts)
        elif box.kind != "side":
            _add_box(graph, box, box_layouts[box.id])
    for arrow in scene.arrows:
        _add_arrow(graph, arrow)
    return graph


def _clusters(scene: Scene) -> dict[str, list[Box]]:
    """By tension its box and the boxes of its sides."""
    clusters = {box.id: [box] for box in scene.boxes if box.kind == "tension"}
    tension_of = {arrow.premises[0]: arrow.target for arrow in scene.arrows if arrow.kind == "side"}
    for box in scene.boxes:
        if box.kind == "side":
            clusters[tension_of[box.id]].append(box)
    return clusters


def _add_cluster(graph: Digraph, tension: Box, boxes: Iterable[Box], box_layouts: Mapping[str, BoxLayout]) -> None:
    line, _ = LIGHT.tension
    attributes = {
        "class": "tension",
        "color": line,
        "style": "rounded",
        "label": "",
        "tooltip": _words(tension.title),
    }
    # A subgraph whose name begins with "cluster" is drawn with a frame.
    with graph.subgraph(name=f"cluster {for_name(tension.id)}", graph_attr=attributes) as cluster:
        for box in boxes:
            _add_box(cluster, box, box_layouts[box.id])


def _add_box(graph: Digraph, box: Box, box_layout: BoxLayout) -> None:
    line, tint = box_colours(LIGHT, box.colours)
    head = " / ".join(([box.title] if box.title and box.kind != "tension" else []) + [*box.kind_in_words])
    head += ", unanswered" if box.unanswered else ""
    head += f", {STATUSES[box.status].label}" if box.status is not None else ""
    lines = [
        one_line(head).upper(),
        *(text for _, text in box_layout.title_lines),
        *(text for _, text in box_layout.lines),
    ]
    lines += [text for _, text in box_layout.not_shown]
    if box.badges:
        lines += ["", one_line(stances((badge.stance, badge.label) for badge in box.badges))]
    said = ". ".join(
        badge.description for badge in box.badges if badge.description != f"{badge.name}: {badge.stance}"
    )
    tooltip = _words(" ".join(part for part in (box.description or box.text, said) if part))
    attributes = {"class": box.kind, "color": line, "fillcolor": tint, "tooltip": tooltip}
    if link := next((mark.link for mark in box.marks if mark.link), None):
        attributes["URL"] = for_dot_link(link)
    graph.node(for_name(box.id), _left_aligned(lines), **attributes)


def _add_arrow(graph: Digraph, arrow: Arrow) -> None:
    """An arrow as one edge or, where premises meet, as edges through a node for the junction."""
    target = for_name(arrow.target)
    sign = _SIGNS[arrow.kind] or None
    if not arrow.junction:
        graph.edge(for_name(arrow.premises[0]), target, sign, **_edge_attributes(arrow))
        return
    junction = for_name(arrow.id)
    line, _ = getattr(LIGHT, arrow.kind)
    mark = {"shape": "circle", "width": "0.22", "fixedsize": "true", "fillcolor": LIGHT.paper, "color": line}
    graph.node(junction, sign or "", **mark, **{"class": f"junction {arrow.kind}"})
    for premise in arrow.premises:
        graph.edge(for_name(premise), junction, **_edge_attributes(arrow, head="none"))
    graph.edge(junction, target, **_edge_attributes(arrow))


def _edge_attributes(arrow: Arrow, head: str = "") -> dict[str, str]:
    line, _ = getattr(LIGHT, arrow.kind)
    attributes = {
        "class": arrow.kind,
        "color": line,
        "style": _LINES[arrow.kind],
        "arrowhead": head or _HEADS[arrow.kind],
        "edgetooltip": _words(arrow.description or arrow.id),
    }
    return attributes | {"constraint": "false"} if arrow.loose else attributes


def _words(text: str) -> str:
    return for_dot_label(one_line(text))


def _left_aligned(lines: Iterable[str]) -> str:
    """Lines for a label: a backslash and an ``l`` end a line that is aligned to the left."""
    return "".join(f"{_words(line)}\\l" for line in lines)
