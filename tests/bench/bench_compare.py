"""How long comparing and merging take, as a multiple of reading one of the maps (goals: 2.5 and 4).

    python tests/bench/bench_compare.py [CLAIMS] [EDITS]

Each figure is the median of five runs, in one process, of: reading one file; ``diff`` of two maps read apart
(no part is shared), with its account of consequences shown apart; ``merge`` of three maps read apart.
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

from argmap.mapfile.canonical import write
from argmap.mapfile.read.read import read
from argmap.merge.consequences import LabelledVersions, consequences
from argmap.merge.diff import diff
from argmap.merge.three_way import merge
from tests.bench.large_maps import large_map
from tests.merge.simulated import edited

RUNS = 5


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
    a, b, c = (read(one, "map.yaml").map for one in data)
    changes = diff(a, b)
    reading = median_seconds(lambda: read(data[0], "map.yaml"))
    print(
        f"{claims:,} claims, {edits} edits a side, {len(changes)} changes; reading one takes {reading * 1000:.0f} ms"
    )
    for name, goal, work in (
        ("diff", 2.5, lambda: diff(a, b)),
        ("diff with consequences", 2.5, lambda: consequences(LabelledVersions.of(a, b, diff(a, b)))),
        ("merge", 4.0, lambda: merge(a, b, c)),
    ):
        taken = median_seconds(work)
        print(f"  {name:<24} {taken * 1000:6.0f} ms   {taken / reading:5.2f} x reading (goal: {goal})")


if __name__ == "__main__":
    main(*(int(word) for word in [*sys.argv[1:], *("10000", "10")[len(sys.argv) - 1 :]]))
