"""Many differences and merges of edited maps: what is printed, what is written, and what deciding makes of it.

Fingerprints are in ``many_merges.txt``; ``ARGMAP_GOLDEN=write`` writes them anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from argmap.cli.main import main
from argmap.mapfile.patch.patch import revise
from argmap.mapfile.read.read import read
from argmap.model.types import Map
from tests.editing import EDITS, edited
from tests.examples import slow_but
from tests.fingerprints import nothing_else_kept, same_as_kept
from tests.mapfile.layouts import laid_out
from tests.mapfile.mutations import mutated

KEPT = Path(__file__).with_name("many_merges.txt")
TESTS = Path(__file__).parents[1]
MAPS = [TESTS / "maps" / "everything.yaml", TESTS / "cli" / "maps" / "crowded.yaml", TESTS / "maps" / "loops.yaml"]
FORMATS = ("text", "json", "markdown", "html")
SEEDS = range(48)


def after(map: Map, random: Random) -> Map:
    """A map after some edits, those of people and those of any field."""
    for _ in range(random.choice((1, 2, 4))):
        map = edited(map, random.choice(list(EDITS)), random.randrange(2**32))
    return mutated(map, random, random.choice((0, 1, 3)))


def versions(seed: int) -> Iterator[tuple[str, str]]:
    """A map and two edited versions of it, in one layout."""
    random = Random(seed)
    file = MAPS[seed % len(MAPS)]
    map = read(file.read_bytes(), file.name).map
    base = read(laid_out(map, random) if seed % 2 else file.read_bytes(), "base.yaml")
    yield "base.yaml", base.text
    for side in ("ours", "theirs"):
        yield f"{side}.yaml", revise(base, after(map, random)).text


@pytest.mark.parametrize("seed", slow_but(SEEDS, *SEEDS[:24]))
def test_two_versions_differ_and_merge_as_they_did(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    for name, text in versions(seed):
        Path(name).write_bytes(text.encode())
    format, other = FORMATS[seed % 4], FORMATS[(seed + 1) % 4]
    told = [
        f"{command} {main(command.split())}\n{''.join(capsys.readouterr())}"
        for command in (
            f"diff base.yaml ours.yaml --format {format}",
            f"diff theirs.yaml base.yaml --format {other}",
            "merge base.yaml ours.yaml theirs.yaml -o merged.yaml",
            "check merged.yaml --config none --today 2026-01-01",
            "resolve merged.yaml",
            "resolve merged.yaml 1=ours",
            "resolve merged.yaml 1=theirs",
            "resolve merged.yaml 1=both",
            "fmt merged.yaml --diff",
        )
    ]
    files = [f"{file}\n{file.read_text(encoding='utf-8')}" for file in sorted(Path().glob("*.yaml"))]
    assert same_as_kept(KEPT, f"{seed}", "\n".join([*told, *files]))


def test_nothing_is_kept_of_what_is_not_there() -> None:
    assert nothing_else_kept(KEPT, {str(seed) for seed in SEEDS})
