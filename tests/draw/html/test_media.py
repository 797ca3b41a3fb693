"""A page on small windows, dark screens and paper, and without scripts."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest

from argmap.cli.export import command
from tests.browser import Page
from tests.draw.html.conftest import MAPS, Pages
from tests.draw.html.seen import focus_on, roles
from tests.examples import slow_but

pytestmark = pytest.mark.browser


def element_box(page: Page, selector: str) -> Any:
    root = page.call("DOM.getDocument")["root"]["nodeId"]
    node = page.call("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
    return page.call("DOM.getBoxModel", nodeId=node)["model"]


def test_without_scripts_the_brief_then_the_picture_then_the_outline(page: Page, pages: Pages) -> None:
    page.scripts(False)
    page.open(pages["night-buses"])
    told = roles(page)
    assert len(told["graphics-object"]) >= 8
    assert told["navigation"] == ["Outline"]
    assert not {"button", "combobox", "search", "complementary"} & set(told)
    assert {"list", "listitem"} <= set(told)
    assert "Night buses run empty." in told["link"]
    brief, picture, outline = (element_box(page, part) for part in ("#brief", "svg.argmap", "#outline"))
    assert picture["width"] > 800
    assert outline["border"][1] >= picture["border"][5]
    assert picture["border"][1] >= brief["border"][5]
    assert brief["border"][1] < 5
    assert told["heading"][0] == "Night buses"  # for those who hear the page; others see it in the picture


@pytest.mark.parametrize("size", [(1440, 900), (800, 600), (390, 844)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_sticks_out_of_the_window(page: Page, pages: Pages, size: tuple[int, int], scheme: str) -> None:
    page.resize(*size, touch=size[0] < 500)
    page.media(prefers_reduced_motion="reduce", prefers_color_scheme=scheme)
    page.open(pages["hostile"], "#claim-one-word")
    assert page.value("[innerWidth, innerHeight]") == list(size)
    assert page.value("document.documentElement.scrollWidth") == size[0]
    assert page.value("document.documentElement.scrollHeight") == size[1]
    assert page.value(
        "document.getElementById('panel').scrollWidth <= document.getElementById('panel').clientWidth + 1"
    )
    paper = page.value("getComputedStyle(document.documentElement).backgroundColor")
    assert paper == ("rgb(255, 255, 255)" if scheme == "light" else "rgb(20, 23, 28)")


LINES = "document.querySelector('.outline').checkVisibility()"


def test_it_prints_the_brief_a_drawing_that_can_be_read_the_outline_and_the_sources(page: Page, pages: Pages) -> None:
    page.open(pages["night-buses"], "#claim-costs-too-much")
    page.key("+")
    page.media("print")
    assert page.value("getComputedStyle(document.querySelector('svg.argmap')).transform") == "none"
    for gone in ("header", "#panel", "#zoom", "#status"):
        assert page.value(f"getComputedStyle(document.querySelector('{gone}')).display") == "none"
    assert page.value("document.querySelector('.sources').checkVisibility()")
    assert page.value(LINES)
    assert page.value("[...document.querySelectorAll('.said')].every((line) => line.checkVisibility())")
    page.media()
    printed = base64.b64decode(page.call("Page.printToPDF", preferCSSPageSize=True)["data"])
    assert printed.count(b"/Type /Page\n") == 3


def test_the_brief_prints_with_the_outline_whether_that_is_open_or_not(page: Page, pages: Pages) -> None:
    page.open(pages["night-buses"], "#brief")
    page.media("print")
    shown = "['#brief', '#stage', '.outline'].map((part) => document.querySelector(part).checkVisibility())"
    assert page.value(shown) == [True, False, True]
    page.media()
    page.key("o")
    page.media("print")
    assert page.value(shown) == [True, False, True]


def test_a_page_of_a_series_prints_no_links_to_other_pages(page: Page, tmp_path: Path) -> None:
    out = tmp_path / "map.html"
    assert command.main([str(MAPS["sample"]), "--pages", "-o", str(out)]) == 0
    page.open(tmp_path / "map-page-uk-can-lead.html", "#map")
    # In Chromium checkVisibility() is true within an SVG group that has no display.
    shown = "[...document.querySelectorAll('#stage .ways text')].map((one) => one.getBoundingClientRect().width > 0)"
    assert set(page.value(shown)) == {True}
    page.media("print")
    assert set(page.value(shown)) == {False}
    title = "document.querySelector('#stage svg text').getBoundingClientRect().width > 0"
    assert page.value(title)


def test_a_drawing_that_cannot_be_read_on_paper_is_not_printed(page: Page, pages: Pages) -> None:
    page.open(pages["sample"], "#map")
    page.media("print")
    for part, printed in (("#brief", True), ("#stage", False), (".outline", True)):
        assert page.value(f"document.querySelector('{part}').checkVisibility()") == printed


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
def test_without_scripts_the_words_of_the_picture_can_be_read(
    page: Page, pages: Pages, size: tuple[int, int]
) -> None:
    page.resize(*size, touch=size[0] < 500)
    page.scripts(False)
    page.open(pages["night-buses"])
    words = element_box(page, "#claim-run-all-night text.ink")
    assert words["height"] >= 11


@pytest.mark.parametrize(("size", "beside"), [((720, 450), True), ((320, 256), False), ((390, 844), False)])
def test_a_zoomed_window_has_room_for_the_claim(
    page: Page, pages: Pages, size: tuple[int, int], beside: bool
) -> None:
    page.resize(*size)
    page.open(pages["night-buses"], "#claim-run-all-night")
    build_scene, panel = (element_box(page, selector)["border"] for selector in ("#stage", "#panel"))
    assert (panel[0] >= build_scene[2] - 1) == beside
    assert panel[5] - panel[1] >= min(0.5 * size[1], 300)
    assert panel[5] <= size[1]


FILLS = """['rect.paper', '.box > rect', 'text.ink'].map((name) =>
  getComputedStyle(document.querySelector(`svg.argmap ${name}`)).fill)"""


def test_a_dark_screen_prints_as_a_light_one(page: Page, pages: Pages) -> None:
    page.media("print", prefers_color_scheme="dark")
    page.open(pages["night-buses"])
    fills = page.value(FILLS)
    page.media("print", prefers_color_scheme="light")
    assert fills == page.value(FILLS)
    assert fills[0] == "rgb(255, 255, 255)"


STICKS_OUT = """[...document.querySelectorAll(
    'header, .tools, #panel, #filter, #outline, #help, #found, #found-nothing, #zoom')]
  .filter((part) => part.checkVisibility()).filter((part) => {
    const { left, top, right, bottom } = part.getBoundingClientRect();
    return part.scrollWidth > part.clientWidth + 1
      || left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1;
  }).map((part) => part.id || part.className || part.localName)"""


@pytest.mark.parametrize("keys", ["", "f", "o", "?", "/night", "/zebra"], ids=lambda keys: keys or "as it opens")
@pytest.mark.parametrize("open_at", ["", "#claim-run-all-night"])
@pytest.mark.parametrize(
    "size",
    slow_but([(1440, 900), (720, 450), (640, 900), (360, 225), (320, 256)], (1440, 900), (320, 256)),
)
def test_at_every_zoom_all_parts_are_within_the_window(
    page: Page, pages: Pages, size: tuple[int, int], open_at: str, keys: str
) -> None:
    """A window of 1280 by 1024 pixels has 320 by 256 of CSS when zoomed to 400% (WCAG 2.2, 1.4.10)."""
    page.resize(*size)
    page.open(pages["night-buses"], open_at)
    for key in keys[:1]:
        page.key(key)
    page.type(keys[1:])
    assert page.value(STICKS_OUT) == []


def test_what_is_picked_and_what_is_open_are_seen_with_colours_of_the_readers_own(page: Page, pages: Pages) -> None:
    """In forced colours, as Windows' contrast themes set them, no tint and no shadow is painted."""
    page.media(forced_colors="active", prefers_reduced_motion="reduce")
    page.open(pages["night-buses"])
    page.key("/")
    page.type("night")
    outlines = "[...document.querySelectorAll('#found li')].map((item) => getComputedStyle(item).outlineStyle)"
    page.key("ArrowDown")
    assert page.value(outlines)[:3] == ["none", "solid", "none"]
    page.key("Escape")
    page.key("Escape")
    page.key("f")
    buttons = "[...document.querySelectorAll('.tools button')].map((item) => getComputedStyle(item).outlineStyle)"
    assert page.value(buttons) == ["none", "solid", "solid", "none", "none"]


