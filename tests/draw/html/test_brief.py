"""The brief: what opens where the map could not be read, what a phone shows first, and how both views go together."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from argmap.cli.export import command
from argmap.draw.theme import DARK, LIGHT
from tests.browser import Page
from tests.draw.html.conftest import Pages
from tests.draw.html.seen import focused, panel_text, status

pytestmark = pytest.mark.browser

IN_BRIEF = "document.documentElement.classList.contains('in-brief')"
SMALLEST = """Math.min(...[...document.querySelectorAll('#brief *')].filter((part) =>
  part.childElementCount === 0 && part.textContent.trim() && part.checkVisibility())
  .map((part) => parseFloat(getComputedStyle(part).fontSize)))"""


@pytest.mark.parametrize("size", [(1440, 900), (900, 900), (360, 740)])
def test_a_map_too_large_to_read_opens_as_a_brief_in_readable_text(
    page: Page, pages: Pages, size: tuple[int, int]
) -> None:
    page.resize(*size, touch=size[0] < 500)
    page.open(pages["sample"])
    assert page.value(IN_BRIEF)
    assert page.value(SMALLEST) >= 11
    assert page.value("document.getElementById('brief').scrollWidth <= innerWidth")
    assert page.value("document.querySelector('.main-claim').getBoundingClientRect().bottom < innerHeight")


def test_a_small_map_opens_as_a_map_but_on_a_phone(page: Page, pages: Pages) -> None:
    page.open(pages["night-buses"])
    assert not page.value(IN_BRIEF)
    page.resize(390, 844, touch=True)
    page.open(pages["night-buses"])
    assert page.value(IN_BRIEF)


def test_each_claim_is_once_in_the_brief(pages: Pages) -> None:
    for name in ("sample", "night-buses", "loops", "hostile"):
        text = pages[name].read_text(encoding="utf-8")
        brief = text[text.index('<article id="brief"') : text.index("</article>")]
        side = r"(?:<span class=\"lead side\">◆ <bdi>[^<]*</bdi></span> )?"
        rows = re.findall(rf'(?:"number">[^<]*</span> (?:and )?{side}|"main-claim">)<a href="#([^"]+)"', brief)
        assert len(rows) == len(set(rows))
        assert rows


def test_the_key_says_what_a_side_is_where_sides_are_named(pages: Pages) -> None:
    named = {}
    for name in ("sample", "night-buses", "loops"):
        text = pages[name].read_text(encoding="utf-8")
        key, _, rest = text[text.index('<article id="brief"') : text.index("</article>")].partition("</ul>")
        assert ('<span class="lead side" aria-hidden="true">◆</span> side of a tension</li>' in key) == ("◆" in rest)
        named[name] = "◆" in rest
    assert set(named.values()) == {True, False}


def test_linked_premises_are_one_item_with_what_is_below_each(page: Page, pages: Pages) -> None:
    page.open(pages["sample"])
    items = "[...document.querySelectorAll('#brief .column > ul > li')]"
    said = f"{items}.map((item) => [...item.querySelectorAll(':scope > .row .number')].map((one) => one.textContent))"
    assert page.value(said)[:5] == [["1"], ["2", "3"], ["4"], ["5", "6"], ["7"]]
    below = f"[...{items}[1].querySelectorAll(':scope > ul .number')].map((one) => one.textContent)"
    assert page.value(below) == ["2.1", "2.2", "2.3", "3.1"]
    assert " and ◆ Reliance Partnerships" in page.value(f"{items}[1].querySelector('.with').innerText")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_brief_has_the_colours_of_people_sides_and_reasons(page: Page, pages: Pages, scheme: str) -> None:
    page.media(prefers_color_scheme=scheme)
    page.open(pages["sample"])
    palette = LIGHT if scheme == "light" else DARK
    colour = "getComputedStyle(document.querySelector('#brief %s')).%s"
    government, kyle = "[title^=UK]", "[title^=Peter]"
    expected = {
        (f".stakeholder{government}", "backgroundColor"): palette.badge,
        (f".stakeholder{government}", "color"): palette.on_badge,
        (f".stakeholder{kyle}", "backgroundColor"): palette.badge,
        (".stakeholder.disagrees", "backgroundColor"): palette.paper,
        (".row .lead.side", "color"): palette.tension[0],
        (".column.supports > ul > li > .row", "backgroundColor"): palette.supports[1],
        (".column.objects_to > ul > li > .row", "backgroundColor"): palette.objects_to[1],
    }
    for (part, name), hex_colour in expected.items():
        red, green, blue = (int(hex_colour[place : place + 2], 16) for place in (1, 3, 5))
        assert page.value(colour % (part, name)) == f"rgb({red}, {green}, {blue})", part
    assert page.value("getComputedStyle(document.querySelector('#brief li li > .row')).backgroundColor").endswith(
        " 0)"
    )


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_the_first_screen_says_what_the_signs_mean(page: Page, pages: Pages, size: tuple[int, int]) -> None:
    page.resize(*size, touch=size[0] < 500)
    page.open(pages["sample"])
    key = page.value("document.querySelector('#brief .key').innerText").split()
    assert {"+", "−", "⊘", "&", "✓", "✗"} <= set(key)
    assert page.value("document.querySelector('#brief .key').getBoundingClientRect().bottom < innerHeight / 2")


def test_the_views_go_together(page: Page, pages: Pages) -> None:
    page.open(pages["sample"])
    page.value("document.querySelector('#brief .column a').click()")
    assert "The partnership announced in July 2025" in panel_text(page)
    assert page.value("document.querySelector('#brief [data-picked] a').hash") == page.value("location.hash")
    page.key("Escape")
    assert page.value("document.activeElement.closest('#brief') !== null")
    page.key("b")
    assert not page.value(IN_BRIEF)
    assert focused(page) == "show-map"
    page.click("#show-brief")
    assert page.value(IN_BRIEF)
    page.key("2")
    assert not page.value(IN_BRIEF)
    assert status(page).endswith("shown.")


def test_what_the_filter_finds_is_marked_in_the_brief(page: Page, pages: Pages) -> None:
    page.open(pages["sample"], "#brief")
    page.value("document.querySelector('#facets input').click()")
    marked = page.value("document.querySelectorAll('#brief [data-match]').length")
    assert f"{marked} claims of" in status(page)
    page.value("document.getElementById('clear-filter').click()")
    assert page.value("document.querySelectorAll('#brief [data-match]').length") == 0


def test_a_search_moves_to_what_it_finds(page: Page, pages: Pages) -> None:
    seen = (
        "(() => { const a = document.querySelector('%s').getBoundingClientRect(), b ="
        " document.querySelector('main').getBoundingClientRect();"
        " return a.top >= b.top - 1 && a.bottom <= b.bottom + 1; })()"
    )
    for view, where in (("#brief", "#brief [data-picked] > a"), ("#map", "#claim-lock-in")):
        page.media(prefers_reduced_motion="reduce")
        page.open(pages["sample"], view)
        page.key("/")
        page.type("supplier slow costly")
        page.wait(seen % where)


def test_the_outline_folds(page: Page, pages: Pages) -> None:
    page.open(pages["sample"])
    page.key("o")
    shown = "[...document.querySelectorAll('.outline li')].filter((line) => line.checkVisibility()).length"
    before = page.value(shown)
    page.value("document.querySelector('.twist').focus()")
    page.key("Enter")
    assert page.value("document.querySelector('.twist').getAttribute('aria-expanded')") == "false"
    assert 0 < page.value(shown) < before
    page.key("Enter")
    assert page.value(shown) == before


def test_a_long_word_is_broken_wherever_it_stands(page: Page, tmp_path: Path) -> None:
    word = "Donaudampfschifffahrt" * 12
    text = f"argmap: 1\ntitle: {word}\nclaims:\n  top: {{text: {word}}}\n  r: {{text: {word}, supports: [top]}}\n"
    (tmp_path / "a.yaml").write_text(text, "utf-8")
    assert command.main([str(tmp_path / "a.yaml"), "-o", str(tmp_path / "a.html")]) == 0
    page.resize(390, 844, touch=True)
    page.open(tmp_path / "a.html")
    assert page.value("document.getElementById('brief').scrollWidth <= innerWidth")
    rights = "[...document.querySelectorAll('#brief *')].map((part) => part.getBoundingClientRect().right)"
    assert page.value(f"Math.max(...{rights}) <= innerWidth")
