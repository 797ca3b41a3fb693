"""A map in a file that is served, saved again by the tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from argmap.serve.live_map import LiveMap
from argmap.serve.server import LiveServer
from tests.small_maps import THREE


class Served:
    """A file and the server of its page."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.save(THREE)
        self.server = LiveServer({"": LiveMap(file)})

    def save(self, text: str) -> None:
        """Save a text as careful editors do: beside the file, then in its place."""
        beside = self.file.with_suffix(".new")
        beside.write_text(text, encoding="utf-8")
        beside.replace(self.file)

    @property
    def url(self) -> str:
        return self.server.url


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    made = Served(tmp_path / "map.yaml")
    made.server.start()
    yield made
    made.server.stop()
