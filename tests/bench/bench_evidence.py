"""How long checking quotations takes, as ratios in one run: ``python tests/bench/bench_evidence.py [QUOTES] [RUNS]``.

1,000 quotes against 2 MB of copies, in one file and in twenty, against reading the map and checking all else (goal:
within 1x), in processor time. The copies are read, prepared and searched anew each time. ``keys`` in place of the
numbers presses keys in the real editor for a few seconds after it opens such a map, while it checks, with the copy at
hand and without it (goal: the same).
"""

from __future__ import annotations

import gc
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from argmap.check.rules import check
from argmap.check.settings import Settings
from argmap.evidence.quotations import Copy, Evidence
from argmap.evidence.readers.text import read_text
from argmap.mapfile.canonical import write
from argmap.mapfile.read.read import read
from argmap.model.index import Index
from argmap.model.types import Citation, Claim, Map, Source, rebuilt
from tests.bench.large_maps import large_map
from tests.bench.over_pty import OverPty, leave_panes_aside

QUOTES, RUNS, BYTES = 1_000, 5, 2_000_000
ROOT = str(Path(__file__).parents[2])


def main(quotes: int = QUOTES, runs: int = RUNS) -> None:
    for files in (1, 20):
        measure(quotes, runs, files)


def measure(quotes: int, runs: int, files: int) -> None:
    chance = random.Random(7)
    texts = [text_of(BYTES // files, chance) for _ in range(files)]
    map = with_quotes(large_map(quotes, reasons_per_claim=1.5), texts, chance)
    data = write(map).encode()
    settings = Settings(today=date(2026, 1, 1))
    contents = [text.encode() for text in texts]

    def evidence() -> Evidence:
        return Evidence(map, {f"s{number}": Copy(read_text(content)) for number, content in enumerate(contents)})

    usual = best(runs, lambda: list(check(Index.build(read(data, "large.yaml").map), settings)))
    gc.disable()  # as rules are run
    ours = best(runs, lambda: evidence().checks)
    gc.enable()
    made = evidence()
    with_all = best(runs, lambda: list(check(Index.build(map), settings, evidence=evidence())))
    print(f"{quotes} quotes against {BYTES / 1e6:.0f} MB of copies in {files} files, best of {runs}:")
    print(f"  reading and checking the map {usual * 1000:.0f} ms; totals {made.totals}")
    print(f"  copies read, prepared and searched {ours * 1000:.0f} ms: {ours / usual:.2f}x; all rules with evidence "
          f"{with_all * 1000:.0f} ms")  # fmt: skip


def measure_keys(seconds: float = 5.0) -> None:
    chance = random.Random(7)
    text = text_of(BYTES, chance)
    data = write(with_quotes(large_map(QUOTES, reasons_per_claim=1.5), [text], chance))
    for files in ({}, {"c0.txt": text}):
        with tempfile.TemporaryDirectory() as name:
            for file, content in {"map.yaml": data, **files}.items():
                Path(name, file).write_text(content, encoding="utf-8")
            times = sorted(pressed(Path(name), seconds))
        told = ", ".join(f"{what} {times[int(len(times) * share)]:.0f} ms" for what, share in SHARES.items())
        print(f"a key while the map is checked, {'with' if files else 'without'} the copy: {told}")


SHARES = {"median": 0.5, "95th percentile": 0.95}


def pressed(folder: Path, seconds: float) -> list[float]:
    """How long each of the keys takes that are pressed in this time, in milliseconds."""
    environment = {"ARGMAP_STATE_HOME": str(folder), "ARGMAP_CONFIG_HOME": str(folder), "PYTHONPATH": ROOT}
    command = [sys.executable, "-m", "argmap", str(folder / "map.yaml")]
    editor = OverPty(command, environment)
    times = []
    try:
        editor.until_quiet(0.3)
        leave_panes_aside(editor)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            times.append(editor.press(b"\x1b[B").picture)
    finally:
        editor.end()
    return times


def text_of(size: int, chance: random.Random) -> str:
    """Paragraphs in lines of 80 characters, some words divided, with the typographic marks of a report."""
    some = [f"{a}{b}{c}" for a in "b d f g m p st tr".split() for b in "ar en il om un at ez".split()
            for c in "ing ed al ment s tion er or".split()]  # fmt: skip
    words = [*some, *(one + other for one in some[:80] for other in some[:80]), "policy’s", "“never”", "£47", "co-op"]
    words = "the of and to in that it is was for on are".split() + words
    weights = [1 / (rank + 3) for rank in range(len(words))]  # Zipf's law
    chosen = iter(chance.choices(words, weights, k=size // 3))
    lines: list[str] = []
    length = 0
    line = ""
    while length < size:
        line += next(chosen) + " "
        if len(line) > 76:
            line = line.rstrip()
            lines.append(line + "-\n" if chance.random() < 0.03 and line[-1].isalpha() else line + "\n")
            length += len(line) + 1
            line = "" if chance.random() < 0.9 else "\n"
    return "".join(lines)


def with_quotes(map: Map, texts: list[str], chance: random.Random) -> Map:
    """The map with a quote of ten to thirty words on each claim, one in fifty of them wrong."""
    normal = [Copy(read_text(text.encode())).normal.words for text in texts]
    claims: list[Claim] = []
    for place, claim in enumerate(map.claims):
        source = place % len(texts)
        start = chance.randrange(len(normal[source]) - 40)
        words = normal[source][start : start + chance.randrange(10, 30)]
        words[5] = "wrong" if place % 50 == 49 else words[5]
        quote = " ".join(words).strip("“”\"'")
        claims.append(rebuilt(claim, sources=(Citation(source=f"s{source}", locator="para 3", quote=quote),)))
    sources = tuple(Source(id=f"s{number}", title="T", copy=f"c{number}.txt") for number in range(len(texts)))
    return rebuilt(map, claims=tuple(claims), sources=sources)


def best(runs: int, work: Callable[[], object]) -> float:
    times = []
    for _ in range(runs):
        gc.collect()
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)


if __name__ == "__main__":
    if sys.argv[1:] == ["keys"]:
        measure_keys()
    else:
        main(*map(int, sys.argv[1:]))
