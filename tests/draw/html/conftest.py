"""The pages of some maps, written once by the command that people run."""

from __future__ import annotations

from pathlib import Path

import pytest

from argmap.cli.export import command

HERE = Path(__file__).parent
MAPS = {
    "night-buses": HERE / "night-buses.yaml",
    "sample": HERE.parents[2] / "maps" / "uk_openai.yaml",
    "hostile": HERE.parents[1] / "maps" / "hostile.yaml",
    "empty": HERE.parents[1] / "maps" / "empty.yaml",
    "broken-references": HERE.parents[1] / "maps" / "broken-references.yaml",
    "loops": HERE.parents[1] / "maps" / "loops.yaml",
    "undercut-of-undercut": HERE.parents[1] / "maps" / "undercut-of-undercut.yaml",
}

Pages = dict[str, Path]


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """The page of each map of :data:`MAPS`."""
    folder = tmp_path_factory.mktemp("pages")
    for name, file in MAPS.items():
        assert command.main([str(file), "-o", str(folder / f"{name}.html")]) == 0
    return {name: folder / f"{name}.html" for name in MAPS}
