"""Every picture that the repository holds: text that can be read on what lies under it, and kinds of reason that can
be told apart without colours, and by those who see fewer of them.

Contrast is arithmetic on the colours of every picture. What a browser paints is looked at pixel by pixel: of every
picture without colours, and of two in both colour schemes and with every kind of sight. ``test_theme`` holds that
each colour of a line is seen on paper with every kind of sight.
"""

from __future__ import annotations

from pathlib import Path
from statistics import median
from typing import Any

import pytest

from argmap.draw.drawing import Drawing
from argmap.draw.renderer import Renderer
from argmap.draw.scene.changes import diff_scene
from argmap.draw.theme import DARK, looks_of
from argmap.draw.writers import svg
from argmap.io.graphviz.engines import engine
from argmap.merge.diff import diff as compare
from argmap.model.index import Index
from argmap.model.types import Map
from tests.browser import Page
from tests.draw.colours import contrast
from tests.draw.committed import EACH, PICTURES, ROOT
from tests.draw.small_maps import STEPS
from tests.draw.svg_shapes import ground_of, paint_of, shapes

CONTRASTS = """(() => {
  const light = (colour) => colour.map((v) => v / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, at) => sum + v * [0.2126, 0.7152, 0.0722][at], 0);
  return [...document.querySelectorAll('svg text')].map((text) => {
    const ink = light(getComputedStyle(text).fill.match(/[\\d.]+/g).slice(0, 3).map(Number));
    const at = text.getBoundingClientRect();
    let least = 21;
    for (let y = at.top + 0.25 * at.height; y < at.bottom - 0.22 * at.height; y += 2)
      for (let x = at.left + 1; x < at.right - 1; x += 2) {
        const [low, high] = [ink, light(seen(x, y))].sort((a, b) => a - b);
        least = Math.min(least, (high + 0.05) / (low + 0.05));
      }
    return [text.textContent, least];
  });
})()"""
"""Each text with its least contrast to any pixel under its letters (WCAG 2.2, 1.4.3). Letters are not to be seen."""

ARROWS = """(() => {
  const LINES = 'path:is([class^=line-], [class^=added-], [class^=removed-])';
  const paper = seen(1, 1);
  const inked = (x, y) => Math.max(...seen(x, y).map((v, at) => Math.abs(v - paper[at]))) > 50;
  const strokes = (path) => {
    const place = path.getScreenCTM(), all = Math.min(150, path.getTotalLength()), step = 0.4;
    const found = [];
    let run = 0;
    for (let along = 0; along <= all + step; along += step) {
      const { x, y } = path.getPointAtLength(along).matrixTransform(place);
      if (along <= all && inked(x, y)) run += step * place.a;
      else if (run) { found.push(run); run = 0; }
    }
    return found;
  };
  const end = (path) => { // ink at both ends of a bar, in the middle of a ring or arrowhead, and on the ring's rim
    const place = path.getScreenCTM(), tip = path.getPointAtLength(0), before = path.getPointAtLength(2);
    const dx = (tip.x - before.x) / 2, dy = (tip.y - before.y) / 2;
    const ink = (ahead, aside) => {
      const at = new DOMPoint(tip.x + dx * ahead - dy * aside, tip.y + dy * ahead + dx * aside);
      const { x, y } = at.matrixTransform(place);
      return inked(x, y);
    };
    return [ink(-0.2, -5) && ink(-0.2, 5), ink(3.4, 0), ink(3.4, -3.4) && ink(3.4, 3.4)];
  };
  return [...document.querySelectorAll('svg .arrow:not(.side)')].map((arrow) => {
    const lines = [...arrow.querySelectorAll(LINES)];
    const ring = arrow.querySelector(':scope > rect[class^=sign]:last-of-type').getBoundingClientRect();
    const x = ring.x + ring.width / 2, y = ring.y + ring.height / 2, off = 0.22 * ring.width;
    return {
      id: arrow.id,
      kind: arrow.classList[1],
      told: arrow.getAttribute('aria-label'),
      strokes: lines.flatMap(strokes),
      end: end(lines.at(-1)),
      sign: [inked(x - off, y), inked(x, y - off)],
    };
  });
})()"""
"""What a reader who sees only dark and light finds on each arrow: the unbroken strokes of the first 150 points of
its lines, by length in CSS pixels, what ink there is at its tip, and whether there is some at the left of the middle
of its sign and above it.
"""

KINDS = "[...document.querySelectorAll('svg .arrow:not(.side)')].map((arrow) => arrow.classList[1])"

HIDE_TEXT = """(() => {
  const style = document.createElementNS('http://www.w3.org/2000/svg', 'style');
  style.textContent = 'svg.argmap text { fill-opacity: 0 }';
  document.documentElement.append(style);
})()"""

EMPTY = Map(title=STEPS.title)
FURTHER = {
    f"gallery-{name}"
    for name in (
        *("bridge-narrow", "deux-langues-sides", "library-hours", "night-flights", "river-dam", "river-dam-sides"),
        *("school-phones", "school-phones-sides", "tension"),
    )
} | {"exports-uk_openai", "exports-uk_openai-foreign-reliance"}
"""Pictures of the same kinds as others, or of what those show in part, which long runs alone look at."""

