"""A picture is the same wherever it is opened: in browsers, in LibreOffice, in the libraries that others draw with.

Looked at are the colours of boxes, lines and texts where they must be, and where a reader keeps text, its words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from argmap.cli import diff
from argmap.cli.export import command
from argmap.draw.theme import DARK, Look, looks_of
from tests.browser import Page
from tests.draw.committed import ROOT
from tests.draw.readers import READERS, SCALE, Shown, Word
from tests.draw.svg_shapes import Area, Shape, ground_of, paint_of, shapes
from tests.needs import require

pytestmark = pytest.mark.browser

COMMITTED = (
    "exports/uk_openai-training-copyright.svg",
    "docs/how-to/review/changes.svg",
    "docs/explanation/status/partnership.svg",
    "docs/gallery/scripts.svg",
    "docs/gallery/tension-matrix.svg",
    "docs/gallery/tension-network.svg",
    "docs/gallery/tension-coverage.svg",
    "docs/gallery/tension-grid.svg",
    "docs/pictures/editor.svg",
)
"""Of each kind of picture one."""

FEW = COMMITTED[:5]
"""Those that are looked at more closely."""

SAMPLE = str(ROOT / "maps" / "uk_openai.yaml")
VERSIONS = [str(ROOT / "docs" / "how-to" / "review" / f"{name}.yaml") for name in ("before", "after")]

EXACT = 8.0
"""How far a colour may be from what is asked for, as a distance in RGB: readers round."""


class Probe(NamedTuple):
    """Somewhere in ``area`` there is a pixel no further from ``colour`` than ``most``."""

    what: str
    area: Area
    colour: str
    most: float


def channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def distance(one: str, other: str) -> float:
    return sum((a - b) ** 2 for a, b in zip(channels(one), channels(other), strict=True)) ** 0.5


def probes(found: Sequence[Shape], looks: Mapping[str, Look] | None = None) -> Iterator[Probe]:
    """What must be seen of shapes painted by their attributes, or in the colours of ``looks``."""

    for place, shape in enumerate(found):
        left, top, right, bottom = shape.area
        what = f"{shape.kind} {shape.given.get('class', '')} {shape.words}"
        fill = paint_of(shape, "fill", looks)
        if shape.kind == "rect":
            x, y = left + min(2.0, (right - left) / 4), (top + bottom) / 2
            if fill and right - left > 14 and not any(other.within(x, y) for other in found[place + 1 :]):
                yield Probe(what, (x, y, x, y), fill, EXACT)
            continue
        if shape.kind == "text" and not re.search(r"\w", shape.words):
            continue  # signs, which fonts put anywhere
        ground = ground_of(found, place, looks)
        paint = fill if shape.kind == "text" else paint_of(shape, "stroke", looks) or fill
        assert paint
        if distance(paint, ground) > 3 * EXACT:
            least = 0.25 if paint != fill and float(shape.given["stroke-width"]) < 1 else 0.5
            yield Probe(what, shape.area, paint, (1 - least) * distance(paint, ground))


UNLIKE = """(%s).map(([[left, top, right, bottom], colour, most]) => {
  let nearest = [], least = Infinity;
  for (let y = top; y <= bottom; y += 1 / SCALE)
    for (let x = left; x <= right; x += 1 / SCALE) {
      const pixel = seen(x, y);
      const far = Math.hypot(pixel[0] - colour[0], pixel[1] - colour[1], pixel[2] - colour[2]);
      if (far <= most) return null;
      if (far < least) [nearest, least] = [pixel, far];
    }
  return nearest;
})""".replace("SCALE", str(SCALE))
"""For each area its pixel that is nearest to a colour, if that is not near enough."""


def unlike(page: Page, shown: Shown, wanted: Sequence[Probe]) -> list[tuple[str, str, list[int]]]:
    """Which of the ``wanted`` are not seen: what, in which colour, and which instead."""
    page.show("")
    page.look_at(shown.png, SCALE)
    areas = json.dumps([(probe.area, channels(probe.colour), probe.most) for probe in wanted])
    return [
        (probe.what, probe.colour, pixel)
        for probe, pixel in zip(wanted, page.value(UNLIKE % areas), strict=True)
        if pixel is not None
    ]


def unread(words: Sequence[Word], found: Sequence[Shape]) -> list[str]:
    """The texts in Latin letters of which words are missing, or which do not begin or end where they should."""
    known = {word.text for word in words}
    return [
        shape.words
        for shape in found
        if (parts := re.findall(r"\S*\w\S*", shape.words))
        and not any(letter.isalpha() and letter > "\u024f" for letter in shape.words)
        and not (known.issuperset(parts) and is_placed(words, shape, parts))
    ]


def is_placed(words: Sequence[Word], shape: Shape, parts: Sequence[str]) -> bool:
    """Whether the first word of a text begins where it does, or the last one ends there.

    LibreOffice Writer moves a text that is anchored at its end by a twentieth of its length.
    """
    left, top, right, bottom = shape.area
    anchor = shape.given.get("text-anchor", "start")
    if anchor == "middle" or not shape.words.startswith(parts[0]):
        return True
    return any(
        word.text == (parts[0] if anchor == "start" else parts[-1])
        and abs(word.left - left if anchor == "start" else word.right - right) < (3 if anchor == "start" else 4)
        and word.top < (top + bottom) / 2 < word.bottom
        for word in words
    )


@pytest.fixture(scope="module")
def themed(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A tension or a change in each theme that is not the reader's own."""
    folder = tmp_path_factory.mktemp("themes")
    files = [folder / f"{theme}.svg" for theme in ("dark", "print", "light")]
    for file in files[:2]:
        argv = [SAMPLE, "--tension", "training-copyright", "--theme", file.stem, "-o", str(file)]
        assert command.main(argv) == 0
    assert diff.main([*VERSIONS, "--format", "svg", "--theme", "light", "-o", str(files[2])]) == 1
    return files


@pytest.mark.parametrize("name", READERS)
def test_every_reader_shows_every_picture_in_its_colours(
    page: Page, name: str, themed: list[Path], tmp_path: Path
) -> None:
    reader, tools = READERS[name]
    for tool in tools:
        require(tool)
    files = [ROOT / file for file in (FEW if name == "writer" else COMMITTED)] + themed
    seen = reader(files, tmp_path, page)
    assert len(seen) == len(files) > 5
    for file, shown in zip(files, seen, strict=True):
        found = shapes(file)
        wanted = list(probes(found))
        assert len(wanted) > 20
        assert unlike(page, shown, wanted) == [], file.name
        assert shown.words is None or unread(shown.words, found) == [], file.name


@pytest.mark.parametrize("file", FEW)
def test_a_browser_shows_it_dark_to_a_reader_who_wants_that(page: Page, file: str, tmp_path: Path) -> None:
    page.media(prefers_color_scheme="dark")
    reader, _ = READERS["chromium"]
    (shown,) = reader([ROOT / file], tmp_path, page)
    found = shapes(ROOT / file)
    assert unlike(page, shown, list(probes(found, looks_of(DARK)))) == []
    assert len(unlike(page, shown, list(probes(found)))) > 10  # as it would be in the wrong colours
