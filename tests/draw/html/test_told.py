"""What assistive technology is told of a page."""

from __future__ import annotations

import pytest

from tests.browser import Page
from tests.draw.html.conftest import Pages
from tests.draw.html.seen import roles

pytestmark = pytest.mark.browser


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
    assert "Agree: City council. Disagree: Night riders." in node["description"]["value"]
