"""Importing a Kialo discussion and a sheet of claims, as ratios to reading the map that they make.

    python tests/bench/bench_import.py [CLAIMS ROWS]

Goal: 900 claims of a discussion and 10,000 rows of a sheet within twice the time of reading the map.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from argmap.interchange.file import File
from argmap.interchange.reading import import_file
from argmap.interchange.sheets.writer import write_csv
from argmap.mapfile.canonical import write
from argmap.mapfile.read.read import read
from argmap.mapfile.syntax.cst import no_collection

WORDS = "night harbour ship trade light cost people noise work town money safe fish market road".split()
TIMES = 5


def sentence(chance: random.Random) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(14)).capitalize() + "."


def discussion(claims: int) -> File:
    """A Kialo export whose claims are replies to some of the sixty before them."""
    chance = random.Random(1)
    numbers, replies = ["1"], {"1": 0}
    lines = ["Discussion Title: The harbour?", "", f"1. {sentence(chance)}"]
    while len(numbers) < claims:
        parent = chance.choice(numbers[-60:])
        replies[parent] += 1
        numbers.append(f"{parent}.{replies[parent]}")
        replies[numbers[-1]] = 0
        lines.append(f"{numbers[-1]}. {chance.choice(('Pro', 'Con'))}: {sentence(chance)}")
    return File("discussion.txt", "\n".join(lines).encode())


def sheet(rows: int) -> File:
    """A sheet of claims, each but the first a support of one before it."""
    chance = random.Random(1)
    lines = ["id,text,supports,tags,sources"]
    for row in range(rows):
        target = f"c{chance.randrange(row)}" if row else ""
        lines.append(f"c{row},{sentence(chance)},{target},t{row % 7},https://example.org/{row % 300}")
    return File("sheet.csv", "\n".join(lines).encode())


def best(work: Callable[[], object]) -> float:
    """The least seconds of a few times."""
    found = []
    for _ in range(TIMES):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return min(found)


def main(claims: int = 900, rows: int = 10_000) -> None:
    for name, file in (("discussion", discussion(claims)), ("sheet", sheet(rows))):
        with no_collection():
            made = import_file(file).map
            data, back = write(made).encode(), write_csv(made)
            reading = best(lambda data=data: read(data, "map.yaml"))  # type: ignore[misc]
            importing = best(lambda file=file: import_file(File(file.name, file.data)))  # type: ignore[misc]
            merging = best(lambda back=back, made=made: import_file(File("x.csv", back), into=made))  # type: ignore[misc]
        print(
            f"{name} of {len(made.claims)} claims: reading the map {reading * 1e3:.0f} ms, "
            f"import {importing / reading:.2f}x, into the map {merging / reading:.2f}x"
        )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
