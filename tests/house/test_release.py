"""A version is in one place, and is released only with its part of the changelog."""

from __future__ import annotations

import runpy
import tomllib

import pytest

import argmap
from tests.house.source import ROOT

notes = runpy.run_path(str(ROOT / ".ci" / "release"))["notes"]

FILES = {
    "package": '__version__ = "1.2.3"\n',
    "citation": "cff\nversion: 1.2.3\n",
    "changelog": "# Changelog\n\n## 1.2.3 - 2026-05-01\n\n- New.\n\n## 1.2.2 - 2026-04-01\n\n- Old.\n",
}


def test_the_notes_of_a_release() -> None:
    assert notes("v1.2.3", **FILES) == "- New.\n"


@pytest.mark.parametrize(
    ("tag", "change", "said"),
    [
        ("1.2.3", {}, "is not of the form"),
        ("v1.2.3; rm", {}, "is not of the form"),
        ("v1.2.4", {}, "argmap/__init__.py"),
        ("v1.2.3", {"citation": "cff\nversion: 1.2.2\n"}, "CITATION.cff"),
        ("v1.2.3", {"changelog": "## Unreleased\n\n- New.\n"}, "CHANGELOG.md"),
        ("v1.2.3", {"changelog": "## 1.2.3 - 2026-05-01\n\n## 1.2.2 - 2026-04-01\n\n- Old.\n"}, "nothing in it"),
    ],
)
def test_why_a_version_is_not_released(tag: str, change: dict[str, str], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        notes(tag, **(FILES | change))


def test_the_citation_names_the_version() -> None:
    assert f"\nversion: {argmap.__version__}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["dynamic"] == ["version"]
