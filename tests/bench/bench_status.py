"""How fast status is, as ratios and against its limits: ``python tests/bench/bench_status.py [CLAIMS ...]``.

Exit code 1 when a limit is broken. Each figure is the best of several runs, in one process.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from argmap.mapfile.canonical import write
from argmap.mapfile.read.read import read
from argmap.model.index import Index
from argmap.semantics.coverage import gaps
from argmap.semantics.explanations import sentence
from argmap.semantics.labels import Forces, Labels, label
from argmap.semantics.sensitivity import cruxes
from argmap.semantics.whatif import whatif
from argmap.views.main_claims import main_claims
from tests.bench.large_maps import large_map


@dataclass(frozen=True)
class Figure:
    """Something measured, in seconds or as a ratio, and how much it may be."""

    what: str
    value: float
    limit: float
    unit: str = "s"

    @property
    def kept(self) -> bool:
        return self.value <= self.limit


def best(runs: int, work: Callable[[], object]) -> float:
    """The shortest of several runs of ``work``, in seconds."""
    times = []
    for _ in range(runs):
        gc.collect()
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


SIZES = (1_000, 10_000)


def figures(sizes: Sequence[int]) -> Iterator[Figure]:
    """The figures at each size, and on a map of the largest that is dense with reasons."""
    for claims in sizes:
        few = claims <= 1_000
        yield from _figures_at(claims, whatif_limit=0.033 if few else 0.120, crux_limit=1.0 if few else 60.0)
    dense = label(Index.build(large_map(max(sizes), reasons_per_claim=3.0)))
    yield Figure(f"{max(sizes):>6} claims, 3 reasons each: cruxes", best(1, lambda: cruxes(dense, "claim-0")), 60.0)


def _figures_at(claims: int, whatif_limit: float, crux_limit: float) -> Iterator[Figure]:
    map_ = large_map(claims)
    data = write(map_).encode()
    index = Index.build(map_)
    reading = best(3, lambda: read(data, "large.yaml"))
    labels = label(index)
    top = main_claims(labels.index)[0]
    size = f"{claims:>6} claims: "
    yield Figure(size + "label all / read the file", best(5, lambda: label(index)) / reading, 0.5, "x")
    yield Figure(size + "slowest of 200 what-ifs", _slowest_whatif(labels), whatif_limit)
    yield Figure(size + f"cruxes of {top}", best(3, lambda: cruxes(labels, top)), crux_limit)
    yield Figure(size + "evidence gaps / read the file", best(3, lambda: gaps(labels)) / reading, 1.0, "x")
    yield Figure(size + "a sentence for each claim / read", best(3, lambda: _say_all(labels)) / reading, 1.0, "x")


def _slowest_whatif(labels: Labels) -> float:
    claims = list(labels.index.claims)
    tried = claims[:100] + claims[:: max(1, len(claims) // 100)]
    return max(best(2, partial(whatif, labels, Forces(rejected=frozenset({one})))) for one in tried)


def _say_all(labels: Labels) -> list[str]:
    return [sentence(labels, claim_id) for claim_id in labels.index.claims]


def main(sizes: Sequence[int] = SIZES) -> int:
    """Print the figures; 1 when one is past its limit."""
    broken = 0
    for figure in figures(sizes):
        broken += not figure.kept
        shown = f"{figure.value:8.3f} {figure.unit:<1}  (limit {figure.limit:g})"
        sys.stdout.write(f"{'ok ' if figure.kept else 'OVER'} {figure.what:<55} {shown}\n")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main([int(word) for word in sys.argv[1:]] or SIZES))
