"""Simulated branches: two people each make k random edits to one map; how often does merging them conflict?

    python tests/bench/merge_trials.py [TRIALS] [--comments N] [--mix MIX] [--claims N ...] [--edits K ...]

For maps of 60 and of 500 claims and k = 1, 3 and 8 edits a side (500 trials each unless told otherwise) it prints,
for argmap and for ``git merge-file`` on the canonical text of the same three maps: the share that conflicts, and,
of what merged without a conflict, how many are *unsound* (not a map, or with an error of ``argmap check`` that
neither side had) and how many *lost* a sentence that a side wrote. For argmap a sentence in a conflict is not
lost, and unsound counts conflicting merges too when no conflict tells of it. *Comments* are those that a side wrote
in its file and that the merged file has elsewhere or not at all, in as many trials; *told* is the share of
merges without a conflict in which a rewording is told of. The trials are shared out over the processors; the same
trial is the same on every machine. ``20 --claims 60`` takes seconds.

What people do is in ``tests/merge/simulated.py``. The mix is an assumption, not a measurement of real maps, and
the shares hang on it: mostly rewording, new claims beside what they bear on, positions and citations; sometimes
reasons that turn, renamed ids, deletions (4 in 97 edits) and dropped sources (1 in 97). Deleting what the other
side replies to or changes is a conflict that nothing can merge away, and so are two wordings of one sentence.
The *harsher* mix has 6 deletions and 2 dropped sources in 100 edits. In the *turning* mix one rewording in ten denies
what the claim said, and reasons are moved elsewhere. Read all three.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from argmap.check.rules import check
from argmap.check.settings import Settings
from argmap.mapfile.canonical import write
from argmap.mapfile.patch.patch import revise
from argmap.mapfile.read.read import read
from argmap.merge.conflicts import MergedMap
from argmap.merge.documents import merge_documents
from argmap.merge.three_way import merge
from argmap.model.findings import MapError
from argmap.model.index import Index
from argmap.model.types import Map
from tests.merge.simulated import EDITS, HARSHER, TURNING, edited, simulated_map
from tests.merge.test_merged_comments import commented
from tests.merge.written import lost, moved_comments

SIZES, EDITS_A_SIDE = (60, 500), (1, 3, 8)

WITH_COMMENTS = 100
"""Trials of each kind in which files with comments are merged too, unless told otherwise; that takes ten times as
long."""
MIXES = {"plain": EDITS, "harsher": HARSHER, "turning": TURNING}


@dataclass
class Tally:
    """Counts over the trials of one kind."""

    trials: int = 0
    conflicts: int = 0
    unsound: int = 0
    lost: int = 0
    comments: int = 0
    told: int = 0
    kinds: Counter[str] = field(default_factory=Counter)

    def __iadd__(self, other: Tally) -> Tally:
        self.trials += other.trials
        self.conflicts += other.conflicts
        self.unsound += other.unsound
        self.lost += other.lost
        self.comments += other.comments
        self.told += other.told
        self.kinds.update(other.kinds)
        return self

    def row(self, name: str) -> str:
        share = f"{self.conflicts / self.trials:7.1%}"
        told = f"{self.comments:>9} {self.told / self.trials:7.1%}" if name.endswith("argmap") else ""
        return f"{name:<42}{share:>9} {self.unsound:>8} {self.lost:>6} {told}"


def errors(map: Map) -> set[tuple[str, str]]:
    """The errors of ``argmap check``, by code and sentence."""
    return {(one.code, one.message) for one in check(Index.build(map), Settings()) if one.severity == "error"}


def by_argmap(base: Map, ours: Map, theirs: Map, known: set[tuple[str, str]], tally: Tally) -> None:
    merged = merge(base, ours, theirs)
    tally.trials += 1
    tally.conflicts += not merged.clean
    tally.kinds.update({type(one).__name__ for one in merged.conflicts})
    tally.unsound += bool(errors(merged.map) - known) and merged.clean
    tally.lost += bool(lost(base, ours, theirs, merged))
    tally.told += merged.clean and bool(merged.notices)


def with_comments(base: Map, ours: Map, theirs: Map, rng: random.Random, tally: Tally) -> None:
    """Merge files with comments of both sides."""
    before = read(commented(write(base), rng, "b").encode(), "base")
    mine, other = (commented(revise(before, map).text, rng, tag) for map, tag in ((ours, "o"), (theirs, "t")))
    merged = merge_documents(before, read(mine.encode(), "ours"), read(other.encode(), "theirs"))
    tally.comments += len(moved_comments(before.text, mine, other, merged.data.decode()))


def by_line(base: Map, ours: Map, theirs: Map, known: set[tuple[str, str]], tally: Tally) -> None:
    tally.trials += 1
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, name) for name in ("ours", "base", "theirs")]
        for file, map in zip(files, (ours, base, theirs), strict=True):
            file.write_text(write(map), encoding="utf-8", newline="")
        command = ["git", "merge-file", "--stdout", *map_names(files)]
        done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode != 0:
        tally.conflicts += 1
        return
    try:
        merged = read(done.stdout, "merged").map
    except MapError:
        tally.unsound += 1
        return
    tally.unsound += bool(errors(merged) - known)
    tally.lost += bool(lost(base, ours, theirs, MergedMap(merged)))


def map_names(files: list[Path]) -> list[str]:
    return [str(file) for file in files]


def trial(size: int, edits: int, number: int, mix: str = "plain") -> tuple[Map, Map, Map]:
    rng = random.Random(f"{size} claims, {edits} edits, trial {number}")
    base = simulated_map(rng, size)
    return base, edited(rng, base, edits, "o", MIXES[mix]), edited(rng, base, edits, "t", MIXES[mix])


def tallies(job: tuple[int, int, str, int, range]) -> tuple[Tally, Tally]:
    """Argmap's and git's counts over some of the trials of one kind."""
    size, edits, mix, with_files, numbers = job
    argmap, git = Tally(), Tally()
    for number in numbers:
        base, ours, theirs = trial(size, edits, number, mix)
        known = errors(base) | errors(ours) | errors(theirs)
        by_argmap(base, ours, theirs, known, argmap)
        if number < with_files:
            with_comments(base, ours, theirs, random.Random(number), argmap)
        by_line(base, ours, theirs, known, git)
    return argmap, git


def main(trials: int, files: int, mixes: Iterable[str], sizes: Iterable[int], edits_a_side: Iterable[int]) -> None:
    workers = os.cpu_count() or 1
    print(f"{trials} trials each{'':<27}{'conflict':>12} {'unsound':>8} {'lost':>6} {'comments':>9} {'told':>7}")
    with ProcessPoolExecutor(workers) as pool:
        for mix, size, edits in ((mix, size, edits) for mix in mixes for size in sizes for edits in edits_a_side):
            shares = [(size, edits, mix, files, range(first, trials, workers)) for first in range(workers)]
            argmap, git = Tally(), Tally()
            for ours, lines in pool.map(tallies, shares):
                argmap += ours
                git += lines
            print(argmap.row(f"{mix}, {size} claims, {edits} edits: argmap"))
            print(git.row(f"{mix}, {size} claims, {edits} edits: git"), flush=True)
            if argmap.kinds:
                print("    conflicting merges by kind:", dict(sorted(argmap.kinds.items())))


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="How often does merging simulated branches conflict?")
    parser.add_argument("trials", nargs="?", type=int, default=500)
    parser.add_argument("--comments", type=int, default=WITH_COMMENTS, help="trials with comments in the files")
    parser.add_argument("--mix", choices=(*MIXES, "all"), default="all")
    parser.add_argument("--claims", nargs="+", type=int, default=SIZES)
    parser.add_argument("--edits", nargs="+", type=int, default=EDITS_A_SIDE)
    return parser.parse_args()


if __name__ == "__main__":
    wanted = asked()
    main(wanted.trials, wanted.comments, MIXES if wanted.mix == "all" else (wanted.mix,), wanted.claims, wanted.edits)
