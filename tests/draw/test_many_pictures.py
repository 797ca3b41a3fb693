"""Pictures of maps of many sizes, so that any number by which they are laid out is seen in one of them.

Fingerprints are in ``many_pictures.txt``; ``ARGMAP_GOLDEN=write`` writes them anew, and ``ARGMAP_OUTPUTS=FOLDER`` the
pictures themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest

from argmap.cli.main import main
from argmap.draw.paper import PAPERS
from argmap.draw.terminal.diagram import ZOOMS, CellDiagram, Zoom, draw_cells
from argmap.mapfile.canonical import write
from argmap.mapfile.read.read import read
from argmap.model.index import Index
from argmap.model.types import Claim, Map, Reason, rebuilt
from argmap.session.outline.outline import Outline
from tests.cli.test_many_outputs import content
from tests.cli.test_many_sizes import sized
from tests.fingerprints import nothing_else_kept, same_as_kept

KEPT = Path(__file__).with_name("many_pictures.txt")
CROWDED = Path(__file__).parents[1] / "cli" / "maps" / "crowded.yaml"
MAP = read(CROWDED.read_bytes(), CROWDED.name).map

PICTURES = [
    *(f"claims {count}: export -o - --status" for count in (3, 6, 9, 12, 15, 18, 21, 24, 30)),
    *(f"claims {count}: export -o - --quotes --theme dark" for count in (5, 14, 22)),
    *(f"claims {count}: export -o - --fit {paper}" for count, paper in zip((8, 17, 11, 13, 20), PAPERS, strict=True)),
    *(f"claims {count}: export -o - --format dot" for count in (10, 20, 30, 40)),
    *(f"claims {count}: export -o - --picture brief --depth all --width {97 * count}" for count in (4, 9, 16, 25)),
    *(f"claims {count}: export -o - --picture brief --fit a4 --quotes" for count in (7, 19)),
    *(f"claims {count}: export -o - --picture brief --fit 16:9" for count in (10, 20)),
    *(f"claims {count}: export -o OUT/map.svg --pages" for count in (9, 16)),
    *(f"claims {count}: export -o OUT/map.svg --pages --fit 16:9" for count in (12,)),
    *(f"claims {count}: show --depth 6" for count in (12, 25, 44)),
    *(f"claims {count}: diff --format svg" for count in (6, 14, 22)),
    *(f"links {count}: export -o -" for count in (4, 6, 8, 10, 12, 16, 20)),
    *(f"spans {count}: export -o -" for count in (6, 9, 13, 18)),
    *(f"claims {count}: export -o - --focus claim-{count // 4} --depth 0" for count in (4, 12, 26)),
    *(f"claims {count}: export -o - --focus claim-{count // 3} --depth 1 --format mermaid" for count in (9, 18, 27)),
    *(f"claims {count}: export -o - --focus claim-{count // 4} --depth 1 --format dot --status" for count in (9, 26)),
    *(f"claims {count}: export -o - --tension issue-1 --depth {count // 12} --quotes" for count in (11, 24, 30)),
    *(f"together {count}: export -o - --focus {claim} --depth 0" for count, claim in ((1, "b"), (2, "a"), (3, "p0"))),
    *(f"together {count}: export -o - --format mermaid" for count in (1, 3)),
    *(f"together {count}: export -o -" for count in (1, 2, 3, 5)),
    *(f"sized {count}: export -o - --status" for count in (2, 5, 8)),
    *(f"sized {count}: export -o OUT/map.svg --pages" for count in (6, 10)),
    *(f"sized {count}: export -o OUT/map.pptx --pages" for count in (1, 4)),
    *(f"sized {count}: export -o OUT/map.docx" for count in (0, 3, 11)),
    *(f"sized {count}: export -o - --format html" for count in (0, 6)),
    *(f"sized {count}: export -o - --picture network" for count in (3, 21, 26)),
    *(f"sized {count}: export -o - --picture coverage" for count in (4, 12)),
    *(f"sized {count}: export -o - --picture matrix" for count in (21, 26)),
    *(f"tensions {count}: export -o - --picture coverage" for count in range(5)),
    *(f"tensions {count}: export -o -" for count in (1, 2, 4)),
    *(f"tensions {count}: export -o OUT/map.svg --pages" for count in (1, 3)),
    *(f"tensions {count}: export -o - --picture brief --fit a4" for count in (1, 3)),
    *(f"bodies {count}: export -o - --picture network" for count in range(0, 15)),
    *(f"bodies {count}: export -o - --picture network --format md" for count in (0, 2, 7, 14)),
    *(f"bodies {count}: export -o - --picture matrix" for count in (0, 1, 2, 4, 7, 9, 12, 14)),
    *(f"bodies {count}: export -o - --picture grid --theme print" for count in (0, 1, 3, 6, 10, 14)),
    *(f"bodies {count}: export -o - --picture grid --format txt" for count in (1, 6, 14)),
]  # fmt: skip
"""A map by what it has of a kind, and how many; and the command that draws it."""


def with_claims(count: int) -> Map:
    """The map with its first claims, and of their links those whose ends are there."""
    kept = {claim.id for claim in MAP.claims[:count]}
    claims = []
    for claim in MAP.claims[:count]:
        links = [one for one in claim.reasons if {*one.target.split(" -> "), *one.linked} <= kept]
        claims.append(rebuilt(claim, reasons=tuple(links)))
    return rebuilt(MAP, claims=tuple(claims))


def with_bodies(count: int) -> Map:
    """The map with its first stakeholders and the positions that they hold."""
    kept = {body.id for body in MAP.stakeholders[:count]}
    bodies = (body if body.part_of in kept else rebuilt(body, part_of=None) for body in MAP.stakeholders[:count])
    claims = (
        rebuilt(claim, positions=tuple(one for one in claim.positions if one.stakeholder in kept))
        for claim in MAP.claims
    )
    return rebuilt(MAP, stakeholders=tuple(bodies), claims=tuple(claims))


def with_tensions(count: int) -> Map:
    kept = {tension.id for tension in MAP.tensions[:count]}
    claims = (
        claim if claim.tension in kept else rebuilt(claim, tension=None, side=None)
        for claim in with_claims(14).claims
    )
    return rebuilt(MAP, tensions=MAP.tensions[:count], claims=tuple(claims))


def with_links(count: int) -> Map:
    """Claims of which each supports or objects to several others, so that lines cross and share their ways."""
    made = [
        Claim(
            id=f"c{number}",
            text=f"Claim number {number}" + " that is long" * (number % 4) + ".",
            reasons=tuple(
                Reason(
                    premise=f"c{number}", kind="objects_to" if step % 2 else "supports", target=f"c{number - step}"
                )
                for step in sorted((1, 2, 3, 5), key=lambda step: step % 2)
                if number >= step and (number * step) % 3
            ),
        )
        for number in range(count)
    ]
    return Map(title="Links", claims=tuple(made))


def together(count: int) -> Map:
    """A claim with a reason of several premises, and an undercut of it."""
    premises = tuple(Claim(id=f"p{number}", text=f"Premise {number} of several.") for number in range(count))
    link = Reason(premise="a", kind="supports", target="top", linked=tuple(one.id for one in premises))
    undercut = Reason(premise="b", kind="undercuts", target="a -> top")
    claims = (Claim(id="top", text="Top."), Claim(id="a", text="A.", reasons=(link,)), *premises)
    return Map(title="Together", claims=(*claims, Claim(id="b", text="B.", reasons=(undercut,))))


def with_spans(count: int) -> Map:
    """A chain of claims, beside which each third supports what is far above it."""
    claims = []
    for number in range(count):
        targets = [number - 1, *([number - 3, number - 6] if number % 3 == 0 else [])]
        links = (
            Reason(premise=f"c{number}", kind="supports", target=f"c{target}") for target in targets if target >= 0
        )
        claims.append(
            Claim(id=f"c{number}", text=f"Step {number}" + ", at length" * (number % 5) + ".", reasons=tuple(links))
        )
    return Map(title="Spans", claims=tuple(claims))


MADE = {
    "sized": sized,
    "spans": with_spans,
    "claims": with_claims,
    "bodies": with_bodies,
    "tensions": with_tensions,
    "links": with_links,
    "together": together,
}


BY_COMMAND = [[*names] for _, names in groupby(PICTURES, key=lambda name: re.sub(r"\d+", "", name))]
"""Names of pictures that differ in numbers alone; the second of them, the fourth and so on are for long runs."""


@pytest.mark.needs("docx")
@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[pytest.mark.slow] if place % 2 else [])
        for names in BY_COMMAND
        for place, name in enumerate(names)
    ],
)
def test_draws_what_it_drew(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    subject, _, words = name.partition(": ")
    kind, number = subject.split()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    Path("map.yaml").write_text(write(MADE[kind](int(number))), encoding="utf-8")
    command, *options = words.replace("OUT", "made").split()
    files = ["map.yaml"]
    if command == "diff":
        Path("before.yaml").write_text(write(MADE[kind](int(number) - 3)), encoding="utf-8")
        files = ["before.yaml", "map.yaml"]
    code = main([command, *files, *options])
    out, err = capfdbinary.readouterr()
    made = map(content, sorted(Path().glob("made/*")))
    assert same_as_kept(KEPT, name, "\n".join([f"exit code {code}", err.decode(), out.decode(), *made]))


@pytest.mark.parametrize("zoom", ZOOMS)
@pytest.mark.parametrize("width", [0, 30, 61, 100, 160])
def test_draws_the_diagram_of_the_terminal_as_it_did(width: int, zoom: Zoom) -> None:
    told = []
    for map in (with_claims(20), with_claims(44), together(3), with_links(6), with_spans(9)):
        outline = Outline.build(Index.build(map))
        for place in range(0, len(outline), 1 + len(outline) // 8):
            drawing = draw_cells(outline.shape, outline.key(place), zoom, width)
            told += [str(drawing), *map_of(drawing)]
    assert same_as_kept(KEPT, f"diagram {zoom} in {width} columns", "\n".join(told))


def map_of(drawing: CellDiagram) -> Iterator[str]:
    """The looks of a drawing, and where its boxes are."""
    yield from (" ".join(f"{one.text!r} {one.style}" for one in line) for line in drawing.lines)
    yield from map(str, drawing.spots)


def test_nothing_is_kept_of_what_is_not_drawn() -> None:
    diagrams = {f"diagram {zoom} in {width} columns" for zoom in ZOOMS for width in (0, 30, 61, 100, 160)}
    assert nothing_else_kept(KEPT, {*PICTURES, *diagrams})
