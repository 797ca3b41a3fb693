"""A map divided into pages, in a browser: from each page a reader comes to every other, by mouse, keys and search."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pytest

from argmap.cli.export import command
from tests.browser import Page
from tests.draw.html.seen import panel_text, shown

pytestmark = pytest.mark.browser

SAMPLE = Path(__file__).resolve().parents[3] / "maps" / "uk_openai.yaml"
Divided = dict[str, Path]


@pytest.fixture(scope="module")
def divided(tmp_path_factory: pytest.TempPathFactory) -> Divided:
    """The pages of the sample, by the end of their names."""
    folder = tmp_path_factory.mktemp("divided")
    assert command.main([str(SAMPLE), "--pages", "-o", str(folder / "Über uns.html")]) == 0
    return {file.stem.removeprefix("Über uns-").removeprefix("page-"): file for file in folder.iterdir()}


def links(page: Page, selector: str) -> list[str]:
    """Where links lead, without the folder."""
    found = page.value(f"[...document.querySelectorAll({selector!r})].map((link) => link.href.baseVal ?? link.href)")
    return [unquote(str(address)).rpartition("/")[2] for address in found]


def follow(page: Page) -> str:
    """Follows the link that has the focus; where it led, without the folder."""
    page.key("Enter")
    page.wait_for_load()
    return unquote(str(page.value("location.href"))).rpartition("/")[2]


def test_every_link_between_pages_leads_to_what_it_names(page: Page, divided: Divided) -> None:
    page.scripts(False)
    assert len(divided) > 2
    for file in divided.values():
        page.open(file)
        held = set(links(page, "svg a:not([href^='http']), .outline a"))
        for address in held:
            name, _, element = address.partition("#")
            text = (file.parent / name).read_text(encoding="utf-8")
            assert not element or f'id="{element}"' in text
        assert any(not address.startswith(file.name) for address in held)


def test_every_page_comes_to_life_without_complaint(page: Page, divided: Divided) -> None:
    assert len(divided) > 2
    for file in divided.values():
        page.open(file)
        assert page.value("document.documentElement.className").startswith("live")
        assert page.complaints() == []
        assert page.requests() == [file.as_uri()]


def test_the_list_of_pages_is_reached_by_tab_and_followed_by_enter(page: Page, divided: Divided) -> None:
    page.open(divided["overview"])
    for _ in range(20):
        page.key("Tab")
        if page.value("document.activeElement.closest('svg a') !== null"):
            break
    assert follow(page) == "Über uns-page-build-on-partnerships.html"
    assert page.value("document.querySelector('svg.argmap').textContent").count("Page 2") == 1
    page.value("document.querySelector('svg a[href$=\"overview.html\"]').focus()")
    assert follow(page) == "Über uns-overview.html"


def test_a_claim_found_that_another_page_draws_says_which_and_leads_there(page: Page, divided: Divided) -> None:
    page.open(divided["tensions"])
    page.key("/")
    page.type("isambard greenest")
    page.key("Enter")
    assert "This claim is drawn on page" in panel_text(page)
    page.value("document.querySelector('#panel a[href*=\".html\"]').focus()")
    _, _, element = follow(page).partition("#")
    assert "Isambard-AI is among the greenest" in panel_text(page)
    assert shown(page, ".box.chosen") == [element]


def test_reasons_that_another_page_draws_are_reached_from_the_panel(page: Page, divided: Divided) -> None:
    page.open(divided["build-on-partnerships-2"], "#claim-compute-at-home")
    assert "reasons on this claim are drawn on page" in panel_text(page)
    page.value("document.querySelector('#panel a[href*=\".html\"]').focus()")
    assert follow(page) == "Über uns-page-uk-can-lead.html#claim-compute-at-home"
    assert "Expanding public compute is a sound way" in panel_text(page)


def test_the_overview_opens_at_its_list_of_pages(page: Page, divided: Divided) -> None:
    page.open(divided["overview"])
    top = page.value("document.querySelector('svg a[href$=\"partnerships.html\"]').getBoundingClientRect().top")
    assert top > page.value("document.querySelector('header').getBoundingClientRect().bottom")
