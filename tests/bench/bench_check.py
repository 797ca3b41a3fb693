"""How long checking takes, as ratios in one run: ``python tests/bench/bench_check.py [CLAIMS] [RUNS]``.

- all rules on CLAIMS (10,000) claims against reading them (goal: within 2x);
- ``argmap check`` on a map of 50 claims, the whole process, against ``python -c "import pydantic, yaml"`` (goal:
  within 2.5x). Processor time of the child, which other work on the machine moves least, and the clock.
"""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from argmap.check.rule import Rule, Subject
from argmap.check.rules import RULES, check
from argmap.check.settings import Settings
from argmap.mapfile.canonical import write
from argmap.mapfile.read.read import read
from argmap.model.index import Index
from tests.bench.large_maps import large_map

CLAIMS, RUNS = 10_000, 5
ROOT = Path(__file__).parents[2]


def main(claims: int = CLAIMS, runs: int = RUNS) -> None:
    rules_against_reading(claims, runs)
    process_against_imports(runs * 3)


def rules_against_reading(claims: int, runs: int) -> None:
    data = write(large_map(claims, reasons_per_claim=1.5)).encode()
    settings = Settings(today=date(2026, 1, 1))
    map = read(data, "large.yaml").map
    reading = best(runs, lambda: read(data, "large.yaml"))
    checking = best(runs, lambda: list(check(Index.build(map), settings)))
    found = list(check(Index.build(map), settings))
    print(f"{claims} claims, {len(data) / 1e6:.1f} MB, {len(found)} findings, best of {runs}:")
    print(f"  reading {reading:.3f} s; all {len(RULES)} rules {checking:.3f} s: {checking / reading:.2f}x reading")
    subject = Subject(Index.build(map), settings)
    slowest = sorted(((best(runs, partial(took, rule, subject)), rule.name) for rule in RULES), reverse=True)
    print("  slowest: " + ", ".join(f"{name} {seconds * 1000:.0f} ms" for seconds, name in slowest[:4]))


def took(rule: Rule, subject: Subject) -> int:
    return sum(1 for _ in rule.find(subject))


def best(runs: int, work: Callable[[], object]) -> float:
    times = []
    for _ in range(runs):
        gc.collect()
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)


def process_against_imports(runs: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "fifty.yaml"
        path.write_text(write(large_map(50)), encoding="utf-8")
        commands = {
            "import pydantic, yaml": [sys.executable, "-c", "import pydantic, yaml"],
            "argmap check": [sys.executable, "-c", "from argmap.__main__ import run; run()", "check", str(path)],
        }
        clock: dict[str, list[float]] = {name: [] for name in commands}
        processor: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(runs):
            for name, command in commands.items():
                began, before = time.perf_counter(), children()
                subprocess.run(command, stdout=subprocess.DEVNULL, check=False, cwd=ROOT)
                clock[name].append(time.perf_counter() - began)
                processor[name].append(children() - before)
    base, ours = commands
    print(f"50 claims, whole process, {runs} runs each in turn:")
    for what, times, middle in (("clock", clock, min), ("processor", processor, statistics.mean)):
        a, b = middle(times[base]), middle(times[ours])
        print(f"  {what}: {base} {a * 1000:.0f} ms; {ours} {b * 1000:.0f} ms: {b / a:.2f}x")


def children() -> float:
    """Processor seconds of the processes started so far."""
    times = os.times()
    return times.children_user + times.children_system


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
