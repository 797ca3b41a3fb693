"""The page against the rules of axe-core (WCAG 2.2 A and AA, and best practice), in each state a reader meets."""

from __future__ import annotations

from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import pytest

from tests.browser import Page
from tests.examples import slow_but

pytestmark = [pytest.mark.browser, pytest.mark.needs("axe")]

CONTRAST = """
(() => {
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = channels(getComputedStyle(at).backgroundColor);
      if ((colour[3] ?? 1) === 1) return colour;
    }
  };
  const low = [];
  let read = 0;
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || element.closest("svg, script, style, :disabled")) continue;
    if (!element.checkVisibility()) continue;
    read += 1;
    const [a, b] = [light(channels(getComputedStyle(element).color)), light(behind(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) low.push([texts.currentNode.data, ratio]);
  }
  return { low, read };
})()
"""
"""The contrast of every text outside the drawing (WCAG 2.2, 1.4.3): axe cannot tell what lies behind most of it."""

SIZES = {"desk": (1440, 900), "phone": (390, 844), "zoomed": (320, 256)}

LOOKS = [*((size, "light") for size in SIZES), ("desk", "dark")]
"""Every size in one colour scheme, and one size in the other: the scheme changes colours alone, and no size does."""

STATES: dict[str, tuple[str, tuple[str, ...]]] = {
    "as it opens": ("", ()),
    "the brief": ("#brief", ()),
    "the map": ("#map", ()),
    "one level": ("#map", ("1",)),
    "a claim is open": ("#claim-run-all-night", ()),
    "an undercut is open": ("#claim-fares-cover-it", ()),
    "a search": ("#map", ("/", *"night")),
    "a search for nothing": ("#map", ("/", *"zebra")),
    "a filter": ("#claim-run-all-night", ("f",)),
    "the outline": ("", ("o",)),
    "help": ("", ("?",)),
    "folded": ("#map", ("c",)),
}
"""What the reader has done: the end of the address, and the keys pressed."""


CHANGED_BY_LOOKS = ("as it opens", "a claim is open", "a filter", "the outline")
"""States that show all parts of which a phone or a dark screen changes the places or colours."""

LOOKED_AT = [
    pytest.param(
        size,
        scheme,
        state,
        marks=[pytest.mark.slow] if (size, scheme) != ("desk", "light") and state not in CHANGED_BY_LOOKS else [],
    )
    for size, scheme in LOOKS
    for state in STATES
]
"""Each other state on a phone, zoomed and dark is tried in long runs alone."""


OTHER_MAPS = ("sample", "hostile", "empty", "broken-references", "loops")


@pytest.fixture(scope="module")
def axe() -> str:
    """The script of axe-core."""
    files = distribution("axe-playwright-python").files or []
    (script,) = [file for file in files if file.name == "axe.min.js"]
    return Path(str(script.locate())).read_text(encoding="utf-8")


def violations(page: Page, axe: str) -> list[Any]:
    """Rules that are broken, with where and why."""
    page.value(f"(() => {{ {axe}; }})(), 0")
    more = "{rules: {'label-content-name-mismatch': {enabled: true}, 'target-size': {enabled: true}}}"
    found = page.value(
        f"axe.run(document, {more}).then((all) => all.violations.map((rule) =>"
        " [rule.id, rule.nodes.slice(0, 5).map((node) => node.target + ': ' + node.failureSummary)]))"
    )
    return list(found)


@pytest.mark.parametrize(("size", "scheme", "state"), LOOKED_AT)
def test_no_rule_is_broken(page: Page, pages: dict[str, Path], axe: str, size: str, scheme: str, state: str) -> None:
    address, keys = STATES[state]
    page.resize(*SIZES[size], touch=size == "phone")
    page.media(prefers_reduced_motion="reduce", prefers_color_scheme=scheme)
    page.open(pages["night-buses"], address)
    for key in keys:
        page.key(key)
    assert violations(page, axe) == []
    contrast = page.value(CONTRAST)
    assert contrast["read"] > 5
    assert contrast["low"] == []


@pytest.mark.parametrize("name", slow_but(OTHER_MAPS, *OTHER_MAPS[:-1]))
def test_nor_is_any_in_other_maps(page: Page, pages: dict[str, Path], axe: str, name: str) -> None:
    page.open(pages[name])
    page.key("Home")
    page.key("Enter")
    page.key("o")
    assert violations(page, axe) == []


def test_nor_is_any_without_scripts(page: Page, pages: dict[str, Path], axe: str) -> None:
    """As a browser shows the page that runs no script of its own; the one that looks for faults runs beside it."""
    page.open(pages["night-buses"])
    page.value("document.documentElement.className = ''")
    assert violations(page, axe) == []


def test_the_rules_are_at_work(page: Page, pages: dict[str, Path], axe: str) -> None:
    page.open(pages["night-buses"])
    page.value("document.getElementById('open-help').replaceChildren()")
    assert "button-name" in [rule for rule, _ in violations(page, axe)]
