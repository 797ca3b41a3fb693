"""What the site has that is not in this folder: files of the repository that pages link to."""

from __future__ import annotations

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).parent.parent
OUTSIDE = ("[A-Q]*.md", "S*.md", "LICENSE", "action.yml", "exports/*", "maps/*")
"""Files above this folder, all but the README, which the site has at its top."""


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the files from outside. Those in Markdown become pages that no menu shows."""
    for pattern in OUTSIDE:
        for file in sorted(ROOT.glob(pattern)):
            added = File.generated(config, file.relative_to(ROOT).as_posix(), abs_src_path=str(file))
            files.append(added)
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Let links that lead out of this folder lead to the top of the site."""
    depth = page.file.src_uri.count("/")
    if (Path(config.docs_dir) / page.file.src_uri).is_file():
        return re.sub(r"\]\(" + r"\.\./" * (depth + 1), "](" + "../" * depth, markdown)
    return re.sub(r"\]\((\.\./)*docs/", "](" + "../" * depth, markdown)
