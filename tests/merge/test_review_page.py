"""The pictures of changes, of which the page on reviewing shows one."""

from __future__ import annotations

from pathlib import Path

import pytest

from argmap.cli import diff

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
