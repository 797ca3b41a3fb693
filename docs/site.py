"""What the site has that is not in this folder: files of the repository that pages link to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

DOCS = Path(__file__).parent
ROOT = DOCS.parent
LINK = re.compile(r"\]\(([^)#\s:]+)")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the files from outside, at the top of the site. Those in Markdown become pages that no menu shows."""
    pending, seen = sorted(DOCS.rglob("*.md")), set[Path]()
    while pending:
        for file in linked(pending.pop()):
            if file not in seen and not file.is_relative_to(DOCS):
                seen.add(file)
                files.append(File.generated(config, file.relative_to(ROOT).as_posix(), abs_src_path=str(file)))
                pending += [file] if file.suffix == ".md" else []
    return files


def linked(page: Path) -> Iterator[Path]:
    """The files of the repository that a page links to."""
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        file = (page.parent / target).resolve()
        if file.is_file() and file.is_relative_to(ROOT):
            yield file


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Let links between this folder and what is outside lead to where it is on the site."""
    depth = page.file.src_uri.count("/")
    if (DOCS / page.file.src_uri).is_file():
        return markdown.replace("](" + "../" * (depth + 1), "](" + "../" * depth)
    return re.sub(r"\]\((\.\./)*docs/", "](" + "../" * depth, markdown)
