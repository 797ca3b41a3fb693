"""In a real browser, with several fonts: no text leaves its box, none lies on another, no edge lies on text."""

from __future__ import annotations

from pathlib import Path

import pytest

from argmap.draw.drawing import Drawing
from argmap.draw.renderer import Renderer
from argmap.draw.scene.builder import build_scene
from argmap.draw.writers import svg
from argmap.io.graphviz.engines import engine
from argmap.mapfile.read.read import read
from argmap.model.index import Index
from argmap.model.types import Map, Side, Tension
from tests.browser import PLACED, Page
from tests.draw.drawn import svg_of
from tests.draw.small_maps import HELD, HOSTILE, PLAIN, SCRIPTS, STEPS, claim

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]

OUTSIDE = """(() => {
const outside = [];
for (const group of document.querySelectorAll('svg .box')) {
  const box = group.querySelector('rect').getBBox();
  for (const text of group.querySelectorAll('text')) {
    const at = text.getBBox();
    const over = Math.max(box.x - at.x, at.x + at.width - box.x - box.width,
                          box.y - at.y - 2, at.y + at.height - box.y - box.height - 2);
    if (over > 0.5) outside.push([text.textContent, Math.round(over)]);
  }
}
for (const group of document.querySelectorAll('svg .badge')) {
  const box = group.querySelector('rect').getBBox();
  const at = group.querySelector('text').getBBox();
  const over = Math.max(box.x - at.x, at.x + at.width - box.x - box.width);
  if (over > 0) outside.push([group.textContent, Math.round(over)]);
}
return {outside, texts: document.querySelectorAll('svg .box text').length};
})()"""

OVERLAPPING = """(() => {
const placed = PLACED;
const texts = [...document.querySelectorAll('svg text')].map(text => [text.textContent, placed(text)]);
const found = [];
for (let i = 0; i < texts.length; i++) for (let j = i + 1; j < texts.length; j++) {
  const [a, p] = texts[i], [b, q] = texts[j];
  const across = Math.min(p.x + p.width, q.x + q.width) - Math.max(p.x, q.x);
  const down = Math.min(p.y + p.height, q.y + q.height) - Math.max(p.y, q.y);
  if (across > 1 && down > 4) found.push([a, b]);
}
return found;
})()""".replace("PLACED", PLACED)

ON_TEXT = """(() => {
const placed = PLACED;
const texts = [...document.querySelectorAll('svg .box text')].map(text => [text.textContent, placed(text)]);
const found = [];
for (const path of document.querySelectorAll('svg .arrow path')) {
  const length = path.getTotalLength();
  const {across, down} = placed(path);
  for (let at = 0; at <= length; at += 3) {
    const own = path.getPointAtLength(at), point = {x: own.x + across, y: own.y + down};
    for (const [text, box] of texts)
      if (point.x > box.x + 1 && point.x < box.x + box.width - 1 &&
          point.y > box.y + 2 && point.y < box.y + box.height - 2)
        found.push([text, path.parentNode.id]);
  }
}
return [...new Set(found.map(String))];
})()""".replace("PLACED", PLACED)

SIDES = Map(
    title="Sides with long names",
    tensions=(
        Tension(
            id="best",
            title="What is best?",
            sides=(
                Side(id="promoting-adoption-instead-of-birth", title="Adopt."),
                Side(id="w" * 60, title="One word that is wider than any box."),
                Side(id="-".join(["many"] * 40), title="More words than two lines hold."),
            ),
        ),
    ),
    claims=(claim("adopt", "It works.", tension="best", side="promoting-adoption-instead-of-birth"),),
)
MAPS = {"plain": PLAIN, "steps": STEPS, "held": HELD, "scripts": SCRIPTS, "hostile": HOSTILE, "sides": SIDES}
FONTS = ("Liberation Sans", "DejaVu Sans", "Noto Sans")


@pytest.mark.parametrize("font", FONTS)
@pytest.mark.parametrize("name", MAPS)
def test_no_text_leaves_its_box(page: Page, name: str, font: str) -> None:
    page.show(svg_of(MAPS[name]), f"svg.argmap text {{ font-family: '{font}' !important }}")
    answer = page.value(OUTSIDE)
    assert answer["texts"] > 5
    assert answer["outside"] == []


@pytest.fixture(scope="module")
def sample() -> Map:
    return read((ROOT / "maps" / "uk_openai.yaml").read_bytes(), "uk_openai.yaml").map


@pytest.mark.parametrize("font", FONTS)
def test_no_text_leaves_its_box_in_the_sample(page: Page, sample: Map, font: str) -> None:
    page.show(svg_of(sample), f"svg.argmap text {{ font-family: '{font}' !important }}")
    answer = page.value(OUTSIDE)
    assert answer["texts"] > 200
    assert answer["outside"] == []


def test_no_text_lies_on_another_and_no_edge_on_text_in_the_sample(page: Page, sample: Map) -> None:
    page.show(svg_of(sample))
    assert page.value(OVERLAPPING) == []
    assert page.value(ON_TEXT) == []


@pytest.mark.parametrize("size", ["a4", "16:9"])
def test_nor_on_a_page(page: Page, sample: Map, size: str) -> None:
    page.show(svg.write(Renderer(engine()).fitted(Drawing(build_scene(Index.build(sample))), size)[1]))  # type: ignore[arg-type]
    assert page.value(OVERLAPPING) == []
    assert page.value(ON_TEXT) == []
    assert page.value(OUTSIDE)["outside"] == []
