"""Reading claims: the panel, the address, the steps that stand out, the outline."""

from __future__ import annotations

from pathlib import Path

import pytest

from argmap.cli.export import command
from tests.browser import Page
from tests.draw.html.conftest import MAPS, Pages
from tests.draw.html.seen import focused, in_view, panel_text, shown, status

pytestmark = pytest.mark.browser


def test_a_click_opens_the_whole_claim(page: Page, pages: Pages) -> None:
    page.open(pages["night-buses"])
    page.click("#claim-run-all-night")
    text = panel_text(page)
    for words in (
        "Buses should run all night.",
        "City council ± is mixed",
        "Night riders ✓ agrees, 2026-03-02",
        "We need to get home.",
        "Survey of night workers, City transport office, 2026-03",
        "Reasons for",
        "Night workers have no other way home.",
        "Why it follows: A service should be there for those who have none.",
        "Reasons against",
        "together with The budget is fixed until next year.",
        "Undercut: Night fares would cover most of it.",
    ):
        assert words in text
    assert page.value("location.hash") == "#claim-run-all-night"
    page.value("document.querySelector('#panel .reason a').click()")
    text = panel_text(page)
    assert "table 2" in text
    assert "no other way" in text
    assert "Kept from readers" not in text
    link = page.value("(() => { const a = document.querySelector('#panel a[target]'); return [a.href, a.rel]; })()")
    assert link == ["https://example.org/survey?a=1&b=2", "noopener noreferrer"]
    page.value("history.back()")
    page.wait("document.querySelector('#panel h2').textContent === 'Buses should run all night.'")
    page.key("Escape")
    assert page.value("document.getElementById('panel').hidden && location.hash === ''")


def test_the_page_opens_at_a_claim(page: Page, pages: Pages) -> None:
    page.resize(800, 600)
    page.open(pages["night-buses"], "#claim-fares-cover-it")
    assert "Night fares would cover most of it." in panel_text(page)
    assert "from Buses all night cost more than the city has. to Buses should run all night." in panel_text(page)
    assert in_view(page, "fares-cover-it")
    page.open(pages["night-buses"], "#claim-nowhere")
    assert status(page) == "That claim is not on this page."
    assert page.value("document.getElementById('panel').hidden")


@pytest.mark.parametrize("end", ["#claim-fares%2Dcover-it", "#claim-fares-cover-it"])
def test_an_address_may_be_escaped(page: Page, pages: Pages, end: str) -> None:
    page.open(pages["night-buses"], end)
    assert "Night fares would cover most of it." in panel_text(page)


@pytest.mark.parametrize("end", ["#claim-%", "#100%", "#%E0%A4%A", "#<script>", "#claim-", "#panel"])
def test_an_address_that_names_nothing_opens_the_whole_map(page: Page, pages: Pages, end: str) -> None:
    page.open(pages["night-buses"], end)
    assert page.value("document.documentElement.className") == "live"
    assert page.value("document.getElementById('panel').hidden")
    assert (status(page) != "") == end.startswith("#claim-")
    page.value("location.hash = '#%'")
    page.value("location.hash = '#claim-run-all-night'")
    page.wait("!document.getElementById('panel').hidden")
    assert page.complaints() == []


def test_an_address_brings_out_a_claim_that_is_folded_away(page: Page, pages: Pages) -> None:
    page.open(pages["night-buses"], "#claim-workers-need-them")
    page.key("c")
    assert shown(page, ".box.away") == ["claim-taxis-cost-a-shift"]
    page.value("location.hash = '#claim-taxis-cost-a-shift'")
    page.wait("document.querySelector('#panel h2').textContent.startsWith('A taxi')")
    assert shown(page, ".box.away") == []
    page.value("history.back()")
    page.wait("document.querySelector('#panel h2').textContent.startsWith('Night workers')")


def test_the_words_of_a_claim_can_be_marked_to_copy(page: Page, pages: Pages) -> None:
    page.open(pages["night-buses"], "#claim-run-all-night")
    left, top, right, bottom = page.value(
        "(({ left, top, right, bottom }) => [left, top, right, bottom])"
        "(document.querySelector('#panel h2 bdi').getBoundingClientRect())"
    )
    page.mouse("mousePressed", left + 1, top + 5, button="left", clickCount=1)
    page.mouse("mouseMoved", right + 8, bottom - 5, button="left", buttons=1)
    page.mouse("mouseReleased", right + 8, bottom - 5, button="left", clickCount=1)
    assert page.value("getSelection().toString()") == "Buses should run all night."
    assert page.value("location.hash") == "#claim-run-all-night"


def test_the_page_of_a_stakeholder_says_what_it_has_not_answered(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "council.html"
    assert command.main([str(MAPS["night-buses"]), "--stakeholder", "council", "-o", str(file)]) == 0
    page.open(file)
    unanswered = page.value(
        "JSON.parse(document.getElementById('map-data').textContent)"
        ".nodes.filter((node) => node.unanswered).map((node) => node.id)"
    )
    assert unanswered
    page.open(file, f"#claim-{unanswered[0]}")
    assert "Not answered by this stakeholder." in panel_text(page)


def test_the_steps_of_a_claim_stand_out_when_it_is_open_or_pointed_at(page: Page, pages: Pages) -> None:
    page.open(pages["night-buses"], "#claim-costs-too-much")
    own = set(shown(page, ".arrow.own"))
    assert own == {
        "reason-costs-too-much--run-all-night",
        "reason-buses-run-empty--costs-too-much",
        "reason-fares-cover-it--costs-too-much--run-all-night",
    }
    page.mouse("mouseMoved", *page.middle("#claim-taxis-cost-a-shift"))
    assert shown(page, ".arrow.own") == ["reason-taxis-cost-a-shift--workers-need-them"]
    page.mouse("mouseMoved", *page.middle("header h1"))
    assert set(shown(page, ".arrow.own")) == own
    page.key("Escape")
    assert shown(page, ".arrow.own") == []


def test_the_outline_leads_to_claims(page: Page, pages: Pages) -> None:
    page.open(pages["night-buses"])
    page.click("#open-outline")
    assert focused(page) == "outline-title"
    page.value("document.querySelector(\".outline a[href='#claim-buses-run-empty']\").click()")
    assert "Night buses run empty." in panel_text(page)
    assert page.value("document.querySelector('.outline a[aria-current]').hash") == "#claim-buses-run-empty"
    assert in_view(page, "buses-run-empty")
    page.value("document.querySelector('#outline .close').click()")
    assert page.value("getComputedStyle(document.getElementById('outline')).display") == "none"
