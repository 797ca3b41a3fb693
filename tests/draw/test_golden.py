"""Small maps and what is written for them, byte for byte; ``ARGMAP_GOLDEN=write`` writes them anew."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from argmap.draw.brief.fitting import picture
from argmap.draw.brief.options import BriefOptions
from argmap.draw.layout.graph import layout_dot
from argmap.draw.writers import mermaid, svg
from argmap.model.index import Index
from argmap.model.types import Map
from tests.draw.drawn import drawing, svg_of
from tests.draw.small_maps import ALL

GOLDEN = Path(__file__).parent / "golden"

WRITERS: dict[str, Callable[[Map], str]] = {
    "layout.dot": lambda map: layout_dot(drawing(map).graph),
    "dot": lambda map: drawing(map).digraph().source,
    "svg": svg_of,
    "brief.svg": lambda map: svg.write(picture(Index.build(map), BriefOptions(quotes=True))),
    "mmd": lambda map: mermaid.write(drawing(map).scene),
}


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("name", ALL)
def test_is_as_it_was(name: str, suffix: str) -> None:
    file = GOLDEN / f"{name}.{suffix}"
    text = WRITERS[suffix](ALL[name])
    if os.environ.get("ARGMAP_GOLDEN") == "write":
        file.write_bytes(text.encode())
    assert text.encode() == file.read_bytes()