WITH_ARROWS = pytest.mark.parametrize(
    "file",
    [
        pytest.param(file, id=name, marks=[pytest.mark.slow] if name in FURTHER else [])
        for file in PICTURES
        if 'class="arrow ' in file.read_text(encoding="utf-8")
        for name in [f"{file.parent.name}-{file.stem}"]
    ],
)
CLOSELY = pytest.mark.parametrize(
    "file",
    [ROOT / "docs/gallery/linked-premises.svg", ROOT / "docs/explanation/status/partnership.svg"],
    ids=lambda file: file.stem,
)
"""Two pictures with every kind of reason."""

BOTH_SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])
VERBS = {"support": "” support", "objection": "” object", "undercut": "” undercut"}


def kind_by_dashes(arrow: dict[str, Any]) -> str:
    """A support is one stroke, an objection short ones, an undercut dots."""
    if max(arrow["strokes"]) > 24:
        return "support"
    return "objection" if median(arrow["strokes"]) > 7.5 else "undercut"


def kind_by_sign(arrow: dict[str, Any]) -> str:
    """Plus, minus, or a slanting stroke."""
    return {(True, True): "support", (True, False): "objection", (False, False): "undercut"}[tuple(arrow["sign"])]


def kind_by_end(arrow: dict[str, Any]) -> str:
    """An objection ends in a bar, a support in an arrowhead, an undercut in a ring."""
    bar, middle, rim = arrow["end"]
    return "objection" if bar else "support" if middle else "undercut" if rim else "nothing"


def kind_by_words(arrow: dict[str, Any]) -> str:
    """The verb of what is told of it."""
    return next(kind for kind, verb in VERBS.items() if verb in arrow["told"])


READINGS = (kind_by_dashes, kind_by_sign, kind_by_end, kind_by_words)


def misread(page: Page) -> list[tuple[str, str]]:
    """The arrows whose kind a reader cannot tell by one of the readings alone, and that reading."""
    page.take_picture()
    arrows = page.value(ARROWS)
    assert arrows
    return [
        (arrow["kind"], reading.__name__)
        for arrow in arrows
        for reading in READINGS
        if reading(arrow) != arrow["kind"]
    ]


@EACH
def test_every_text_has_contrast_to_the_box_that_it_stands_on(file: Path) -> None:
    found = shapes(file)
    texts = [place for place, shape in enumerate(found) if shape.kind == "text"]
    assert len(texts) > 5
    follows_the_reader = "prefers-color-scheme:dark" in file.read_text(encoding="utf-8")
    for looks in (None, looks_of(DARK)) if follows_the_reader else (None,):
        for place in texts:
            ink = paint_of(found[place], "fill", looks)
            assert ink is not None
            assert contrast(ink, ground_of(found, place, looks)) >= 4.5, found[place].words


@pytest.mark.browser
@BOTH_SCHEMES
@CLOSELY
def test_every_text_can_be_read_on_what_a_browser_paints_under_it(page: Page, file: Path, scheme: str) -> None:
    page.media(prefers_color_scheme=scheme)
    page.open(file)
    page.value(HIDE_TEXT)
    page.take_picture()
    contrasts = page.value(CONTRASTS)
    assert len(contrasts) > 5
    assert [found for found in contrasts if found[1] < 4.5] == []


@pytest.mark.browser
@WITH_ARROWS
def test_without_colours_dashes_signs_ends_and_words_each_tell_the_kind_of_a_reason(page: Page, file: Path) -> None:
    page.sight("achromatopsia")
    page.open(file)
    assert misread(page) == []


@pytest.mark.browser
@BOTH_SCHEMES
@pytest.mark.parametrize("sight", ["achromatopsia", "protanopia", "deuteranopia", "tritanopia"])
@CLOSELY
def test_so_they_do_with_every_kind_of_sight(page: Page, file: Path, sight: str, scheme: str) -> None:
    page.media(prefers_color_scheme=scheme)
    page.sight(sight)
    page.open(file)
    assert set(page.value(KINDS)) == set(VERBS)
    assert misread(page) == []


@pytest.mark.browser
@pytest.mark.parametrize(("before", "after"), [(EMPTY, STEPS), (STEPS, EMPTY)], ids=["added", "removed"])
def test_what_was_added_or_removed_keeps_the_dashes_of_its_kind(page: Page, before: Map, after: Map) -> None:
    scene = diff_scene(Index.build(before), Index.build(after), compare(before, after))
    page.sight("achromatopsia")
    page.show(svg.write(Renderer(engine()).picture(Drawing(scene))), "body { margin: 0 }")
    assert page.value("document.querySelectorAll('.arrow:is(.added, .removed)').length") > 3
    assert misread(page) == []


@pytest.mark.browser
@pytest.mark.parametrize(
    ("part", "wrong", "reading"),
    [
        ("path[class^=line]", "stroke-dasharray: none", "kind_by_dashes"),
        ("path[class^=stop]", "display: none", "kind_by_end"),
        ("path[class^=glyph]", "display: none", "kind_by_sign"),
    ],
)
def test_a_wrong_dash_end_or_sign_would_be_seen(page: Page, part: str, wrong: str, reading: str) -> None:
    page.open(ROOT / "docs" / "how-to" / "review" / "changes.svg")
    page.value(f"document.querySelector('.arrow.objection {part}').setAttribute('style', '{wrong}')")
    assert {found[1] for found in misread(page)} == {reading}
