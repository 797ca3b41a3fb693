"""One server for the tests of this folder: each test opens files of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.lsp.wire import Editor, editor

REFRESHES = {"workspace": {"codeLens": {"refreshSupport": True}}}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    with editor(tmp_path_factory.mktemp("maps"), **REFRESHES) as started:
        yield started
