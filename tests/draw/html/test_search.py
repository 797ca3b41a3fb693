"""The search of a page."""

from __future__ import annotations

import pytest

from tests.browser import Page
from tests.draw.html.conftest import Pages
from tests.draw.html.seen import focused, in_view, panel_text, shown, status

pytestmark = pytest.mark.browser


def test_search_by_words_quotes_and_holders_without_accents(page: Page, pages: Pages) -> None:
    page.open(pages["night-buses"])
    page.key("/")
    assert focused(page) == "search"
    page.type("CAFE shift")
    assert status(page) == "1 claim found."
    page.key("Enter")
    assert "A taxi costs a shift's pay at the café." in panel_text(page)
    assert in_view(page, "taxis-cost-a-shift")
    page.value("(() => { const f = document.getElementById('search'); f.focus(); f.value = ''; })()")
    page.type("night")
    found = page.value("[...document.querySelectorAll('#found bdi')].map((item) => item.textContent)")
    assert len(found) == 5
    page.key("ArrowDown")
    active = page.value("document.getElementById('search').getAttribute('aria-activedescendant')")
    assert active == "found-1"
    page.key("Enter")
    assert found[1] in panel_text(page)
    page.value("(() => { const f = document.getElementById('search'); f.focus(); f.value = ''; })()")
    page.type("zebra")
    assert status(page) == "No matches."


def test_claims_found_stand_out_on_the_map_while_the_search_is_open(page: Page, pages: Pages) -> None:
    page.open(pages["night-buses"])
    page.key("/")
    page.type("taxi")
    assert shown(page, ".box.found") == ["claim-taxis-cost-a-shift"]
    opacity = "parseFloat(getComputedStyle(document.getElementById('claim-{}')).opacity)"
    assert page.value(opacity.format("taxis-cost-a-shift")) == 1
    assert page.value(opacity.format("run-all-night")) < 0.5
    page.type(" zebra")
    assert shown(page, ".box.found") == []
    assert "No matches in claims" in page.value("document.querySelector('#found-nothing:not([hidden])').textContent")
    page.key("Escape")
    assert page.value(opacity.format("run-all-night")) == 1
    assert page.value("document.getElementById('found-nothing').hidden")
