"""A large page stays quick: only what is in sight is drawn in full. Nobody is told less for that."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser import Page
from tests.draw.html.conftest import Pages
from tests.draw.html.seen import roles

pytestmark = pytest.mark.browser

DRAWN = """[...document.querySelectorAll('svg.argmap .box')].map((box) => {
  const at = box.querySelector('rect').getBoundingClientRect();
  return {
    id: box.id,
    inSight: at.right > 0 && at.left < innerWidth && at.bottom > 0 && at.top < innerHeight,
    away: box.classList.contains('away'),
    words: box.querySelector('text.ink').getBBox().width > 0,
  };
})"""


def drawn(page: Page) -> list[dict[str, Any]]:
    """Each box: whether it is in sight, is folded away, and has its words drawn."""
    return list(page.value(DRAWN))


def test_what_is_in_sight_has_its_words_and_what_is_far_from_it_has_none(page: Page, pages: Pages) -> None:
    page.open(pages["sample"], "#claim-partnership-announced")
    page.click("#zoom-whole")
    for _ in range(4):
        page.key("ArrowDown", shift=True)
        boxes = drawn(page)
        seen = [box for box in boxes if box["inSight"]]
        assert 0 < len(seen) < len(boxes)
        assert all(box["words"] for box in seen)
        assert sum(box["words"] for box in boxes) < len(boxes)


def test_boxes_that_folding_moves_into_sight_have_their_words(page: Page, pages: Pages) -> None:
    page.media(prefers_reduced_motion="reduce")
    page.open(pages["sample"], "#claim-artists-rights")
    page.click("#zoom-whole")
    for key in "1e":
        page.key(key)
        boxes = [box for box in drawn(page) if not box["away"]]
        assert 0 < sum(box["inSight"] for box in boxes) < len(boxes)
        assert all(box["words"] for box in boxes if box["inSight"])


def test_the_whole_of_a_map_that_can_be_read_has_all_its_words(page: Page, pages: Pages) -> None:
    page.open(pages["sample"], "#map")
    page.key("0")
    boxes = drawn(page)
    assert len(boxes) > 50
    assert all(box["inSight"] and box["words"] for box in boxes)


def test_words_too_small_to_read_are_not_drawn(page: Page, pages: Pages) -> None:
    page.open(pages["sample"], "#map")
    for _ in range(5):
        page.click("#zoom-out")
    assert not any(box["words"] for box in drawn(page))
    page.key("0")
    assert all(box["words"] for box in drawn(page))


def test_a_screen_reader_is_told_of_what_is_out_of_sight_too(page: Page, pages: Pages) -> None:
    page.open(pages["sample"], "#map")
    page.key("0")
    whole = roles(page)["graphics-object"]
    for _ in range(4):
        page.click("#zoom-in")
    assert sum(box["words"] for box in drawn(page)) < len(drawn(page))
    assert roles(page)["graphics-object"] == whole
    assert len(whole) > 100


def test_paper_has_all_words(page: Page, pages: Pages) -> None:
    page.open(pages["night-buses"], "#map")
    for _ in range(4):
        page.click("#zoom-in")
    page.media("print")
    assert all(box["words"] for box in drawn(page))
    assert page.value("getComputedStyle(document.querySelector('.outline li')).contentVisibility") == "visible"


def test_the_outline_opens_at_the_claim_that_is_open(page: Page, pages: Pages) -> None:
    page.open(pages["sample"], "#claim-lock-in")
    page.key("o")
    page.wait(
        "(() => { const line = document.querySelector('.outline a[aria-current]').getBoundingClientRect(),"
        " room = document.getElementById('outline').getBoundingClientRect();"
        " return line.top >= room.top && line.bottom <= room.bottom; })()"
    )
