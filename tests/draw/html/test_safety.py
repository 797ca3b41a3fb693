"""Nothing of a map acts in its page: in a real browser, with hostile maps."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser import Page
from tests.draw.html.conftest import Pages

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    "name", ["night-buses", "hostile", "empty", "broken-references", "loops", "undercut-of-undercut"]
)
def test_nothing_is_asked_for_and_nothing_complains(page: Page, pages: Pages, name: str) -> None:
    page.open(pages[name])
    assert page.value("document.documentElement.classList.contains('live')")
    for key in ("Tab", "0", "f", "Escape", "o", "Escape", "Home", "ArrowRight", "c", "Enter"):
        page.key(key)
    assert page.requests() == [pages[name].as_uri()]
    assert page.complaints() == []
    assert page.events("Page.javascriptDialogOpening") == []


def test_the_policy_stops_a_script_that_is_not_the_pages(page: Page, pages: Pages) -> None:
    page.open(pages["night-buses"])
    page.value(
        "(() => { const made = document.createElement('script'); made.textContent = 'window.acted = true';"
        " document.body.append(made); document.body.setAttribute('onclick', 'window.acted = true');"
        " document.body.click(); })()"
    )
    assert page.value("window.acted") is None
    assert any("Content Security Policy" in words for words in page.complaints())


def test_a_script_that_fails_leaves_the_page_as_a_document(page: Page, pages: Pages, tmp_path: Path) -> None:
    broken = tmp_path / "broken.html"
    text = pages["night-buses"].read_text(encoding="utf-8")
    broken.write_text(text.replace('id="map-data">{', 'id="map-data">{,'), encoding="utf-8")
    page.open(broken)
    assert page.value("document.documentElement.className") == ""
    assert page.value("getComputedStyle(document.getElementById('outline')).display") == "block"
    page.open(pages["night-buses"])
    assert page.value("document.documentElement.className") == "live"


def test_every_hostile_claim_can_be_opened_and_stays_text(page: Page, pages: Pages) -> None:
    page.open(pages["hostile"])
    wrong = page.value(
        "(() => { const data = JSON.parse(document.getElementById('map-data').textContent); const wrong = [];"
        " for (const node of data.nodes.filter((item) => item.element.startsWith('claim-'))) {"
        " document.querySelector(`.outline a[href='#${node.element}']`).click();"
        " const panel = document.getElementById('panel');"
        " if (panel.querySelector('h2').textContent !== node.text) wrong.push(node.id);"
        " if (panel.querySelector('script, img, svg, b, style')) wrong.push(node.id); } return wrong; })()"
    )
    assert wrong == []
    assert page.complaints() == []
