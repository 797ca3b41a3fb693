"""The keyboard for all of it: walking, opening, folding, one stop of the Tab key."""

from __future__ import annotations

import pytest

from tests.browser import Page
from tests.draw.html.conftest import Pages
from tests.draw.html.seen import focus_on, focused, in_view, shown, status

pytestmark = pytest.mark.browser


def test_arrows_walk_along_the_reasons(page: Page, pages: Pages) -> None:
    page.open(pages["night-buses"], "#map")
    page.key("Home")
    assert focused(page) == "claim-run-all-night"
    page.key("ArrowRight")
    first = focused(page)
    below = {first}
    while True:
        page.key("ArrowDown")
        if focused(page) in below:
            break
        below.add(focused(page))
    assert below == {
        f"claim-{name}" for name in ("workers-need-them", "fewer-drive-tired", "costs-too-much", "budget-is-fixed")
    }
    assert status(page) == "No more claims this way."
    focus_on(page, "costs-too-much")
    page.key("ArrowRight")
    beyond = {focused(page)}
    page.key("ArrowDown")
    assert beyond | {focused(page)} == {"claim-fares-cover-it", "claim-buses-run-empty"}
    page.key("ArrowLeft")
    assert focused(page) == "claim-costs-too-much"
    page.key("ArrowLeft")
    assert focused(page) == "claim-run-all-night"
    page.key("ArrowLeft")
    assert status(page) == "This is a main claim."


def test_enter_reads_the_claim_and_escape_comes_back(page: Page, pages: Pages) -> None:
    page.open(pages["night-buses"], "#map")
    focus_on(page, "buses-run-empty")
    page.key("Enter")
    assert page.value("document.activeElement.closest('#panel') && document.activeElement.tagName") == "H2"
    page.key("Escape")
    assert focused(page) == "claim-buses-run-empty"
    assert in_view(page, "buses-run-empty")


def test_one_tab_stop_and_a_focus_that_is_seen(page: Page, pages: Pages) -> None:
    page.open(pages["night-buses"], "#map")
    assert page.value("document.querySelectorAll('svg [tabindex=\"0\"]').length") == 1
    for stop in (
        "",
        "search",
        "show-brief",
        "show-map",
        "open-filter",
        "open-outline",
        "open-help",
        "levels",
        "",
        "claim-run-all-night",
    ):
        page.key("Tab")
        assert focused(page) == stop
    rect = "getComputedStyle(document.querySelector('#claim-run-all-night > rect'))"
    assert float(page.value(f"parseFloat({rect}.strokeWidth)")) >= 3
    page.key("Tab")
    assert not page.value("document.activeElement.closest('svg')")


UNDER_CONTROLS = """[...document.querySelectorAll('.box[tabindex]')].filter((box) => {
  box.focus();
  const { x, y, width, height } = box.querySelector('rect').getBoundingClientRect(), parts = [0.1, 0.5, 0.9];
  const free = (a, b) => box.contains(document.elementFromPoint(x + a * width, y + b * height));
  return parts.some((a) => parts.some((b) => !free(a, b)));
}).map((box) => box.id)"""
"""The claims of which a ninth or more is not seen, or is under something, when they have the focus."""


@pytest.mark.parametrize("size", [(1440, 900), (1000, 620), (720, 450), (390, 844)])
def test_what_has_the_focus_lies_under_nothing(page: Page, pages: Pages, size: tuple[int, int]) -> None:
    """WCAG 2.2, 2.4.11, also for small boxes of a map that is seen from afar."""
    page.resize(*size)
    page.open(pages["sample"], "#map")
    for _ in range(3):
        page.click("#zoom-out")
        page.value("document.activeElement.blur()")
        assert page.value(UNDER_CONTROLS) == []


BESIDE_BOXES = """(() => {
  for (let x = 700; x < 1000; x += 5)
    for (let y = 300; y < 600; y += 5)
      if (!document.elementFromPoint(x, y).closest("[tabindex], a, button, header")) return [x, y];
})()"""
"""A place on the paper where nothing takes the focus."""


def test_tab_brings_back_a_claim_that_was_moved_out_of_sight(page: Page, pages: Pages) -> None:
    page.open(pages["sample"], "#map")
    page.key("Home")
    claim = focused(page).removeprefix("claim-")
    page.key("Tab")
    for _ in range(3):
        page.click("#zoom-in")
    x, y = page.value(BESIDE_BOXES)
    page.mouse("mouseMoved", x, y)
    page.mouse("mousePressed", x, y, button="left", clickCount=1)
    page.mouse("mouseMoved", x - 600, y - 150, button="left", buttons=1)
    page.mouse("mouseReleased", x - 600, y - 150, button="left", clickCount=1)
    assert not in_view(page, claim)
    page.value("[...document.querySelectorAll('#strip button')].at(-1).focus()")
    page.key("Tab")
    assert focused(page) == f"claim-{claim}"
    assert in_view(page, claim)


def test_folding_hides_what_bears_on_a_claim_alone(page: Page, pages: Pages) -> None:
    page.open(pages["night-buses"], "#map")
    focus_on(page, "workers-need-them")
    page.key("c")
    assert status(page) == "Folded: 1 claim hidden."
    assert shown(page, ".box.away") == ["claim-taxis-cost-a-shift"]
    assert page.value("document.querySelector('#claim-workers-need-them > .fold').textContent") == "+1"
    assert "reason-taxis-cost-a-shift--workers-need-them" in shown(page, ".arrow.away")
    page.key("/")
    page.type("taxi")
    page.key("Enter")
    assert shown(page, ".argmap .away") == []
    focus_on(page, "costs-too-much")
    page.key("Enter")
    page.click("#panel .fold-button")
    assert set(shown(page, ".box.away")) == {"claim-buses-run-empty", "claim-fares-cover-it"}
    assert page.value("document.activeElement.getAttribute('aria-expanded')") == "false"
    page.key("e")
    assert shown(page, ".argmap .away") == []


def test_single_letters_can_be_switched_off(page: Page, pages: Pages) -> None:
    page.open(pages["night-buses"], "#map")
    page.key("?")
    assert page.value("document.getElementById('help').open")
    page.value("document.getElementById('single-keys').click()")
    page.value("document.getElementById('help').close()")
    page.key("f")
    assert page.value("document.getElementById('filter').hidden")
