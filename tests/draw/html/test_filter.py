"""The filter of a page."""

from __future__ import annotations

import pytest

from tests.browser import Page
from tests.draw.html.conftest import Pages
from tests.draw.html.seen import focused, in_view, shown, status

pytestmark = pytest.mark.browser


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
