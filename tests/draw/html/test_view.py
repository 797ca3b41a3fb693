"""Moving the view: wheel, keys, mouse, fingers and the small map."""

from __future__ import annotations

import pytest

from tests.browser import PLACED, Page
from tests.draw.html.conftest import Pages
from tests.draw.html.seen import at_rest, in_view, panel_text, shown, transform

pytestmark = pytest.mark.browser


def test_wheel_and_keys_zoom_and_the_point_under_the_pointer_stays(page: Page, pages: Pages) -> None:
    page.open(pages["night-buses"], "#map")
    before = page.middle("#claim-costs-too-much")
    _, _, scale = transform(page)
    page.mouse("mouseWheel", *before, deltaX=0, deltaY=-200)
    page.wait(f"new DOMMatrix(getComputedStyle(document.querySelector('svg.argmap')).transform).a > {scale}")
    assert page.middle("#claim-costs-too-much") == pytest.approx(before, abs=1.5)
    _, _, nearer = transform(page)
    page.key("-")
    assert transform(page)[2] < nearer
    page.key("+")
    assert transform(page)[2] == pytest.approx(nearer, rel=1e-3)
    page.key("0")
    whole = page.value("JSON.parse(JSON.stringify(document.querySelector('svg.argmap').getBoundingClientRect()))")
    assert whole["width"] <= 1441
    assert whole["bottom"] <= 901
    page.click("#zoom-in")
    page.click("#zoom-in")
    page.click("#zoom-whole")
    assert transform(page)[2] == pytest.approx(1.0)
    page.click("#zoom-fit")
    assert page.value("document.querySelector('svg.argmap').getBoundingClientRect().bottom") <= 901


def test_dragging_pans_and_opens_nothing(page: Page, pages: Pages) -> None:
    page.open(pages["night-buses"], "#map")
    x, y, scale = transform(page)
    start = page.middle("#claim-costs-too-much")
    page.mouse("mousePressed", *start, button="left", clickCount=1)
    for step in (10, 30, 60):
        page.mouse("mouseMoved", start[0] + step, start[1] - step, button="left", buttons=1)
    page.mouse("mouseReleased", start[0] + 60, start[1] - 60, button="left", clickCount=1)
    assert transform(page) == pytest.approx((x + 60, y - 60, scale), abs=1)
    assert page.value("document.getElementById('panel').hidden")
    page.key("ArrowRight", shift=True)
    assert transform(page)[0] < x


def test_one_finger_pans_and_opens_nothing(page: Page, pages: Pages) -> None:
    page.resize(390, 844, touch=True)
    page.open(pages["night-buses"], "#map")
    x, y, scale = transform(page)
    page.touch("touchStart", (200, 400))
    for step in (10, 30, 60):
        page.touch("touchMove", (200 - step, 400 - step))
    page.touch("touchEnd")
    moved = transform(page)
    assert moved[0] < x - 30
    assert moved[1] < y - 30
    assert moved[2] == pytest.approx(scale)
    assert page.value("document.getElementById('panel').hidden")


def test_a_tap_opens_a_claim(page: Page, pages: Pages) -> None:
    page.resize(390, 844, touch=True)
    page.open(pages["night-buses"], "#map")
    page.touch("touchStart", page.middle("#claim-run-all-night"))
    page.touch("touchEnd")
    page.wait("!document.getElementById('panel').hidden")
    assert "Buses should run all night." in panel_text(page)


def test_two_fingers_pinch(page: Page, pages: Pages) -> None:
    page.resize(390, 844, touch=True)
    page.open(pages["night-buses"], "#map")
    _, _, scale = transform(page)
    page.touch("touchStart", (150, 400))
    page.touch("touchStart", (150, 400), (250, 400))
    page.touch("touchMove", (130, 400), (270, 400))
    page.touch("touchMove", (100, 400), (300, 400))
    page.touch("touchEnd")
    page.wait(f"new DOMMatrix(getComputedStyle(document.querySelector('svg.argmap')).transform).a > {scale * 1.5}")


def test_the_small_map_shows_where_one_is_and_leads_elsewhere(page: Page, pages: Pages) -> None:
    page.open(pages["night-buses"], "#map")
    page.key("0")
    assert page.value("document.getElementById('minimap').hidden")
    for _ in range(6):
        page.click("#zoom-in")
    assert not page.value("document.getElementById('minimap').hidden")
    assert page.value("document.querySelectorAll('#minimap rect:not(.frame)').length") == len(shown(page, ".box"))
    x, y = page.value(
        "(() => { const box = document.querySelector('#minimap svg').getBoundingClientRect(),"
        " whole = document.querySelector('svg.argmap').viewBox.baseVal,"
        " at = (" + PLACED + ")(document.getElementById('claim-buses-run-empty'));"
        " return [box.left + (at.x + at.width / 2) / whole.width * box.width,"
        " box.top + (at.y + at.height / 2) / whole.height * box.height]; })()"
    )
    page.mouse("mousePressed", x, y, button="left", clickCount=1)
    page.mouse("mouseReleased", x, y, button="left", clickCount=1)
    assert in_view(page, "buses-run-empty")
    assert page.value("document.getElementById('panel').hidden")


def test_the_view_glides_unless_the_reader_wants_stillness(page: Page, pages: Pages) -> None:
    glides = "document.getElementById('stage').classList.contains('gliding')"
    page.open(pages["night-buses"], "#map")
    assert not page.value(f"(document.getElementById('zoom-in').click(), {glides})")
    page.media(prefers_reduced_motion="no-preference")
    assert page.value(f"(document.getElementById('zoom-in').click(), {glides})")
    at_rest(page)


def test_a_claim_that_opens_on_a_phone_is_above_the_buttons(page: Page, pages: Pages) -> None:
    page.media(prefers_reduced_motion="reduce")
    page.resize(390, 844, touch=True)
    page.open(pages["sample"], "#map")
    page.click("#show-map")
    page.click("svg.argmap .box")
    page.wait("!document.getElementById('panel').hidden")
    claim, buttons = (
        page.value(f"JSON.parse(JSON.stringify(document.querySelector('{found}').getBoundingClientRect()))")
        for found in ("svg.argmap .box.chosen > rect", "#zoom")
    )
    stage = page.value("document.getElementById('stage').getBoundingClientRect().top")
    assert stage <= claim["top"]
    assert claim["bottom"] <= buttons["top"]


def test_the_view_is_kept_while_the_brief_is_read(page: Page, pages: Pages) -> None:
    page.open(pages["sample"], "#map")
    page.click("#zoom-whole")
    page.key("ArrowDown", shift=True)
    before = transform(page)
    page.key("b")
    page.value("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.key("b")
    assert transform(page) == pytest.approx(before)


BELOW_ZOOM = """(() => {
  const zoom = document.querySelector("#zoom").getBoundingClientRect();
  return [...document.querySelectorAll("#stage svg text")].filter((text) => {
    const box = text.getBoundingClientRect();
    return box.right > zoom.left && box.left < zoom.right && box.bottom > zoom.top && box.top < zoom.bottom;
  }).length;
})()"""
"""The number of texts of a drawing that the zoom control covers."""


@pytest.mark.parametrize("size", [(1280, 800), (700, 900), (900, 420)])
def test_the_zoom_control_covers_no_text_of_a_whole_drawing(page: Page, pages: Pages, size: tuple[int, int]) -> None:
    page.resize(*size)
    for name in ("sample", "night-buses"):
        page.open(pages[name], "#map")
        page.key("0")
        assert page.value(BELOW_ZOOM) == 0
