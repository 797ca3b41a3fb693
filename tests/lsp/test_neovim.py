"""The language server in a real Neovim. The session is the one that the documents show."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.lsp.neovim_session import PAGE, session, with_session


@pytest.mark.needs("neovim")
def test_the_session_in_the_documents_is_what_happens(tmp_path: Path) -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert with_session(page, session(tmp_path)) == page, "run: python -m tests.lsp.neovim_session"
