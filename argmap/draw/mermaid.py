"""From a scene to Mermaid's flowchart language, within the limits that GitHub and others set."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.draw.scene import WORDS, Arrow, Box, Scene
from argmap.draw.theme import LIGHT
from argmap.escape import one_line
from argmap.model.findings import Refusal

MOST_CHARACTERS, MOST_EDGES = 50_000, 500
"""What Mermaid draws by default (``maxTextSize``, ``maxEdges``)."""

LINES = {"supports": "-->|+|", "objects_to": "-.->|−|", "undercuts": "-.->|⊘|", "side": "---"}


def write(scene: Scene) -> str:
    """The flowchart; raises Refusal when it is past what Mermaid draws."""
    edges = list(_edges(scene))
    used = list(dict.fromkeys(box.kind for box in scene.boxes))
    lines = ["flowchart RL", f"  accTitle: {_plain(scene.title)}", f"  accDescr: {_plain(scene.about)}"]
    lines += [f"  {node(box.id)}{_shape(box)}:::{box.kind}" for box in scene.boxes]
    lines += [
        f'  {node(arrow.id)}(("{_SIGNS[arrow.kind]}")):::{arrow.kind}' for arrow in scene.arrows if arrow.junction
    ]
    lines += edges
    junctions = {arrow.kind for arrow in scene.arrows if arrow.junction}
    for kind in [*used, *(kind for kind in ("supports", "objects_to", "undercuts") if kind in junctions - set(used))]:
        line, tint = getattr(LIGHT, kind)
        lines.append(f"  classDef {kind} fill:{tint},stroke:{line},color:{LIGHT.ink}")
    text = "\n".join(lines) + "\n"
    if len(text) > MOST_CHARACTERS or len(edges) > MOST_EDGES:
        raise Refusal(
            f"Mermaid draws at most {MOST_CHARACTERS:,} characters and {MOST_EDGES} edges, and this map needs "
            f"{len(text):,} and {len(edges)}. Draw a part of it (--tension, --focus)."
        )
    return text


_SIGNS = {"supports": "+", "objects_to": "−", "undercuts": "⊘", "side": ""}


def node(name: str) -> str:
    """A name that Mermaid takes: ids hold letters, digits and hyphens, of which 'end' and hyphens can be words of its
    own.
    """
    return "n_" + name.replace(" -> ", "__to__").replace("-", "_").replace(" ", "_")


def _edges(scene: Scene) -> Iterator[str]:
    known = {box.id for box in scene.boxes} | {arrow.id for arrow in scene.arrows if arrow.junction}
    for arrow in scene.arrows:
        if arrow.target in known:
            yield from _lines(arrow, known)


def _lines(arrow: Arrow, known: set[str]) -> Iterator[str]:
    if not arrow.junction:
        yield f"  {node(arrow.premises[0])} {LINES[arrow.kind]} {node(arrow.target)}"
        return
    plain = "---" if arrow.kind == "supports" else "-.-"
    for premise in arrow.premises:
        if premise in known:
            yield f"  {node(premise)} {plain} {node(arrow.id)}"
    yield f"  {node(arrow.id)} {LINES[arrow.kind].partition('|')[0]} {node(arrow.target)}"


def _shape(box: Box) -> str:
    head = " / ".join(WORDS[role].upper() for role in box.roles) if box.roles else WORDS[box.kind].upper()
    words = [
        f"<b>{head}</b>",
        *([_escaped(box.title)] if box.title and box.kind == "issue" else []),
        _escaped(box.text),
    ]
    if box.badges:
        words.append("<i>" + "; ".join(f"{_escaped(badge.label)} {badge.stance}" for badge in box.badges) + "</i>")
    label = "<br/>".join(words)
    return f'(["{label}"])' if box.kind == "side" else f'["{label}"]'


def _escaped(text: str) -> str:
    """``text`` as Mermaid's label: everything that could be markup, a link or a word of its own as entity codes."""
    return "".join(
        char if char.isalnum() or char in " ,.?!'’“”–—-/%£€" else f"#{ord(char)};" for char in one_line(text)
    )


def _plain(text: str) -> str:
    return "".join(" " if char in '{};#%<>"`' else char for char in one_line(text)).strip() or "Argument map"