def test_a_claim_that_is_open_leaves_no_line_faint_on_paper(page: Page, pages: Pages) -> None:
    page.open(pages["night-buses"], "#claim-costs-too-much")
    page.key("/")
    page.type("taxi")
    page.media("print")
    faint = "[...document.querySelectorAll('.box, .arrow')].filter((item) => getComputedStyle(item).opacity < 1)"
    assert page.value(f"{faint}.length") == 0


NOTE = "document.getElementById('paper-note')"


def test_paper_says_what_was_filtered_and_folded(page: Page, pages: Pages) -> None:
    page.open(pages["night-buses"])
    assert page.value(f"{NOTE}.textContent") == ""
    page.value("[...document.querySelectorAll('#facets label')].slice(0, 2).forEach((label) => label.click())")
    focus_on(page, "workers-need-them")
    page.key("c")
    assert not page.value(f"{NOTE}.checkVisibility()")
    page.media("print")
    assert page.value(f"{NOTE}.checkVisibility()")
    assert page.value(f"{NOTE}.innerText") == (
        "Filter: Stakeholder: City council or Night riders. 3 of 8 claims match; others are faded. 1 claim hidden."
    )
    opacity = "getComputedStyle(document.getElementById('claim-buses-run-empty')).opacity"
    assert 0.3 < float(page.value(opacity)) < 0.6
    page.media()
    printed = base64.b64decode(page.call("Page.printToPDF", preferCSSPageSize=True)["data"])
    assert printed.count(b"/Type /Page\n") == 3
    page.key("e")
    page.value("document.getElementById('clear-filter').click()")
    assert page.value(f"{NOTE}.textContent") == ""
