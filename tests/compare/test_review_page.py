"""The page on reviewing shows what the commands really say."""

from __future__ import annotations

from pathlib import Path

import pytest

from argmap.cli import diff

DOCS = Path(__file__).parents[2] / "docs"
VERSIONS = ["docs/review/before.yaml", "docs/review/after.yaml"]


@pytest.fixture(autouse=True)
def at_the_top(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(DOCS.parent)


def test_the_account_on_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert diff.main(VERSIONS) == 1
    assert f"```text\n{capsys.readouterr().out}```" in (DOCS / "review.md").read_text(encoding="utf-8")


def test_the_picture_on_the_page(tmp_path: Path) -> None:
    assert diff.main(["--format", "svg", "-o", str(tmp_path / "changes.svg"), *VERSIONS]) == 1
    expected = (DOCS / "review" / "changes.svg").read_bytes()
    assert (tmp_path / "changes.svg").read_bytes() == expected, (
        "run: argmap diff --format svg -o docs/review/changes.svg"
    )
