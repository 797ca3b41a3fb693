"""Folding frees the room of what it hides: boxes close up, lines follow, and unfolding restores every place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from argmap.cli.export import command
from tests.browser import Page
from tests.draw.html.conftest import Pages
from tests.draw.html.seen import focus_on, focused, shown, status

pytestmark = pytest.mark.browser

LIBRARY = Path(__file__).resolve().parents[3] / "docs" / "gallery" / "library-hours.yaml"

PLACES = """Object.fromEntries([...document.querySelectorAll('svg.argmap .box:not(.away)')].map((box) => {
  const { e, f } = box.transform.baseVal[0].matrix, rect = box.querySelector('rect');
  return [box.id, [e, f, rect.width.baseVal.value, rect.height.baseVal.value]];
}))"""

MARKUP = """[...document.querySelectorAll('svg.argmap [transform], svg.argmap [d]')].map((item) =>
  [item.getAttribute('transform'), item.getAttribute('d')].join()).join('|')"""

LOOSE = """[...document.querySelectorAll('svg.argmap .arrow:not(.away)')].filter((arrow) => {
  const { e, f } = arrow.transform.baseVal[0].matrix;
  const lines = [...arrow.querySelectorAll('path')].filter((path) => /^line-/.test(path.getAttribute('class')));
  const ends = lines.flatMap((path) => [0, path.getTotalLength()].map((at) => path.getPointAtLength(at)));
  const beside = ({ x, y }, reach) => [...document.querySelectorAll('svg.argmap .box:not(.away)')].some((box) => {
    const at = box.transform.baseVal[0].matrix, rect = box.querySelector('rect');
    return x + e > at.e - reach && x + e < at.e + rect.width.baseVal.value + reach
      && y + f > at.f - reach && y + f < at.f + rect.height.baseVal.value + reach;
  });
  const inside = (end) => beside(end, -4);
  return !ends.some((end) => beside(end, 16)) || ends.some(inside);
}).map((arrow) => arrow.id)"""
"""Lines that end at no box, or in the middle of one."""

ON_EACH_OTHER = """(() => {
  const { steps: all } = JSON.parse(document.getElementById('map-data').textContent);
  const steps = new Map(all.map((step) => [step.element, step]));
  const straight = [];
  for (const arrow of document.querySelectorAll('svg.argmap .arrow:not(.away)')) {
    const { e, f } = arrow.transform.baseVal[0].matrix, { kind, target } = steps.get(arrow.id);
    for (const path of arrow.querySelectorAll('path[class^=line-]')) {
      let a = null;
      for (const [part] of path.getAttribute('d').matchAll(/[MLC][^MLC]*/g)) {
        const [x, y] = part.slice(1).trim().split(/[ ,]+/).map(Number).slice(-2), b = [x + e, y + f];
        if (part[0] === 'L') straight.push({ id: arrow.id, net: `${kind} ${target}`, a, b });
        a = b;
      }
    }
  }
  const span = ({ a, b }, way) => [Math.min(a[way], b[way]), Math.max(a[way], b[way])];
  const lie = (one, other) => [0, 1].some((way) => {
    const [[low, high], [least, most], across] = [span(one, way), span(other, way), 1 - way];
    const ways = [one.a, one.b, other.a, other.b].map((end) => end[across]);
    return Math.max(...ways) - Math.min(...ways) < 5 && Math.min(high, most) - Math.max(low, least) > 4;
  });
  return straight.flatMap((one, at) => straight.slice(at + 1)
    .filter((other) => one.net !== other.net && one.id !== other.id && lie(one, other))
    .map((other) => [one.id, other.id]));
})()"""
"""Lines of different arrows that lie on each other, which look like one."""


def overlapping(places: dict[str, list[float]]) -> list[tuple[str, str]]:
    boxes = list(places.items())
    return [
        (one, other)
        for place, (one, (x, y, wide, tall)) in enumerate(boxes)
        for other, (left, top, across, down) in boxes[place + 1 :]
        if x < left + across and left < x + wide and y < top + down and top < y + tall
    ]


def extent(places: dict[str, list[float]]) -> float:
    return max(y + tall for _, y, _, tall in places.values()) - min(y for _, y, _, _ in places.values())


def places(page: Page) -> dict[str, Any]:
    return dict(page.value(PLACES))


@pytest.mark.parametrize("name", ["sample", "night-buses", "undercut-of-undercut", "loops"])
def test_each_level_is_drawn_without_holes_and_unfolding_restores_all(page: Page, pages: Pages, name: str) -> None:
    page.media(prefers_reduced_motion="reduce")
    page.open(pages[name], "#map")
    before, markup = places(page), page.value(MARKUP)
    page.key("e")
    last = 0.0
    for level in "12":
        page.key(level)
        now = places(page)
        assert overlapping(now) == []
        assert page.value(LOOSE) == []
        assert page.value(ON_EACH_OTHER) == []
        assert set(now) <= set(before)
        assert last - 1 <= extent(now) <= extent(before) * 1.1
        last = extent(now)
    page.key("e")
    after = places(page)
    assert [after[box] for box in before] == [pytest.approx(place) for place in before.values()]
    assert page.value(MARKUP) == markup


def test_one_level_of_the_sample_takes_less_room(page: Page, pages: Pages) -> None:
    page.open(pages["sample"], "#map")
    before = extent(places(page))
    tall = page.value("document.querySelector('svg.argmap').viewBox.baseVal.height")
    page.key("1")
    assert status(page) == "13 claims shown."
    assert extent(places(page)) < 0.75 * before
    assert page.value("document.querySelector('svg.argmap').viewBox.baseVal.height") < tall


def test_a_claim_stays_under_the_pointer_when_it_is_folded(page: Page, pages: Pages) -> None:
    page.media(prefers_reduced_motion="reduce")
    page.open(pages["sample"], "#map")
    focus_on(page, "services-improve")
    where = "(() => { const { x, y } = document.activeElement.getBoundingClientRect(); return [x, y]; })()"
    before = page.value(where)
    page.key("c")
    assert status(page).startswith("Folded: ")
    assert page.value(where) == pytest.approx(before, abs=1)
    assert len(shown(page, ".box.away")) > 0
    assert overlapping(places(page)) == []
    assert page.value(LOOSE) == []


def test_only_claims_with_hidden_reasons_are_marked_as_folded(page: Page, pages: Pages) -> None:
    page.open(pages["sample"], "#map")
    page.key("1")
    marks = page.value(
        "[...document.querySelectorAll('svg.argmap .box:not(.away) .fold text')].map((text) =>"
        " [text.closest('.box').classList.contains('folded'), text.textContent])"
    )
    assert any(folded for folded, _ in marks)
    assert any(not folded for folded, _ in marks)
    for folded, text in marks:
        assert (text[0] == "+" and int(text) > 0) if folded else text == "−"


def test_a_page_with_its_main_claim_at_the_top_folds_and_is_walked_downwards(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    assert command.main([str(LIBRARY), "--fit", "a4", "-o", str(file)]) == 0
    page.media(prefers_reduced_motion="reduce")
    page.open(file, "#map")
    for level in "432":
        page.key(level)
        assert overlapping(places(page)) == []
        assert page.value(LOOSE) == []
        assert page.value(ON_EACH_OTHER) == []
    main, reason = (places(page)[f"claim-{name}"] for name in ("open-late", "others-do"))
    assert main[1] + main[3] < reason[1]
    focus_on(page, "open-late")
    page.key("ArrowDown")
    assert focused(page) == "claim-students-need-desks"
