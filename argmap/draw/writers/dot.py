"""The DOT for readers: every word and colour of a drawing, for plain ``dot -Tsvg`` or any other Graphviz tool."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from argmap.draw.layout.graph import RANK_GAP, ROW_GAP
from argmap.draw.scene.boxes import BoxLayout
from argmap.draw.scene.scene import Arrow, ArrowKind, Box, Scene
from argmap.draw.theme import LIGHT
from argmap.escape import for_dot, for_dot_label, for_name, one_line
from argmap.views.names import stances
from argmap.vocabulary import ON_BOXES, RELATIONS


def _node(name: str) -> str:
    return for_dot(for_name(name))


def _inches(points: float) -> str:
    return f"{points / 72:.4f}".rstrip("0").rstrip(".")


def write(scene: Scene, box_layouts: Mapping[str, BoxLayout]) -> str:
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
