"""The pages of the documentation, where this installation keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from argmap.model.findings import MapError

INDEX = "README"

_PACKAGE = Path(__file__).parents[1]
_FOLDERS = (_PACKAGE / "documents", _PACKAGE.parent / "docs")
"""The folder of the pages in an installation, and in a checkout."""


def help_pages() -> Mapping[str, Path]:
    """Topic -> the page on it, in Markdown. The topic ``README`` is the index of the others.

    A page's topic is the name of its file, or of its folder where the file is a ``README``. Raises MapError where
    this installation has no pages.
    """
    for folder in _FOLDERS:
        if (folder / f"{INDEX}.md").is_file():
            return {topic_of(page.relative_to(folder)): page for page in sorted(folder.rglob("*.md"))}
    raise MapError("This installation has no help pages. Install argmap again; 'argmap --help' lists the commands.")


def topic_of(page: Path) -> str:
    """The topic of a page, by its path."""
    return page.parent.name or INDEX if page.stem == INDEX else page.stem
