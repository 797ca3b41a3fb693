"""One browser for all tests of pages, and the pages: written once by the command that people run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from argmap.cli import export
from tests.html.browser import Browser, Page, launched

HERE = Path(__file__).parent
MAPS = {
    "night-buses": HERE / "night-buses.yaml",
    "hostile": HERE.parent / "maps" / "hostile.yaml",
    "empty": HERE.parent / "maps" / "empty.yaml",
    "broken-references": HERE.parent / "maps" / "broken-references.yaml",
    "loops": HERE.parent / "maps" / "loops.yaml",
    "undercut-of-undercut": HERE.parent / "maps" / "undercut-of-undercut.yaml",
}


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The page of each map of :data:`MAPS`."""
    folder = tmp_path_factory.mktemp("pages")
    for name, file in MAPS.items():
        assert export.main([str(file), "-o", str(folder / f"{name}.html")]) == 0
    return {name: folder / f"{name}.html" for name in MAPS}


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with launched(tmp_path_factory.mktemp("profile")) as running:
        yield running


@pytest.fixture(scope="session")
def one_page(browser: Browser) -> Page:
    return browser.page()


@pytest.fixture
def page(one_page: Page) -> Page:
    """A page at a desk: light, with scripts, without glides, as any test before it may have changed that."""
    one_page.resize(1440, 900)
    one_page.scripts(True)
    one_page.media(prefers_reduced_motion="reduce", prefers_color_scheme="light")
    return one_page
