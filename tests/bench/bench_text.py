"""Reading, revising and proving maps of 100, 1,000 and 10,000 claims, as ratios within one run.

    python tests/bench/bench_text.py [CLAIMS ...]

Goals: reading 10,000 claims with every check, model and index beats PyYAML's CSafeLoader, which checks nothing;
growth is linear; an edit costs less than 5 ms at 10,000 claims; edit and proof cost less than two readings, and so
does formatting; a hostile file is refused in the time that a sound one of its size takes to read, or less.

Other readers are measured when they can be imported: ruamel.yaml, ryaml, yaml-rs, py-yaml12.
"""

from __future__ import annotations

import gc
import importlib
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import yaml

from argmap.model.types import rebuilt

sys.path.insert(0, str(Path(__file__).parents[2]))

from argmap.mapfile.canonical import format, write
from argmap.mapfile.document import Document
from argmap.mapfile.patch.patch import revise
from argmap.mapfile.patch.verify import prove
from argmap.mapfile.read.read import read
from argmap.model.findings import ReadingRefused
from argmap.model.index import Index
from argmap.model.types import Map
from tests.bench.large_maps import large_map
from tests.mapfile.test_bounds import HOSTILE

SIZES = (100, 1_000, 10_000)


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """The least time that ``work`` takes; the collector is as the caller of a program would have it: on."""
    taken = []
    for _ in range(times):
        gc.collect()
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return min(taken)


def reworded(map: Map, place: int, text: str) -> Map:
    """``map`` with another text for the claim at ``place``."""
    old = map.claims[place]
    claims = (*map.claims[:place], rebuilt(old, text=text), *map.claims[place + 1 :])
    return rebuilt(map, claims=claims)


def edits(document: Document, times: int = 15) -> float:
    """The median time to patch one reworded claim into the text, re-read it and have the whole text."""
    taken = []
    for number in range(times):
        place = (number * 7919) % len(document.map.claims)
        target = reworded(document.map, place, f"Reworded for the {number}th time. It has two sentences.")
        begun = time.perf_counter()
        document = revise(document, target)
        document.text  # noqa: B018 (joined here on purpose)
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def others(data: bytes) -> dict[str, Callable[[], object]]:
    """Other readers of YAML by name; those that are not installed are named in the output."""
    found: dict[str, Callable[[], object]] = {"PyYAML CSafeLoader": lambda: yaml.load(data, yaml.CSafeLoader)}
    text = data.decode()
    for label, module, call in (
        ("ruamel.yaml", "ruamel.yaml", lambda it: lambda: it.YAML().load(text)),
        ("ryaml (Rust)", "ryaml", lambda it: lambda: it.loads(text)),
        ("yaml-rs (Rust)", "yaml_rs", lambda it: lambda: it.loads(text)),
        ("py-yaml12 (Rust)", "yaml12", lambda it: lambda: it.parse_yaml(text)),
    ):
        try:
            found[label] = call(importlib.import_module(module))
        except ImportError:
            sys.stdout.write(f"  ({label} is not installed)\n")
    return found


def without_question(map: Map) -> Map:
    """``map`` without its question."""
    fields = {name: getattr(map, name) for name in Map.field_names()} | {"question": None}
    return Map(**fields)


def refused(data: bytes) -> None:
    """Read what cannot be read."""
    try:
        read(data, "map.yaml")
    except ReadingRefused:
        return
    raise AssertionError("a hostile file was read")


def hostile(claims: int) -> None:
    """Print what hostile files cost, by the megabyte, against a sound one."""
    sound = write(large_map(min(claims, 1_000))).encode()
    per_byte = seconds(lambda: read(sound, "map.yaml")) / len(sound)
    sys.stdout.write(f"hostile files; a sound one takes {per_byte * 1e9:.0f} ms a megabyte\n")
    for name, text in HOSTILE.items():
        data = text.encode()
        taken = seconds(lambda data=data: refused(data), 2)
        ratio = taken / len(data) / per_byte
        sys.stdout.write(f"  {name:<27} {taken * 1e3:9.1f} ms, {ratio:.2f}x a sound file of its size\n")


def main(sizes: Sequence[int] = SIZES) -> None:
    """Print the figures."""
    previous = 0.0
    for size in sizes:
        data = write(large_map(size)).encode()
        sys.stdout.write(f"{size:,} claims, {len(data):,} bytes\n")
        own = seconds(lambda data=data: Index.build(read(data, "map.yaml").map))
        grown = f", {own / previous:.1f}x the size before" if previous else ""
        previous = own
        sys.stdout.write(f"  read, checks, model, index  {own * 1e3:9.1f} ms{grown}\n")
        sys.stdout.write(f"  decoding the bytes alone    {seconds(data.decode) * 1e3:9.3f} ms\n")
        for label, work in others(data).items():
            if label == "ruamel.yaml" and size > 1_000:
                continue
            taken = seconds(work, 2)
            sys.stdout.write(f"  {label:<27} {taken * 1e3:9.1f} ms, {taken / own:.1f}x ours\n")
        document = read(data, "map.yaml")
        edit = edits(document)
        saved = edit + seconds(lambda document=document: prove(document), 2)
        sys.stdout.write(f"  edit to patched text        {edit * 1e3:9.2f} ms\n")
        sys.stdout.write(f"  edit and proof              {saved * 1e3:9.1f} ms, {saved / own:.2f}x one reading\n")
        untidy = read(data + b"\n", "map.yaml")
        for label, work in (
            ("the question removed", lambda d=document: revise(d, without_question(d.map)).text),
            ("fmt, nothing to do", lambda d=document: format(d)),
            ("fmt, all to do", lambda d=untidy: format(d)),
        ):
            taken = seconds(work)
            sys.stdout.write(f"  {label:<27} {taken * 1e3:9.1f} ms, {taken / own:.2f}x one reading\n")
    hostile(max(sizes))


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or SIZES)
