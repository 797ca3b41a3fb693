"""``python -m tests.documents [PAGE ...]`` writes what the program shows into the pages, and makes their pictures."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from argmap.report.findings.pages import as_markdown as findings
from tests.api.documentation import PAGE as PYTHON
from tests.api.documentation import page_as_run
from tests.documents import manual
from tests.documents.generated import with_parts
from tests.documents.played import DOCS, PART, played
from tests.tui.screen_picture import without_spaces, written


async def write(page: Path) -> None:
    """Bring one page and its pictures up to date."""
    text = page.read_text(encoding="utf-8")
    page.write_text(with_parts(text), encoding="utf-8")
    if page == PYTHON:
        with tempfile.TemporaryDirectory() as folder:
            page.write_text(page_as_run(text, Path(folder)), encoding="utf-8")
    if not PART.search(text):
        return
    with tempfile.TemporaryDirectory() as folder:
        now = await played(page, Path(folder))
    page.write_text(now.text, encoding="utf-8")
    for name, content in now.exports.items():
        beside(page, name).write_bytes(content)
    for name, screen in now.screens.items():
        file = beside(page, name)
        if not file.exists() or shown(file.read_text(encoding="utf-8")) != shown(screen):
            file.write_text(screen, encoding="utf-8")


def shown(screen: str) -> str:
    """What the picture of a screen says."""
    return without_spaces(written(screen))


def beside(page: Path, name: str) -> Path:
    """The file of a page's picture."""
    file = page.parent / name
    file.parent.mkdir(parents=True, exist_ok=True)
    return file


async def main(names: list[str]) -> None:
    """Write all pages, or those named."""
    manual.FILE.write_text(manual.page(), encoding="utf-8")
    (DOCS / "reference" / "findings.md").write_text(findings(), encoding="utf-8")
    for page in sorted([DOCS.parent / "README.md", *DOCS.rglob("*.md")]):
        if not names or page.stem in names:
            await write(page)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
