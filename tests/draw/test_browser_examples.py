"""Every picture that the repository holds, in a real browser: no text out of its box, on another or under an edge."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.draw.browser import run

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted([*(ROOT / "exports").glob("*.svg"), *(ROOT / "docs" / "gallery").glob("*.svg")])

CHECK = """
const found = [];
for (const svg of document.querySelectorAll('svg')) {
  const title = svg.querySelector('title').textContent;
  const texts = [...svg.querySelectorAll('text')].map(text => [text, text.getBBox()]);
  for (const [text, at] of texts) {
    const box = text.closest('.box');
    if (!box) continue;
    const room = box.querySelector('rect').getBBox();
    if (at.x < room.x || at.x + at.width > room.x + room.width || at.y + at.height > room.y + room.height + 2)
      found.push([title, 'outside', text.textContent]);
  }
  for (let i = 0; i < texts.length; i++) for (let j = i + 1; j < texts.length; j++) {
    const [a, p] = texts[i], [b, q] = texts[j];
    const across = Math.min(p.x + p.width, q.x + q.width) - Math.max(p.x, q.x);
    const down = Math.min(p.y + p.height, q.y + q.height) - Math.max(p.y, q.y);
    if (across > 1 && down > 4) found.push([title, 'on', a.textContent, b.textContent]);
  }
  const inside = texts.filter(([text]) => text.closest('.box'));
  for (const path of svg.querySelectorAll('.arrow path')) {
    const length = path.getTotalLength();
    for (let step = 0; step <= length; step += 3) {
      const {x, y} = path.getPointAtLength(step);
      const hit = inside.find(([, at]) =>
        x > at.x + 1 && x < at.x + at.width - 1 && y > at.y + 2 && y < at.y + at.height - 2);
      if (hit) { found.push([title, 'edge', path.parentNode.id, hit[0].textContent]); break; }
    }
  }
}
return {found, pictures: document.querySelectorAll('svg').length};
"""


def test_all_committed_pictures_are_clean(tmp_path: Path) -> None:
    body = "\n".join(file.read_text(encoding="utf-8") for file in EXAMPLES)
    answer = run(body, CHECK, tmp_path)
    assert answer["pictures"] == len(EXAMPLES) >= 14
    assert answer["found"] == []
