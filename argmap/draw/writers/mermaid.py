"""From a scene to Mermaid's flowchart language, within the default limits of Mermaid."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import count

from argmap.draw.scene.builder import SceneOptions, build_scene
from argmap.draw.scene.scene import CHANGES, Arrow, ArrowKind, Box, ChangeKind, Scene
from argmap.draw.theme import LIGHT, box_colours
from argmap.escape import for_name, one_line
from argmap.model.findings import MapError
from argmap.model.index import Index
from argmap.views.selection import within
from argmap.views.wording import stances
from argmap.vocabulary import CAVEAT, RELATIONS, STATUSES, Status, counted

MOST_CHARACTERS, MOST_EDGES = 50_000, 500
"""The default limits of Mermaid (``maxTextSize``, ``maxEdges``)."""

_TIPS = {"supports": "-->", "objects_to": "-.-x", "undercuts": "-.-o"}
_CHANGED: dict[ChangeKind, str] = {
    "added": "stroke-width:5px",
    "removed": "stroke-width:2px,stroke-dasharray:3 4,opacity:0.6",
    "changed": "stroke-width:4px,stroke-dasharray:10 4",
}
"""The outline of a box by what happened to it; its head says it in a word."""

LINES: dict[ArrowKind, str] = {
    "side": "---",
    **{kind: f"{_TIPS[kind]}|{words.sign}|" for kind, words in RELATIONS.items()},
}


class TooLarge(MapError):
    """A flowchart is larger than the limits of Mermaid."""


def write(scene: Scene) -> str:
    """The flowchart. Raises TooLarge."""
    edges = list(_edges(scene))
    joined = [arrow for arrow in scene.arrows if arrow.junction]
    caveat = [scene.footnote] if any(box.status is not None for box in scene.boxes) else []
    notes = [*(tension.in_words for tension in scene.tensions), *scene.notes, *caveat]
    lines = ["flowchart RL", f"  accTitle: {_plain(scene.title)}", f"  accDescr: {_plain(scene.description)}"]
    lines += [f"  {node(box.id)}{_shape(box)}:::{_class(box.colours)}" for box in scene.boxes]
    lines += [f"  class {node(box.id)} was_{box.change}" for box in scene.boxes if box.change]
    lines += [f'  {node(arrow.id)}(("{_sign(arrow.kind)}")):::{arrow.kind}' for arrow in joined]
    lines += [f'  note_{place}["{_escaped(note)}"]' for place, note in enumerate(notes)]
    lines += [line for _, line in edges]
    for name in dict.fromkeys([*(box.colours for box in scene.boxes), *(arrow.kind for arrow in joined)]):
        line, tint = box_colours(LIGHT, name)
        lines.append(f"  classDef {_class(name)} fill:{tint},stroke:{line},color:{LIGHT.ink}")
    for change in CHANGES:
        if any(box.change == change for box in scene.boxes):
            lines.append(f"  classDef was_{change} {_CHANGED[change]}")
    for shown in RELATIONS:
        if places := ",".join(str(place) for place, (kind, _) in enumerate(edges) if kind == shown):
            lines.append(f"  linkStyle {places} stroke:{getattr(LIGHT, shown)[0]}")
    text = "\n".join(lines) + "\n"
    if len(text) > MOST_CHARACTERS or len(edges) > MOST_EDGES:
        raise TooLarge(
            f"Mermaid draws at most {MOST_CHARACTERS:,} characters and {MOST_EDGES} lines, and this map needs "
            f"{len(text):,} and {len(edges)}. Export part of the map (--tension, --focus)."
        )
    return text


def nearest(index: Index, statuses: Mapping[str, Status] | None = None) -> Scene:
    """Of a map that is too large: its main claims and as many levels of reasons for them as fit the limits.

    Raises TooLarge if the main claims alone do not fit.
    """
    fitting = _around_main_claims(index, 0, statuses)
    write(fitting)
    for depth in count(1):
        scene = _around_main_claims(index, depth, statuses)
        if len(scene.boxes) == len(fitting.boxes):
            return fitting
        try:
            write(scene)
        except TooLarge:
            return fitting
        fitting = scene
    raise AssertionError


def _around_main_claims(index: Index, depth: int, statuses: Mapping[str, Status] | None) -> Scene:
    selection = within(index, depth)
    options = SceneOptions(statuses=statuses, caveat=CAVEAT)
    return build_scene(index, selection, options)._replace(notes=(f"{selection.caption}.",))


def _class(colours: str) -> str:
    """The class for the colours of a box, whose name has no hyphen."""
    return colours.replace("-", "_")


def _sign(kind: ArrowKind) -> str:
    return "" if kind == "side" else RELATIONS[kind].sign


def node(name: str) -> str:
    """The node id of a claim (``n_...``) or reason (``s_...``), without hyphens and keywords such as ``end``."""
    words = for_name(name).replace(" -> ", "__TO__")
    return ("s_" if " -> " in name else "n_") + words.replace("-", "_").replace(" ", "_")


def _edges(scene: Scene) -> Iterator[tuple[ArrowKind, str]]:
    """Edges of the flowchart, each with the kind of its arrow."""
    known = {box.id for box in scene.boxes} | {arrow.id for arrow in scene.arrows if arrow.junction}
    for arrow in scene.arrows:
        if arrow.target in known:
            yield from ((arrow.kind, line) for line in _lines(arrow, known))


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
    head = " / ".join(box.kind_in_words).upper()
    if box.kind != "tension" and box.title:
        head = f"{_escaped(box.title)} / {head}"
    head += ", UNANSWERED" if box.unanswered else ""
    head += f" / {box.change.upper()}" if box.change else ""
    head += f", {STATUSES[box.status].label.upper()}" if box.status is not None else ""
    words = [
        f"<b>{head}</b>",
        *([_escaped(box.title)] if box.title and box.kind == "tension" else []),
        _escaped(box.text),
    ]
    words += [f"<i>{_escaped(line)}</i>" for line in box.not_shown]
    if box.badges:
        words.append(f"<i>{_escaped(stances((badge.stance, badge.label) for badge in box.badges))}</i>")
    if box.hidden:
        words.append(f"<i>{counted(box.hidden, f'more {box.hidden_noun}')}</i>")
    label = "<br/>".join(words)
    return f'(["{label}"])' if box.kind == "side" else f'["{label}"]'


def _escaped(text: str) -> str:
    """``text`` as a label: every character that could be markup, a link or syntax becomes an entity code."""
    apart = _EVEN_AS_CODES.sub("\u2060", one_line(text))
    return "".join(char if char.isalnum() or char in " ,.?!'’“”–—-/%£€" else f"#{ord(char)};" for char in apart)


_EVEN_AS_CODES = re.compile(r"(?<=\$)(?=\$)|(?<=:)(?=fa-)")
"""Where a word joiner, which has no width, is inserted: Mermaid decodes entity codes before it looks for formulas
(``$$``) and icons (``fa:fa-car``).
"""


def _plain(text: str) -> str:
    return "".join(" " if char in '{};#%<>"`' else char for char in one_line(text)).strip() or "Argument map"
