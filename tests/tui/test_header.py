"""The header: everything that has room, in the longest words that fit."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from argmap.model.findings import Finding
from argmap.tui.checker import in_short
from argmap.tui.views.bars import Header

COUNTS = ("58 claims · 38 + · 15 − · 7 ⊘", "58 claims 38+ 15− 7⊘", "58 claims")


def header(width: int, *, dirty: bool) -> str:
    one = Header()
    one.file, one.dirty, one.counts, one.findings, one.git = (
        "uk_openai.yaml",
        dirty,
        COUNTS,
        ("3 warnings · 2 suggestions", "3 warnings"),
        "git: main*",
    )
    text = "".join(piece for piece, _, _ in one.pieces(width))
    assert cell_len(text) <= width
    return text


@pytest.mark.parametrize(
    ("width", "dirty", "shown"),
    [
        (
            160,
            True,
            " argmap  uk_openai.yaml ● unsaved   58 claims · 38 + · 15 − · 7 ⊘   3 warnings · 2 suggestions"
            "   git: main*",
        ),
        (91, False, " argmap  uk_openai.yaml   58 claims 38+ 15− 7⊘   3 warnings · 2 suggestions   git: main*"),
        (80, False, " argmap  uk_openai.yaml   58 claims   3 warnings · 2 suggestions   git: main*"),
        (80, True, " argmap  uk_openai.yaml ● unsaved   58 claims   3 warnings   git: main*"),
        (62, True, " argmap  uk_openai.yaml ● unsaved   3 warnings   git: main*"),
        (50, True, " argmap  uk_openai.yaml ● unsaved   3 warnings"),
        (40, True, " argmap  uk_openai.yaml ● unsaved"),
    ],
)
def test_what_has_room_is_shown_whole(width: int, dirty: bool, shown: str) -> None:
    assert header(width, dirty=dirty) == shown


def test_errors_and_warnings_go_before_notes() -> None:
    def found(*severities: str) -> list[Finding]:
        return [Finding("AM101", severity, "Wrong.") for severity in severities]  # type: ignore[arg-type]

    assert in_short(found()) == ("no findings",)
    assert in_short(found("suggestion")) == ("1 suggestion",)
    assert in_short(found("suggestion", "warning", "warning")) == ("2 warnings · 1 suggestion", "2 warnings")
    assert in_short(found("suggestion", "warning", "error")) == ("1 error · 1 warning · 1 suggestion", "1 error")


BROKEN = """\
argmap: 1
title: Broken
claims:
  one:
    text: One.
    supports:
      - nothing # argmap: ignore[AM1]
  two:
    text: Two.
    supports:
      - nowhere
"""


async def test_what_a_comment_accepts_is_no_finding(driving, tmp_path: Path) -> None:
    (tmp_path / ".argmap.toml").write_text('[check]\nignore = ["AM2"]\n')
    async with driving(BROKEN) as driver:
        await driver.until(lambda: driver.editor.state.findings_words)
        assert "1 error" in driver.screen_lines()[0]
        await driver.press("alt+6")
        assert len(driver.editor.main.table.model.rows) == 1
        await driver.press("enter")
        assert driver.editor.main.claim_id == "two"


@pytest.mark.parametrize("width", range(1, 30))
def test_a_terminal_too_narrow_for_the_name_still_has_a_header(width: int) -> None:
    one = Header()
    one.file, one.dirty, one.counts, one.findings, one.git = "map.yaml", True, COUNTS, ("3 warnings",), "git: main*"
    shown = [text for text, _, _ in one.pieces(width)]
    assert shown[0] == " argmap "
    assert not any(words in text for text in shown for words in (*COUNTS, "3 warnings", "git"))
