"""From a scene to DOT, Graphviz's language.

The layout DOT holds only what decides where things go: boxes of fixed size and the edges between them. The DOT for
readers holds words and colours too, and renders well in plain Graphviz. Names are claim ids, so that a claim more or
less changes no other line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from argmap.draw.scene.boxes import BoxLayout
from argmap.draw.scene.scene import Arrow, ArrowKind, Box, Scene
from argmap.draw.theme import LIGHT
from argmap.escape import for_dot, for_dot_label, for_name, one_line
from argmap.views.names import stances
from argmap.vocabulary import ON_BOXES, RELATIONS

Direction = Literal["RL", "BT"]
"""Contentions at the left with reasons to their right, or at the top with reasons below."""

RANK_GAP, ROW_GAP = 82.0, 15.0
"""Points between columns and between rows. The gap between columns holds the junctions of linked premises."""


class Edge(NamedTuple):
    """A line from a premise to the box that its arrow is in the end about.

    ``head`` is a box also for an undercut: the target of the step it denies. A ``loose`` edge does not decide where
    its ends stand, because it would close a circle or joins two boxes that are to stand side by side.
    """

    tail: str
    head: str
    arrow: Arrow
    loose: bool = False


class Graph(NamedTuple):
    """The nodes and edges that a layout engine is given; ``sizes`` in points."""

    sizes: Mapping[str, tuple[float, float]]
    edges: tuple[Edge, ...]


def graph(scene: Scene, box_layouts: Mapping[str, BoxLayout]) -> Graph:
    """The graph of a scene. Edges are in the order in which the reasons on a box are told."""
    sizes = {name: (item.width, item.height) for name, item in box_layouts.items()}
    edges = tuple(_edges(scene, sizes))
    closing = _closing_a_circle(sizes, edges)
    marked = (Edge(e.tail, e.head, e.arrow, e.loose or place in closing) for place, e in enumerate(edges))
    return Graph(sizes, tuple(marked))


def _edges(scene: Scene, nodes: Mapping[str, object]) -> Iterator[Edge]:
    aimed: dict[str, list[Arrow]] = {}
    for arrow in scene.arrows:
        aimed.setdefault(arrow.target, []).append(arrow)
    for box in scene.boxes:
        waiting = list(reversed(aimed.get(box.id, ())))
        while waiting:
            arrow = waiting.pop()
            yield from (Edge(premise, box.id, arrow, arrow.loose) for premise in arrow.premises if premise in nodes)
            waiting += reversed(aimed.get(arrow.id, ()))


def _closing_a_circle(nodes: Iterable[str], edges: tuple[Edge, ...]) -> frozenset[int]:
    """The places of the edges that close a circle, found walking from targets to premises in reading order."""
    onto: dict[str, list[tuple[int, str]]] = {}
    for place, edge in enumerate(edges):
        if not edge.loose:
            onto.setdefault(edge.head, []).append((place, edge.tail))
    closing: set[int] = set()
    state: dict[str, Literal["open", "done"]] = {}
    for start in nodes:
        if start not in state:
            _walk(start, onto, state, closing)
    return frozenset(closing)


def _walk(
    start: str,
    onto: Mapping[str, list[tuple[int, str]]],
    state: dict[str, Literal["open", "done"]],
    closing: set[int],
) -> None:
    state[start] = "open"
    path = [(start, iter(onto.get(start, ())))]
    while path:
        node, rest = path[-1]
        for place, tail in rest:
            if state.get(tail) == "open":
                closing.add(place)
            elif tail not in state:
                state[tail] = "open"
                path.append((tail, iter(onto.get(tail, ()))))
                break
        else:
            state[node] = "done"
            path.pop()


CLOSE_GAPS = (68.0, 9.0)
"""The same on paper, where room is dear."""


LARGE, STRAIGHTENING = 1_000, 4_000
"""From so many boxes on Graphviz moves boxes along their columns, to shorten lines, in no more than so many steps:
2,000 claims with 3,000 reasons took 38 seconds without an end to that, and 13 with it, for lines of the same length.
"""


def for_layout(
    graph: Graph, direction: Direction = "RL", gaps: tuple[float, float] = (RANK_GAP, ROW_GAP), ordered: bool = True
) -> str:
    """The DOT that an engine lays out."""
    order = ", ordering=in" if ordered else ""
    if (number := len(graph.sizes)) >= LARGE:
        order += f", nslimit={STRAIGHTENING / number:.4f}"
    lines = [
        "digraph {",
        f"  graph [rankdir={direction}, ranksep={_inches(gaps[0])}, nodesep={_inches(gaps[1])}{order}, splines=none]",
        '  node [shape=box, fixedsize=true, label=""]',
        f"  edge [{_PORTS[direction]}]",
    ]
    for name, (width, height) in graph.sizes.items():
        lines.append(f"  {_node(name)} [width={_inches(width)}, height={_inches(height)}]")
    drawn: set[tuple[str, str]] = set()
    for edge in graph.edges:
        if (edge.tail, edge.head) not in drawn:
            drawn.add((edge.tail, edge.head))
            loose = " [constraint=false, tailport=_, headport=_]" if edge.loose else ""
            lines.append(f"  {_node(edge.tail)} -> {_node(edge.head)}{loose}")
    return "\n".join([*lines, "}", ""])


def _node(name: str) -> str:
    return for_dot(for_name(name))


_PORTS = {"RL": "tailport=w, headport=e", "BT": "tailport=n, headport=s"}


def _inches(points: float) -> str:
    return f"{points / 72:.4f}".rstrip("0").rstrip(".")


def for_readers(scene: Scene, box_layouts: Mapping[str, BoxLayout]) -> str:
    """The DOT that a person may want: every word and colour, drawn by plain ``dot -Tsvg`` or any Graphviz tool."""
    title = "\\l".join(for_dot_label(one_line(part))[1:-1] for part in (scene.title, scene.question) if part)
    lines = [
        "digraph argmap {",
        f"  graph [rankdir=RL, ranksep={_inches(RANK_GAP)}, nodesep={_inches(ROW_GAP)}, ordering=in,",
        f'    label="{title}\\l", labelloc=t, labeljust=l, fontname="Helvetica", fontsize=20]',
        '  node [shape=box, style="rounded,filled", fontname="Helvetica", fontsize=12, margin="0.16,0.1"]',
        '  edge [fontname="Helvetica", fontsize=12, penwidth=1.5]',
    ]
    lines += [f"  {_node(box.id)} [{_dressed(box, box_layouts[box.id])}]" for box in scene.boxes]
    for arrow in scene.arrows:
        lines += _arrow_lines(arrow, scene)
    return "\n".join([*lines, "}", ""])


def _arrow_lines(arrow: Arrow, scene: Scene) -> Iterator[str]:
    """An arrow as one edge or, where premises meet, as edges through a small node named by the step's address."""
    name, target = _node(arrow.id), _node(arrow.target)
    if not arrow.junction:
        yield f"  {_node(arrow.premises[0])} -> {target} [{_drawn(arrow, whole=True, last=True)}]"
        return
    colour = for_dot(getattr(LIGHT, arrow.kind)[0])
    yield f"  {name} [{_JUNCTION}, label={_SIGNS[arrow.kind]}, color={colour}]"
    for premise in arrow.premises:
        yield f"  {_node(premise)} -> {name} [{_drawn(arrow, whole=False, last=False)}]"
    yield f"  {name} -> {target} [{_drawn(arrow, whole=False, last=True)}]"


