"""One reader's way through a page, with the keyboard alone, and one with fingers alone."""

from __future__ import annotations

import pytest

from tests.browser import Page
from tests.draw.html.conftest import Pages
from tests.draw.html.seen import focused, in_view, panel_text, shown, status, transform

pytestmark = pytest.mark.browser

HERE = "location.hash"
PANEL_HIDDEN = "document.getElementById('panel').hidden"


def tab_until(page: Page, condition: str, most: int = 60) -> None:
    """Presses Tab until what has the focus meets a condition, ``at`` in JavaScript."""
    for _ in range(most):
        page.key("Tab")
        if page.value(f"((at) => {condition})(document.activeElement)"):
            return
    raise AssertionError(f"{most} tabs did not lead to: {condition}")


def test_a_reader_with_keys_alone(page: Page, pages: Pages) -> None:
    page.open(pages["sample"], "#map")

    page.key("/")
    assert focused(page) == "search"
    page.type("supplier slow costly")
    page.wait("document.querySelectorAll('#found [role=option]').length === 1")
    page.key("Enter")
    assert page.value(HERE) == "#claim-lock-in"
    assert "Once AI is embedded in a service" in panel_text(page)
    assert in_view(page, "lock-in")

    tab_until(page, "at.matches('#panel a[href^=\"#claim-\"]')")
    page.key("Enter")
    assert page.value(HERE) == "#claim-control-weakened"
    assert page.value("document.activeElement.tagName") == "H2"
    assert in_view(page, "control-weakened")

    page.value("history.back()")
    page.wait(f"{HERE} === '#claim-lock-in'")
    page.wait("document.getElementById('panel').innerText.includes('Once AI is embedded')")
    page.key("Escape")
    assert page.value(PANEL_HIDDEN)
    assert page.value(HERE) == ""
    assert focused(page) == "claim-lock-in"

    page.key("f")
    assert focused(page) == "filter-title"
    tab_until(page, "at.facet === 'kind' && at.choice === 'undercuts'")
    page.key(" ")
    assert "match the filter" in status(page)
    matching = page.value("document.querySelectorAll('svg .box:not(.faded)').length")
    assert 3 < matching < 12
    page.key("Escape")
    assert page.value("document.getElementById('filter').hidden")
    assert focused(page) == "open-filter"
    page.key("n")
    first = focused(page)
    page.key("n")
    assert focused(page) != first
    page.key("p")
    assert focused(page) == first

    page.key("Home")
    assert focused(page) == "claim-build-on-partnerships"
    page.key("ArrowRight")
    page.key("ArrowDown")
    stands = focused(page)
    page.key("c")
    assert status(page).startswith("Folded: ")
    assert len(shown(page, ".box.away")) > 0
    page.key("ArrowRight")
    assert focused(page) == stands
    page.key("e")
    assert shown(page, ".box.away") == []

    page.key("Enter")
    assert not page.value(PANEL_HIDDEN)
    page.key("o")
    assert focused(page) == "outline-title"
    tab_until(page, "at.getAttribute('aria-current') === 'true'")
    page.key("Escape")
    assert page.value("getComputedStyle(document.getElementById('outline')).display") == "none"
    page.key("Escape")
    assert page.value(PANEL_HIDDEN)
    assert page.complaints() == []


def test_a_reader_with_fingers_alone(page: Page, pages: Pages) -> None:
    page.resize(390, 844, touch=True)
    page.open(pages["sample"], "#map")

    x, y, scale = transform(page)
    page.touch("touchStart", (120, 400))
    page.touch("touchStart", (120, 400), (220, 400))
    for spread in (10, 30, 50):
        page.touch("touchMove", (120 - spread, 400), (220 + spread, 400))
    page.touch("touchEnd")
    nearer = transform(page)
    top = page.value("document.getElementById('stage').getBoundingClientRect().top")
    assert nearer[2] > scale * 1.5
    for now, was, between in ((nearer[0], x, 170), (nearer[1], y, 400 - top)):
        assert (between - now) / nearer[2] == pytest.approx((between - was) / scale, abs=12)
    assert page.value(PANEL_HIDDEN)

    tap(page, "#zoom-fit")
    page.wait("document.querySelector('svg.argmap').getBoundingClientRect().right <= innerWidth")
    tap(page, "#claim-build-on-partnerships")
    page.wait(f"!{PANEL_HIDDEN}")
    assert page.value(HERE) == "#claim-build-on-partnerships"
    tap(page, "#panel .reason a")
    page.wait(f"{HERE} !== '#claim-build-on-partnerships'")
    claim = page.value(HERE).removeprefix("#claim-")
    assert in_view(page, claim)
    tap(page, "#panel .close")
    page.wait(PANEL_HIDDEN)

    tap(page, "#open-filter")
    page.wait("!document.getElementById('filter').hidden")
    tap(page, "#facets label")
    page.wait("document.getElementById('open-filter').textContent.startsWith('Filter: ')")
    tap(page, "#filter .close")
    page.wait("document.getElementById('filter').hidden")

    x, y, scale = transform(page)
    page.touch("touchStart", (100, 300))
    for step in (20, 60, 120):
        page.touch("touchMove", (100 + step, 300 + step))
    page.touch("touchMove", (220, 420))
    assert transform(page)[0] > x + 30
    assert transform(page)[1] > y + 30
    assert transform(page)[2] == pytest.approx(scale)
    page.touch("touchEnd")
    assert page.value(PANEL_HIDDEN)
    assert page.complaints() == []


def tap(page: Page, selector: str) -> None:
    """A finger on the middle of an element, and off it; the element is brought into sight before."""
    page.value(f"document.querySelector({selector!r}).scrollIntoView({{ block: 'nearest' }})")
    page.touch("touchStart", page.middle(selector))
    page.touch("touchEnd")
