"""A picture is the same wherever it is opened: in browsers, in LibreOffice, in the libraries that others draw with.

Looked at are the colours of boxes, lines and texts where they must be, and where a reader keeps text, its words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pytest

from argmap.cli import diff
from argmap.cli.export import command
from argmap.draw.theme import DARK, Look, looks_of
from tests.browser import Page
from tests.draw.committed import ROOT
from tests.draw.readers import READERS, SCALE, Shown, Word
from tests.needs import require

pytestmark = pytest.mark.browser

COMMITTED = (
    "exports/uk_openai.svg",
    "exports/uk_openai-training-copyright.svg",
    "docs/review/changes.svg",
    "docs/standing/partnership.svg",
    "docs/gallery/scripts.svg",
    "docs/gallery/tension-matrix.svg",
    "docs/gallery/tension-network.svg",
    "docs/gallery/tension-balance.svg",
    "docs/gallery/tension-grid.svg",
    "docs/editor.svg",
)
"""Of each kind of picture one."""

FEW = COMMITTED[1:6]
"""Those that are looked at more closely."""

SAMPLE = str(ROOT / "maps" / "uk_openai.yaml")
VERSIONS = [str(ROOT / "docs" / "review" / f"{name}.yaml") for name in ("before", "after")]

SVG = "{http://www.w3.org/2000/svg}"
EXACT = 8.0
"""How far a colour may be from what is asked for, as a distance in RGB: readers round."""

Area = tuple[float, float, float, float]
"""Left, top, right and bottom, in points."""


class Shape(NamedTuple):
    """A shape or text of a picture: where, its attributes with those of its groups, and its words."""

    kind: str
    area: Area
    given: Mapping[str, str]
    words: str = ""

    def within(self, x: float, y: float) -> bool:
        left, top, right, bottom = self.area
        return left <= x <= right and top <= y <= bottom


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


def shapes(file: Path) -> list[Shape]:
    """What a picture is made of, in painting order."""
    root = ElementTree.parse(file).getroot()
    wide, unit = re.fullmatch(r"([\d.]+)(pt)?", root.attrib["width"]).groups()  # type: ignore[union-attr]
    points = float(wide) * (1.0 if unit else 0.75) / float(root.attrib["viewBox"].split()[2])
    return [
        shape._replace(area=tuple(points * side for side in shape.area))  # type: ignore[arg-type]
        for shape in _shapes(root, {}, 0.0, 0.0)
    ]


def _shapes(element: ElementTree.Element, given: Mapping[str, str], x: float, y: float) -> Iterator[Shape]:
    own = dict(element.attrib)
    if moved := re.fullmatch(r"translate\((.*),(.*)\)", own.pop("transform", "")):
        x, y = x + float(moved[1]), y + float(moved[2])
    given = {**given, **own}
    kind = element.tag.removeprefix(SVG)
    if kind == "rect":
        left, top = x + float(given.get("x", 0)), y + float(given.get("y", 0))
        yield Shape(kind, (left, top, left + float(own["width"]), top + float(own["height"])), given)
    elif kind == "text":
        words, size = element.text or "", float(given["font-size"])
        reach = 0.4 * size * len(words.strip("\u202b\u202c"))  # less than any font needs
        left = x + float(given["x"]) - {"end": reach, "middle": reach / 2}.get(given.get("text-anchor", ""), 0.0)
        bottom = y + float(given["y"])
        yield Shape(kind, (left, bottom - 0.75 * size, left + reach, bottom), given, words)
    elif kind == "path":
        found = re.findall(r"[ML](-?[\d.]+),(-?[\d.]+)", given["d"])[:2]
        across, down = ([x + float(point[0]) for point in found], [y + float(point[1]) for point in found])
        yield Shape(kind, (min(across) - 1, min(down) - 1, max(across) + 1, max(down) + 1), given)
    for inner in element:
        yield from _shapes(inner, given, x, y)


def probes(found: Sequence[Shape], looks: Mapping[str, Look] | None = None) -> Iterator[Probe]:
    """What must be seen of shapes painted by their attributes, or in the colours of ``looks``."""

    def colour(shape: Shape, name: str) -> str | None:
        value = getattr(looks[shape.given["class"]], name) if looks else shape.given.get(name)
        return None if value in {None, "none"} else str(value)

    for place, shape in enumerate(found):
        left, top, right, bottom = shape.area
        what = f"{shape.kind} {shape.given.get('class', '')} {shape.words}"
        fill = colour(shape, "fill")
        if shape.kind == "rect":
            x, y = left + min(4.0, (right - left) / 4), (top + bottom) / 2
            if fill and right - left > 14 and not any(other.within(x, y) for other in found[place + 1 :]):
                yield Probe(what, (x, y, x, y), fill, EXACT)
            continue
        if shape.kind == "text" and not re.search(r"\w", shape.words):
            continue  # signs, which fonts put anywhere
        ground = next(
            under
            for other in reversed(found[:place])
            if other.kind == "rect" and other.within((left + right) / 2, (top + bottom) / 2)
            for under in [colour(other, "fill")]
            if under
        )
        paint = fill if shape.kind == "text" else colour(shape, "stroke") or fill
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
    """Whether the first word of a text begins where it does, or the last one ends there."""
    left, top, right, bottom = shape.area
    anchor = shape.given.get("text-anchor", "start")
    if anchor == "middle" or not shape.words.startswith(parts[0]):
        return True
    return any(
        word.text == (parts[0] if anchor == "start" else parts[-1])
        and abs(word.left - left if anchor == "start" else word.right - right) < 3
        and word.top < (top + bottom) / 2 < word.bottom
        for word in words
    )


@pytest.fixture(scope="module")
def themed(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A tension and a change in each theme that is not the reader's own."""
    folder = tmp_path_factory.mktemp("themes")
    files = []
    for theme in ("light", "dark", "print"):
        tension, change = folder / f"tension-{theme}.svg", folder / f"change-{theme}.svg"
        assert command.main([SAMPLE, "--tension", "training-copyright", "--theme", theme, "-o", str(tension)]) == 0
        assert diff.main([*VERSIONS, "--format", "svg", "--theme", theme, "-o", str(change)]) == 1
        files += [tension, change]
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
