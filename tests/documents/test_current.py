"""The pages and their pictures show what the program does now."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.documents.__main__ import shown
from tests.documents.generated import PARTS, with_parts
from tests.documents.played import DOCS, pages, played

WRITE = "run: python -m tests.documents"
PLAYED = pages()


def test_what_the_program_makes_is_current() -> None:
    made = 0
    for page in DOCS.rglob("*.md"):
        text = page.read_text(encoding="utf-8")
        made += text.count("<!-- made by the program")
        assert with_parts(text) == text, WRITE
    assert made >= len(PARTS)


@pytest.mark.parametrize("page", PLAYED, ids=[page.stem for page in PLAYED])
async def test_a_page_shows_what_the_reader_sees(page: Path, tmp_path: Path) -> None:
    now = await played(page, tmp_path)
    assert page.read_text(encoding="utf-8") == now.text, WRITE
    for name, content in now.exports.items():
        assert (page.parent / name).read_bytes() == content, WRITE
    for name, screen in now.screens.items():
        assert shown((page.parent / name).read_text(encoding="utf-8")) == shown(screen), WRITE
    for name in (*now.exports, *now.screens):
        assert f"]({name})" in now.text, f"{page.name} makes {name} and does not show it"
