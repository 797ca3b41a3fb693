"""How long comparing and merging take, as a multiple of reading one of the maps (goals: 1.2 and 4).

    python tests/bench/bench_compare.py [CLAIMS] [EDITS]

Each figure is the median of five runs, in one process, of: reading one file; ``diff`` of two maps read apart
(no part is shared), with its consequences and then with all that a reviewer is told, new findings included, shown
apart; ``merge`` of three maps read apart. Then the lines of a comment on as many changes as one side made, before
what is folded (goal: 40 for 20 changes).
"""

from __future__ import annotations

import gc
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from argmap.check.settings import NO_SETTINGS
from argmap.mapfile.canonical import write
from argmap.mapfile.document import Document
from argmap.mapfile.read.read import read
from argmap.merge.consequences import LabelledVersions, consequences
from argmap.merge.diff import diff
from argmap.merge.three_way import merge
from argmap.report.changes.changes import account
from argmap.report.changes.file_changes import file_changes
from argmap.report.changes.markdown import markdown
from argmap.report.changes.model import Account
from argmap.report.findings.collect import check_document
from tests.bench.large_maps import large_map
from tests.merge.rendered import rendered_lines
from tests.merge.simulated import edited

RUNS = 5


def told(old: Document, new: Document) -> Account:
    """What a reviewer is told of the changes between two documents."""
    changes = diff(old.map, new.map)
    in_file = file_changes(old, new, changes, lambda one: check_document(one, NO_SETTINGS, suggestions=False))
    return account(changes, LabelledVersions.of(old.map, new.map, changes), None, in_file)


def median_seconds(work: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        gc.collect()
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main(claims: int, edits: int) -> None:
    base = large_map(claims)
    rng = random.Random(1)
    data = [write(map).encode() for map in (base, edited(rng, base, edits, "o"), edited(rng, base, edits, "t"))]
    documents = [read(one, "map.yaml") for one in data]
    a, b, c = (one.map for one in documents)
    changes = diff(a, b)
    reading = median_seconds(lambda: read(data[0], "map.yaml"))
    print(
        f"{claims:,} claims, {edits} edits a side, {len(changes)} changes; reading one takes {reading * 1000:.0f} ms"
    )
    for name, goal, work in (
        ("diff", 1.2, lambda: diff(a, b)),
        ("diff with consequences", 1.2, lambda: consequences(LabelledVersions.of(a, b, diff(a, b)))),
        ("all that is told", 2.5, lambda: told(documents[0], documents[1])),
        ("merge", 4.0, lambda: merge(a, b, c)),
    ):
        taken = median_seconds(work)
        print(f"  {name:<24} {taken * 1000:6.0f} ms   {taken / reading:5.2f} x reading (goal: {goal})")
    comment = markdown(told(documents[0], documents[1]), "map.yaml")
    print(f"  comment                  {rendered_lines(comment):6} lines for {len(changes)} changes")


if __name__ == "__main__":
    main(*(int(word) for word in [*sys.argv[1:], *("10000", "10")[len(sys.argv) - 1 :]]))