_JUNCTION = 'shape=circle, width=0.22, fixedsize=true, fillcolor="#ffffff"'
_SIGNS: dict[ArrowKind, str] = {"side": '""', **{kind: f'"{words.sign}"' for kind, words in RELATIONS.items()}}
_HEADS = {"supports": "normal", "objects_to": "tee", "undercuts": "odot", "side": "none"}
_LINES = {"supports": "solid", "objects_to": "dashed", "undercuts": "dotted", "side": "solid"}


def _dressed(box: Box, box_layout: BoxLayout) -> str:
    line, tint = getattr(LIGHT, box.kind)
    head = " / ".join(ON_BOXES[role] for role in box.roles) if box.roles else ON_BOXES[box.kind]
    head += ", unanswered" if box.unanswered else ""
    words = [head.upper(), *(text for _, text in box_layout.title_lines), *(text for _, text in box_layout.lines)]
    if box.badges:
        words += ["", one_line(stances((badge.stance, badge.label) for badge in box.badges))]
    # A backslash and l ends a line that is set to the left.
    label = "\\l".join(for_dot_label(word)[1:-1] for word in words) + "\\l"
    said = ". ".join(
        badge.description for badge in box.badges if badge.description != f"{badge.name}: {badge.stance}"
    )
    told = for_dot_label(one_line(" ".join(part for part in (box.description or box.text, said) if part)))
    attributes = f'label="{label}", color="{line}", fillcolor="{tint}", tooltip={told}'
    url = next((mark.link for mark in box.marks if mark.link), None)
    return f"{attributes}, URL={for_dot_label(url)}" if url else attributes


def _drawn(arrow: Arrow, whole: bool, last: bool) -> str:
    kind = arrow.kind
    parts = [
        f'color="{getattr(LIGHT, kind)[0]}"',
        f"style={_LINES[kind]}",
        f"arrowhead={_HEADS[kind] if last else 'none'}",
    ]
    if whole and kind != "side":
        parts.append(f"label={_SIGNS[kind]}")
    if arrow.loose:
        parts.append("constraint=false")
    return ", ".join([*parts, f"edgetooltip={for_dot_label(one_line(arrow.description or arrow.id))}"])
