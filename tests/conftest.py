"""Settings for all tests: which tools they need, how hard hypothesis tries, and one browser for all that look."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.browser import Browser, Page, launched
from tests.examples import register_profiles
from tests.needs import in_ci, require

ROOT = Path(__file__).parents[1]
BUILT = {str(ROOT / name) for name in ("build", "dist", "argmap.egg-info")}
"""What installing the package beside the tests leaves there."""

DRIVEN = {"terminal": "tmux", "browser": "chromium"}
"""What the tests with these markers drive."""

register_profiles()
settings.load_profile("ci" if in_ci() else "here")


if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # So it is in a shell's background, and every command that a test starts and interrupts would ignore it too.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_finish() -> None:
    """Collect garbage rarely from now on, and not among what lasts as long as the tests.

    To look through all of it again and again took an eighth of their time.
    """
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Looks for the tools that a test is marked to need, before it begins."""
    marked = [tool for marker, tool in DRIVEN.items() if item.get_closest_marker(marker)]
    for tool in [*marked, *(tool for mark in item.iter_markers("needs") for tool in mark.args)]:
        require(tool)


def committed_folders() -> set[str]:
    """The names of what stands in the folders that commands write to when they are told no other."""
    return {entry.path for folder in (ROOT, ROOT / "exports") for entry in os.scandir(folder) if entry.name[0] != "."}


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """A test that writes into the repository's own folders fails: it is to work in a folder of its own."""
    before = committed_folders()
    yield
    assert committed_folders() <= before | BUILT, "a test wrote into the repository"


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
    one_page.sight("none")
    return one_page
