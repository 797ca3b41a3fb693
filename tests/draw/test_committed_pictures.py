"""Every picture that the repository holds, in a real browser: no text out of its box, on another or under a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser import PLACED, Page
from tests.draw.committed import EACH, PICTURES

pytestmark = pytest.mark.browser

FAULTS = """(() => {
const placed = PLACED;
  const found = [];
  const painted = [...document.querySelectorAll('svg :is(rect, path, text)')];
  const box = new Map(painted.map((item) => [item, placed(item)]));
  const isFilled = (item) => getComputedStyle(item).fill !== 'none';
  const filled = new Set(painted.filter((item) => item.localName === 'rect' && isFilled(item)));
  const lines = painted.filter((item) => item.localName === 'path' && !isFilled(item));
  const texts = painted.filter((item) => item.localName === 'text');
  const ground = new Map(); // the place of the filled box that a text stands on: what is painted before is under it
  const holds = (room, x, y) => x >= room.x && x <= room.x + room.width && y >= room.y && y <= room.y + room.height;
  const meet = (a, b, dx, dy) => Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x) > dx
    && Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) > dy;
  for (const [place, text] of painted.entries()) {
    if (text.localName !== 'text') continue;
    const at = box.get(text);
    const { textAnchor, direction } = getComputedStyle(text);
    const fromLeft = (textAnchor === 'end') === (direction === 'rtl');
    const begins = textAnchor === 'middle' ? at.width / 2 : fromLeft ? 2 : at.width - 2;
    const under = painted.slice(0, place).findLast((item) =>
      filled.has(item) && holds(box.get(item), at.x + begins, at.y + at.height / 2));
    ground.set(text, painted.indexOf(under));
    const room = under && box.get(under);
    if (!room || at.x < room.x || at.x + at.width > room.x + room.width
        || at.y < room.y - 2 || at.y + at.height > room.y + room.height + 2)
      found.push(['outside', text.textContent]);
    for (const item of painted.slice(place + 1)) {
      if (filled.has(item) && meet(box.get(item), at, 1, 4)) found.push(['covered', text.textContent]);
      if (item.localName === 'text' && meet(box.get(item), at, 1, 4))
        found.push(['on', text.textContent, item.textContent]);
    }
  }
  for (const line of lines) {
    const place = painted.indexOf(line);
    const near = texts.filter((text) => ground.get(text) < place && meet(box.get(line), box.get(text), -1, -1));
    const length = near.length ? line.getTotalLength() : 0;
    for (let step = 0; step <= length; step += 2) {
      const own = line.getPointAtLength(step), from = box.get(line);
      const [x, y] = [own.x + from.across, own.y + from.down];
      const hit = near.find((text) => {
        const at = box.get(text);
        return holds({ x: at.x + 1, y: at.y + 2, width: at.width - 2, height: at.height - 4 }, x, y);
      });
      if (hit) { found.push(['line', line.parentNode.id, hit.textContent]); break; }
    }
  }
  return { found, texts: texts.length };
})()""".replace("PLACED", PLACED)
"""Texts that leave the innermost filled box in which they begin, or that something is painted on."""


TUTORIALS = ("first-map", "from-an-article")


def test_the_pictures_were_found() -> None:
    folders = {file.parent.name for file in PICTURES}
    assert folders == {"exports", "gallery", "status", "review", "golden", "pictures", *TUTORIALS}
    assert len(PICTURES) >= 30


@EACH
def test_no_text_leaves_its_box_and_nothing_lies_on_text(page: Page, file: Path) -> None:
    page.open(file)
    answer = page.value(FAULTS)
    assert answer["texts"] > 5
    assert answer["found"] == []


@pytest.mark.parametrize(
    ("fault", "shapes"),
    [
        (
            "outside",
            "<rect x='50' y='20' width='40' height='30' fill='#eee'/><text x='55' y='40'>Longer by far</text>",
        ),
        ("covered", "<text x='50' y='40'>Words</text><rect x='60' y='20' width='40' height='30' fill='#eee'/>"),
        ("on", "<text x='50' y='40'>Words</text><text x='60' y='44'>Others</text>"),
        ("line", "<path d='M0 35 L300 36' fill='none' stroke='red'/><text x='50' y='40'>Words</text>"),
    ],
)
def test_each_fault_would_be_seen(page: Page, fault: str, shapes: str) -> None:
    page.show(f"<svg width='400' height='100'><rect width='400' height='100' fill='#fff'/>{shapes}</svg>")
    assert [found[0] for found in page.value(FAULTS)["found"]] == [fault]
