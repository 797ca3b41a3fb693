"""A page on small windows, dark screens and paper, and without scripts."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from tests.browser import Page
from tests.html.conftest import Pages
from tests.html.seen import roles

pytestmark = pytest.mark.browser


def element_box(page: Page, selector: str) -> Any:
    root = page.call("DOM.getDocument")["root"]["nodeId"]
    node = page.call("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
    return page.call("DOM.getBoxModel", nodeId=node)["model"]


def test_without_scripts_a_picture_above_its_outline(page: Page, pages: Pages) -> None:
    page.scripts(False)
    page.open(pages["night-buses"])
    told = roles(page)
    assert len(told["graphics-object"]) >= 8
    assert told["navigation"] == ["Outline"]
    assert not {"button", "combobox", "search", "complementary"} & set(told)
    assert {"list", "listitem"} <= set(told)
    assert "Night buses run empty." in told["link"]
    picture, outline = element_box(page, "svg.argmap"), element_box(page, "#outline")
    assert picture["width"] > 800
    assert outline["border"][1] >= picture["border"][5]
    assert picture["border"][1] < 5
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


def test_it_prints_the_whole_drawing_and_then_the_outline(page: Page, pages: Pages) -> None:
    page.open(pages["night-buses"], "#claim-costs-too-much")
    page.key("+")
    page.media("print")
    assert page.value("getComputedStyle(document.querySelector('svg.argmap')).transform") == "none"
    for gone in ("header", "#panel", "#zoom", "#status"):
        assert page.value(f"getComputedStyle(document.querySelector('{gone}')).display") == "none"
    assert page.value("getComputedStyle(document.getElementById('outline')).display") == "block"
    page.media()
    printed = base64.b64decode(page.call("Page.printToPDF", preferCSSPageSize=True)["data"])
    assert printed.count(b"/Type /Page\n") == 2


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
    stage, panel = (element_box(page, selector)["border"] for selector in ("#stage", "#panel"))
    assert (panel[0] >= stage[2] - 1) == beside
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
