"""How long a whole export takes, beside what it is made of. Run: ``python tests/bench/bench_export.py [CLAIMS ...]``.

Whole processes, warm (each command once unmeasured), the best of several: ``argmap export`` to SVG, DOT and PDF, the
system's ``dot -Tsvg`` on the DOT for readers and on the bare layout DOT, ``python -c "import pydantic, yaml"``, and
the peer ``argdown map`` on the same claims and reasons, where an ``argdown`` (npm: @argdown/cli) is on the PATH.
Beside the wall time of the peer is its processor time, each as a multiple of ours: Node compiles and collects on a
second core, so that the two differ by the cores that are free. Memory is the peak of one process.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from argmap.draw.drawing import Drawing
from argmap.draw.layout.graph import layout_dot
from argmap.draw.scene.builder import build_scene
from argmap.mapfile.canonical import write
from argmap.model.index import Index
from argmap.model.types import Map
from tests.bench.large_maps import large_map

SIZES = (50, 500, 5_000)
MOST_FOR_PEER = 500
PEER = shutil.which("argdown")
EXPORT = "from argmap.__main__ import run; run()"
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Python keeps what it compiled, as it does for everybody; compiling argmap anew takes 100 ms."""

QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


class Run(NamedTuple):
    """What a process took: wall time and processor time in seconds, and its peak of memory in MB."""

    wall: float
    processor: float
    peak: float


def run(command: Sequence[str], folder: Path) -> Run:
    """Runs a command once. Processor time and memory are nan where the system does not say."""
    begun = time.perf_counter()
    with subprocess.Popen(command, cwd=folder, env=ENVIRONMENT, **QUIET) as process:
        if hasattr(os, "wait4"):
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        else:
            process.wait()
    wall = time.perf_counter() - begun
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    if not hasattr(os, "wait4"):
        return Run(wall, float("nan"), float("nan"))
    peak = usage.ru_maxrss / (1024 if sys.platform == "linux" else 1024 * 1024)
    return Run(wall, usage.ru_utime + usage.ru_stime, peak)


def best(command: Sequence[str], folder: Path, times: int) -> Run:
    """The least of each figure of several runs, after one that does not count."""
    runs = [run(command, folder) for _ in range(times + 1)][1:]
    return Run(*(min(figures) for figures in zip(*runs, strict=True)))


def as_argdown(map: Map) -> str:
    """The claims and reasons of a map for the peer."""
    signs = {"supports": "+>", "objects_to": "->"}
    lines = []
    for claim in map.claims:
        lines.append(f"[{claim.id}]: {' '.join(claim.text.split())}")
        lines += [f"  {signs[reason.kind]} [{reason.target}]" for reason in claim.reasons if reason.kind in signs]
        lines.append("")
    return "\n".join(lines)


def main(sizes: Sequence[int]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        imports = best([sys.executable, "-c", "import pydantic, yaml"], folder, 5).wall
        print(f"python -c 'import pydantic, yaml': {imports:.3f} s")
        if PEER is None:
            print("The peer is not measured: no 'argdown' on the PATH (npm install @argdown/cli).")
        print(
            "claims reasons/claim | svg s  dot s   MB | system dot: readers' DOT, layout DOT | svg/imports svg/system"
            " pdf/svg | peer s   MB, peer/svg: wall, processor"
        )
        for size in sizes:
            for per_claim in (1.0, 1.5):
                row(size, per_claim, folder, imports)


def row(size: int, per_claim: float, folder: Path, imports: float) -> None:
    map = large_map(size, per_claim, 1)
    (folder / "map.yaml").write_text(write(map), encoding="utf-8")
    drawing = Drawing(build_scene(Index.build(map)))
    (folder / "readers.dot").write_text(drawing.digraph().source, encoding="utf-8")
    (folder / "layout.dot").write_text(layout_dot(drawing.graph), encoding="utf-8")
    times = 5 if 50 <= size <= 500 else 1
    command = [sys.executable, "-c", EXPORT, "export", "map.yaml", "--deadline", "300", "-o"]
    svg, dot, pdf = (best([*command, f"out.{kind}"], folder, times) for kind in ("svg", "dot", "pdf"))
    systems = [systems_dot(file, folder, times) for file in ("readers.dot", "layout.dot")]
    told = (
        f"{size:6} {per_claim:13} | {svg.wall:6.3f} {dot.wall:6.3f} {svg.peak:4.0f} "
        f"| {systems[0]:10.3f} {systems[1]:10.3f} "
        f"| {svg.wall / imports:6.1f} {svg.wall / systems[0]:6.2f} {pdf.wall / svg.wall:6.2f}"
    )
    if PEER is not None and size <= MOST_FOR_PEER:
        (folder / "map.argdown").write_text(as_argdown(map), encoding="utf-8")
        peer = best([PEER, "map", "map.argdown", "peer", "-f", "svg"], folder, times)
        told += f" | {peer.wall:6.3f} {peer.peak:4.0f}"
        told += f" {peer.wall / svg.wall:5.1f}x {peer.processor / svg.processor:5.1f}x"
    print(told, flush=True)


def systems_dot(file: str, folder: Path, times: int) -> float:
    """The wall time of the system's ``dot`` in seconds; nan where there is none."""
    if shutil.which("dot") is None:
        return float("nan")
    return best(["dot", "-Tsvg", file, "-o", "system.svg"], folder, times).wall


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or SIZES)
