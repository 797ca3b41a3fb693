"""Merging as git does it and as argmap does it, on random histories: argmap asks no more, and loses nothing.

Git merges lines of the canonical text of the same three maps. It is *right* when the result opens, has no error that
neither side had, no reference to what is gone, every sentence that a side wrote, and at each claim what only one side
changed there.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from argmap.mapfile.canonical import write
from argmap.mapfile.document import Document
from argmap.mapfile.patch.patch import revise
from argmap.mapfile.read.read import read
from argmap.merge.conflicts import MergedMap, Reworded
from argmap.merge.documents import merge_documents
from argmap.merge.three_way import merge
from argmap.model.findings import MapError
from argmap.model.paths import keyed
from argmap.model.references import dangling
from argmap.model.types import Claim, Map, Part
from tests.examples import share_of, tries_all
from tests.merge.simulated import TURNING, edited, simulated_map
from tests.merge.test_laws import errors
from tests.merge.test_merged_comments import commented
from tests.merge.written import lost, moved_comments
from tests.needs import require

ASKED_MORE = 0.01
"""The share of merges that git makes without a conflict, and rightly, in which argmap may ask."""


class Fork(NamedTuple):
    base: Map
    ours: Map
    theirs: Map


def fork(seed: int, claims: int, edits: int) -> Fork:
    rng = Random(f"fork {seed}")
    base = simulated_map(rng, claims)
    ours, theirs = (edited(rng, base, edits, tag, TURNING) for tag in "ot")
    return Fork(base, ours, theirs)


def by_git(three: Fork) -> Map | None:
    """The map that git makes of the three; None for a conflict and for what does not open."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, name) for name in ("ours", "base", "theirs")]
        for file, map in zip(files, (three.ours, three.base, three.theirs), strict=True):
            file.write_bytes(write(map).encode())
        done = subprocess.run(["git", "merge-file", "-p", *map_names(files)], capture_output=True, check=False)
    if done.returncode:
        return None
    try:
        return read(done.stdout, "merged").map
    except MapError:
        return None


def map_names(files: list[Path]) -> list[str]:
    return [str(file) for file in files]


def is_right(three: Fork, merged: Map) -> bool:
    known = set().union(*(errors(map) for map in three))
    if errors(merged) - known or dangling(merged) or lost(*three, MergedMap(merged)):
        return False
    base, ours, theirs, found = ({claim.id: parts(claim) for claim in map.claims} for map in (*three, merged))
    return all(
        takes_each_change(base.get(name, {}), ours.get(name, {}), theirs.get(name, {}), found.get(name, {}))
        for name in {*base, *ours, *theirs}
    )


def parts(claim: Claim) -> dict[str, object]:
    """What a claim says and has, each by a name of its own."""
    found: dict[str, object] = {name: getattr(claim, name) for name in ("text", "note", "tension", "side")}
    for name in ("reasons", "positions", "sources"):
        found.update({f"{name} {key}": item for key, item in keyed(getattr(claim, name)).items()})
    return found


def takes_each_change(
    base: dict[str, object], ours: dict[str, object], theirs: dict[str, object], merged: dict[str, object]
) -> bool:
    """Whether what one side alone changed is in the merged claim; what a side removed altogether is not looked at."""
    if base and not (ours and theirs):
        return not merged
    if not merged:
        return True
    for name in {*base, *ours, *theirs}:
        was, mine, other = (side.get(name) for side in (base, ours, theirs))
        if was in (mine, other) and merged.get(name) != (other if mine == was else mine):
            return False
    return True


def unordered(part: Part) -> object:
    """What a part says, whatever the order of its lists."""
    return type(part).__name__, tuple(
        (name, frozenset(unordered(one) if isinstance(one, Part) else one for one in value))
        if isinstance(value, tuple)
        else (name, value)
        for name, value in part.items()
    )


class Comparison(NamedTuple):
    """Counts over many forks, and the seeds that say more."""

    right: int
    """Forks that git merges without a conflict, and rightly."""
    asked: list[int]
    """Of these, those in which argmap asks, other than about what was recorded for a wording that turned: of that git
    knows nothing."""
    differ: list[int]
    """Of these, those that argmap merges without a conflict into another map."""


def compared(seeds: range, claims: int, edits: int) -> Comparison:
    right, asked, differ = 0, [], []
    for seed in seeds:
        three = fork(seed, claims, edits)
        merged = by_git(three)
        if merged is None or not is_right(three, merged):
            continue
        right += 1
        ours = merge(*three)
        if any(not isinstance(one, Reworded) for one in ours.conflicts):
            asked.append(seed)
        elif unordered(ours.map) != unordered(merged):
            differ.append(seed)
    return Comparison(right, asked, differ)


def test_what_git_merges_rightly_is_merged_into_the_same_map() -> None:
    require("git")
    found = compared(range(60), 30, 3)
    assert found.right > 30
    assert found.differ == []
    assert len(found.asked) <= ASKED_MORE * found.right


@pytest.mark.fuzz
@pytest.mark.parametrize(("claims", "edits"), [(30, 1), (30, 3), (60, 8), (200, 8)])
def test_what_git_merges_rightly_is_merged_into_the_same_map_over_many(claims: int, edits: int) -> None:
    require("git")
    found = compared(range(share_of(60)), claims, edits)
    assert found.differ == []
    assert len(found.asked) <= ASKED_MORE * found.right


# Histories of several merges


def document(text: str) -> Document:
    return read(text.encode(), "map.yaml")


def history(seed: int, rounds: int) -> list[str]:
    """What goes wrong while two people edit one map and merge each other's work, until they conflict.

    The base of each merge is what both had last.
    """
    rng = Random(f"history {seed}")
    base = ours = theirs = document(commented(write(simulated_map(rng, 12)), rng, "b"))
    faults: list[str] = []
    for turn in range(rounds):
        if rng.random() < 0.8:
            ours = _worked_on(ours, rng, f"o{turn}")
        theirs = _worked_on(theirs, rng, f"t{turn}")
        merged = merge_documents(base, ours, theirs)
        found = document(merged.data.decode())
        faults += lost(base.map, ours.map, theirs.map, MergedMap(merged.map, merged.conflicts))
        faults += [str(reference) for reference in dangling(merged.map)]
        faults += moved_comments(base.text, ours.text, theirs.text, found.text)
        if merged.conflicts:
            break
        base, ours = theirs, found
        if rng.random() < 0.5:
            base = theirs = found
    return faults


def _worked_on(before: Document, rng: Random, tag: str) -> Document:
    after = revise(before, edited(rng, before.map, 2, tag))
    return document(commented(after.text, rng, tag))


@pytest.mark.parametrize("seed", range(4))
def test_a_history_of_merges_loses_no_sentence_and_moves_no_comment(seed: int) -> None:
    assert history(seed, 4) == []


@pytest.mark.fuzz
@pytest.mark.parametrize("seed", range(300 if tries_all() else share_of(40)))
def test_many_histories_lose_no_sentence_and_move_no_comment(seed: int) -> None:
    assert history(seed, 6) == []
