"""The page in a real browser: each thing it can do, done with the mouse, the keys or fingers."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest

from argmap.cli import export
from tests.html.browser import Page
from tests.html.conftest import MAPS

pytestmark = pytest.mark.browser

Pages = dict[str, Path]


def at_rest(page: Page) -> None:
    page.wait("!document.getElementById('stage').classList.contains('gliding')")


def transform(page: Page) -> tuple[float, float, float]:
    """Where the drawing lies: x, y, scale."""
    at_rest(page)
    matrix = page.value(
        "(() => { const m = new DOMMatrix(getComputedStyle(document.querySelector('svg.argmap')).transform);"
        " return [m.e, m.f, m.a]; })()"
    )
    return matrix[0], matrix[1], matrix[2]


def focused(page: Page) -> str:
    return str(page.value("document.activeElement.id"))


def panel_text(page: Page) -> str:
    return str(page.value("document.getElementById('panel').innerText"))


def status(page: Page) -> str:
    return str(page.value("document.getElementById('status').textContent"))


def shown(page: Page, selector: str) -> list[str]:
    """The ids of the elements that a selector finds."""
    found = page.value(f"[...document.querySelectorAll({selector!r})].map((item) => item.id)")
    return [str(id) for id in found]


def focus_on(page: Page, claim: str) -> None:
    page.value(f"document.getElementById('claim-{claim}').focus()")


def in_view(page: Page, claim: str) -> bool:
    at_rest(page)
    return bool(
        page.value(
            f"(() => {{ const a = document.getElementById('claim-{claim}').getBoundingClientRect(),"
            " b = document.getElementById('stage').getBoundingClientRect();"
            " return a.left >= b.left && a.right <= b.right && a.top >= b.top && a.bottom <= b.bottom; })()"
        )
    )


def roles(page: Page) -> dict[str, list[str]]:
    """The names of what assistive technology is told of, by role."""
    told: dict[str, list[str]] = {}
    for node in page.accessibility():
        told.setdefault(node["role"]["value"], []).append(node.get("name", {}).get("value", ""))
    return told


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


def test_wheel_and_keys_zoom_and_the_point_under_the_pointer_stays(page: Page, pages: Pages) -> None:
    page.open(pages["night-buses"])
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
    page.open(pages["night-buses"])
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
    page.open(pages["night-buses"])
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
    page.open(pages["night-buses"])
    page.touch("touchStart", page.middle("#claim-run-all-night"))
    page.touch("touchEnd")
    page.wait("!document.getElementById('panel').hidden")
    assert "Buses should run all night." in panel_text(page)


def test_two_fingers_pinch(page: Page, pages: Pages) -> None:
    page.resize(390, 844, touch=True)
    page.open(pages["night-buses"])
    _, _, scale = transform(page)
    page.touch("touchStart", (150, 400))
    page.touch("touchStart", (150, 400), (250, 400))
    page.touch("touchMove", (130, 400), (270, 400))
    page.touch("touchMove", (100, 400), (300, 400))
    page.touch("touchEnd")
    page.wait(f"new DOMMatrix(getComputedStyle(document.querySelector('svg.argmap')).transform).a > {scale * 1.5}")


def test_a_click_opens_the_whole_claim(page: Page, pages: Pages) -> None:
    page.open(pages["night-buses"])
    page.click("#claim-run-all-night")
    text = panel_text(page)
    for words in (
        "Buses should run all night.",
        "City council ± has mixed views",
        "Night riders ✓ agrees, 2026-03-02",
        "We need to get home.",
        "Survey of night workers, City transport office, 2026-03",
        "Reasons for",
        "Night workers have no other way home.",
        "Why it follows: A service should be there for those who have none.",
        "Reasons against",
        "together with The budget is fixed until next year.",
        "The step is undercut: Night fares would cover most of it.",
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
    assert status(page) == "The link names a claim that is not on this page."
    assert page.value("document.getElementById('panel').hidden")


def test_the_page_of_a_stakeholder_says_what_it_has_not_answered(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "council.html"
    assert export.main([str(MAPS["night-buses"]), "--stakeholder", "council", "-o", str(file)]) == 0
    page.open(file)
    unanswered = page.value(
        "JSON.parse(document.getElementById('map-data').textContent)"
        ".nodes.filter((node) => node.unanswered).map((node) => node.id)"
    )
    assert unanswered
    page.open(file, f"#claim-{unanswered[0]}")
    assert "Not answered by the stakeholder that this page is about." in panel_text(page)


def test_arrows_walk_along_the_reasons(page: Page, pages: Pages) -> None:
    page.open(pages["night-buses"])
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
    assert status(page) == "No further claim here."
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
    assert status(page) == "This is what the argument is about."


def test_enter_reads_the_claim_and_escape_comes_back(page: Page, pages: Pages) -> None:
    page.open(pages["night-buses"])
    focus_on(page, "buses-run-empty")
    page.key("Enter")
    assert page.value("document.activeElement.closest('#panel') && document.activeElement.tagName") == "H2"
    page.key("Escape")
    assert focused(page) == "claim-buses-run-empty"
    assert in_view(page, "buses-run-empty")


def test_one_tab_stop_and_a_focus_that_is_seen(page: Page, pages: Pages) -> None:
    page.open(pages["night-buses"])
    assert page.value("document.querySelectorAll('svg [tabindex=\"0\"]').length") == 1
    for _ in range(12):
        page.key("Tab")
        if focused(page).startswith("claim-"):
            break
    assert focused(page) == "claim-run-all-night"
    rect = "getComputedStyle(document.querySelector('#claim-run-all-night > rect'))"
    assert float(page.value(f"parseFloat({rect}.strokeWidth)")) >= 3
    page.key("Tab")
    assert not page.value("document.activeElement.closest('svg')")


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
    assert status(page) == "No claim found."


@pytest.mark.parametrize(
    ("title", "choice", "kept"),
    [
        ("Stakeholder", "City council", {"run-all-night", "costs-too-much"}),
        ("Stance", "✗ disagrees", {"costs-too-much"}),
        ("Side of a tension", "Spend no more than now", {"costs-too-much"}),
        ("Tag", "work", {"workers-need-them", "taxis-cost-a-shift"}),
        ("Kind", "Undercuts", {"fares-cover-it"}),
    ],
)
def test_the_filter_fades_what_does_not_match(
    page: Page, pages: Pages, title: str, choice: str, kept: set[str]
) -> None:
    page.open(pages["night-buses"])
    page.key("f")
    page.value(
        "[...document.querySelectorAll('#facets fieldset')]"
        f".find((set) => set.querySelector('legend').innerText === {title!r})"
        ".querySelectorAll('label').forEach((label) => "
        f"{{ if (label.querySelector('bdi').textContent === {choice!r}) label.click(); }})"
    )
    assert set(shown(page, ".box:not(.faded)")) == {f"claim-{name}" for name in kept}
    assert status(page).startswith(f"{len(kept)} claim")
    page.key("n")
    assert focused(page).removeprefix("claim-") in kept
    page.click("#clear-filter")
    assert shown(page, ".argmap .faded") == []


def test_facets_are_met_together(page: Page, pages: Pages) -> None:
    page.open(pages["night-buses"], "#claim-run-all-night")
    page.value(
        "[...document.querySelectorAll('#panel button.plain')].find((b) => b.innerText === 'Night riders').click()"
    )
    assert set(shown(page, ".box:not(.faded)")) == {
        "claim-run-all-night",
        "claim-workers-need-them",
        "claim-costs-too-much",
    }
    page.key("f")
    page.value(
        "[...document.querySelectorAll('#facets label')].find((l) => l.innerText.includes('disagrees')).click()"
    )
    assert shown(page, ".box:not(.faded)") == ["claim-costs-too-much"]


def test_the_filter_brings_what_matches_into_sight(page: Page, pages: Pages) -> None:
    page.resize(700, 500)
    page.open(pages["night-buses"], "#claim-run-all-night")
    assert not in_view(page, "taxis-cost-a-shift")
    page.value(
        "[...document.querySelectorAll('#facets label')].find((l) => l.innerText.startsWith('Undercuts')).click()"
    )
    assert in_view(page, "fares-cover-it")


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
    assert "No claim found" in page.value("document.querySelector('#found-nothing:not([hidden])').textContent")
    page.key("Escape")
    assert page.value(opacity.format("run-all-night")) == 1
    assert page.value("document.getElementById('found-nothing').hidden")


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


def test_the_small_map_shows_where_one_is_and_leads_elsewhere(page: Page, pages: Pages) -> None:
    page.open(pages["night-buses"])
    page.key("0")
    assert page.value("document.getElementById('minimap').hidden")
    for _ in range(6):
        page.click("#zoom-in")
    assert not page.value("document.getElementById('minimap').hidden")
    assert page.value("document.querySelectorAll('#minimap rect:not(.frame)').length") == len(shown(page, ".box"))
    x, y = page.value(
        "(() => { const box = document.querySelector('#minimap svg').getBoundingClientRect(),"
        " whole = document.querySelector('svg.argmap').viewBox.baseVal,"
        " at = document.getElementById('claim-buses-run-empty').getBBox();"
        " return [box.left + (at.x + at.width / 2) / whole.width * box.width,"
        " box.top + (at.y + at.height / 2) / whole.height * box.height]; })()"
    )
    page.mouse("mousePressed", x, y, button="left", clickCount=1)
    page.mouse("mouseReleased", x, y, button="left", clickCount=1)
    assert in_view(page, "buses-run-empty")
    assert page.value("document.getElementById('panel').hidden")


def test_folding_hides_what_bears_on_a_claim_alone(page: Page, pages: Pages) -> None:
    page.open(pages["night-buses"])
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


def test_single_letters_can_be_switched_off(page: Page, pages: Pages) -> None:
    page.open(pages["night-buses"])
    page.key("?")
    assert page.value("document.getElementById('help').open")
    page.value("document.getElementById('single-keys').click()")
    page.value("document.getElementById('help').close()")
    page.key("f")
    assert page.value("document.getElementById('filter').hidden")


def test_assistive_technology_is_told_of_every_claim_and_every_control(page: Page, pages: Pages) -> None:
    page.open(pages["night-buses"], "#claim-costs-too-much")
    page.key("o")
    told = roles(page)
    assert {"banner", "main", "search", "complementary", "navigation", "status", "combobox"} <= set(told)
    objects = " | ".join(told["graphics-object"])
    for node in page.value("JSON.parse(document.getElementById('map-data').textContent).nodes.map((n) => n.text)"):
        assert node.rstrip(".") in objects
    assert len(told["graphics-document"]) == 1
    assert told["complementary"] == ["Claim"]
    assert told["navigation"] == ["Outline"]
    for role in ("button", "link", "combobox", "checkbox", "graphics-object"):
        assert all(told.get(role, ["named"])), f"a {role} has no name"
    assert {"Filter", "Outline", "Help", "Zoom in", "Zoom out", "Fit", "Close the panel"} <= set(told["button"])


def test_descriptions_say_what_a_claim_does(page: Page, pages: Pages) -> None:
    page.open(pages["night-buses"])
    told = [node for node in page.accessibility() if node["role"]["value"] == "graphics-object"]
    (node,) = [
        node for node in told if node["name"]["value"].startswith("Objects") and "cost more" in node["name"]["value"]
    ]
    assert "Agreed by City council. Rejected by Night riders." in node["description"]["value"]


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


def test_the_view_glides_unless_the_reader_wants_stillness(page: Page, pages: Pages) -> None:
    glides = "document.getElementById('stage').classList.contains('gliding')"
    page.open(pages["night-buses"])
    assert not page.value(f"(document.getElementById('zoom-in').click(), {glides})")
    page.media(prefers_reduced_motion="no-preference")
    assert page.value(f"(document.getElementById('zoom-in').click(), {glides})")
    at_rest(page)


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
