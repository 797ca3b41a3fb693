"""The pictures of changes, of which the page on reviewing shows one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from argmap.cli import diff
from argmap.report.changes.html import page

DOCS = Path(__file__).parents[2] / "docs"
VERSIONS = ["docs/how-to/review/before.yaml", "docs/how-to/review/after.yaml"]


@pytest.fixture(autouse=True)
def at_the_top(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(DOCS.parent)


@pytest.mark.parametrize(("theme", "paper"), [("light", "#ffffff"), ("dark", "#14171c"), ("print", "#ffffff")])
@pytest.mark.parametrize("format", ["svg", "html"])
def test_a_theme_settles_the_colours_of_the_picture_and_its_page(
    tmp_path: Path, format: str, theme: str, paper: str
) -> None:
    file = tmp_path / f"changes.{format}"
    assert diff.main(["--format", format, "--theme", theme, "-o", str(file), *VERSIONS]) == 1
    written = file.read_text(encoding="utf-8")
    assert f'<rect class="paper" fill="{paper}"' in written
    assert "prefers-color-scheme" not in written
    scheme = "dark" if theme == "dark" else "light"
    assert format == "svg" or f":root {{ color-scheme: {scheme}; " in written


def test_a_page_without_a_theme_follows_the_reader(tmp_path: Path) -> None:
    file = tmp_path / "changes.html"
    assert diff.main(["--format", "html", "-o", str(file), *VERSIONS]) == 1
    written = file.read_text(encoding="utf-8")
    assert ":root { color-scheme: light dark; " in written
    assert written.count("prefers-color-scheme") == 2  # of the page, and of the picture


def test_the_picture_on_the_page(tmp_path: Path) -> None:
    assert diff.main(["--format", "svg", "-o", str(tmp_path / "changes.svg"), *VERSIONS]) == 1
    expected = (DOCS / "how-to" / "review" / "changes.svg").read_bytes()
    assert (tmp_path / "changes.svg").read_bytes() == expected, (
        "run: argmap diff --format svg -o docs/how-to/review/changes.svg"
    )


def test_a_page_of_no_changes_says_so() -> None:
    written = page(())
    assert "<title>Changes of no maps</title>" in written
    assert written.endswith("<body><main>\n<h1>No changes</h1>\n</main></body></html>\n")


COMMENTED = """\
argmap: 1
title: T
tensions:
  street:  # of a tension
    title: Whose street
    sides: {shut: Shut, open: Open}
stakeholders:
  walkers:  # of a stakeholder
    name: Walkers
claims:
  close:  # of a claim
    text: Close it.
    tension: street
    side: shut
    positions: {walkers: agrees}
    sources: [letter]
sources:
  letter:  # of a source
    title: A letter
"""


def test_comments_are_told_with_what_they_stand_at(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    old.write_text(COMMENTED)
    new.write_text(re.sub("  # .*", "", COMMENTED))
    assert diff.main([str(old), str(new)]) == 1
    section = capsys.readouterr().out.partition("Comments in the file\n")[2]
    assert section.splitlines() == [
        "  ~ Whose street  [street]",
        "      − comment removed: # of a tension",
        "  ~ Walkers  [walkers]",
        "      − comment removed: # of a stakeholder",
        "  ~ Close it.  [close]",
        "      − comment removed: # of a claim",
        "  ~ A letter  [letter]",
        "      − comment removed: # of a source",
    ]
