"""What a reader of a page sees and is told."""

from __future__ import annotations

from tests.browser import Page


def at_rest(page: Page) -> None:
    page.wait("!document.getElementById('stage').classList.contains('gliding')")


def transform(page: Page) -> tuple[float, float, float]:
    """Where the drawing lies: x, y, scale."""
    at_rest(page)
    matrix = page.value(
        "(() => { const { left, top, transform } = getComputedStyle(document.querySelector('svg.argmap'));"
        " return [parseFloat(left), parseFloat(top), new DOMMatrix(transform).a]; })()"
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
