"""How long a whole export takes, beside what it is made of. Run: ``python tests/bench/bench_export.py [CLAIMS ...]``.

Whole processes, warm (each command once unmeasured), the best of several: ``argmap export`` to SVG, DOT and PDF, the
system's ``dot -Tsvg`` on the DOT for readers and on the bare layout DOT, ``python -c "import pydantic, yaml"``, and
the peer ``argdown map`` on the same claims and reasons, where an ``argdown`` (npm: @argdown/cli) is on the PATH.
Memory is the peak of one process.
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


def seconds(command: Sequence[str], folder: Path, times: int) -> float:
    """The best wall time of a command, after one run that does not count."""
    found = []
    for _ in range(times + 1):
        begun = time.perf_counter()
        subprocess.run(command, cwd=folder, check=True, env=ENVIRONMENT, **QUIET)
        found.append(time.perf_counter() - begun)
    return min(found[1:])


def peak_mb(command: Sequence[str], folder: Path) -> float:
    """The peak memory of a command's process, in MB; nan where the system does not say."""
    if not hasattr(os, "wait4"):
        return float("nan")
    with subprocess.Popen(command, cwd=folder, env=ENVIRONMENT, **QUIET) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_maxrss / (1024 if sys.platform == "linux" else 1024 * 1024)


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
    python = sys.executable
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        imports = seconds([python, "-c", "import pydantic, yaml"], folder, 5)
        print(f"python -c 'import pydantic, yaml': {imports:.3f} s")
        if PEER is None:
            print("The peer is not measured: no 'argdown' on the PATH (npm install @argdown/cli).")
        print(
            "claims reasons/claim | svg s  dot s   MB | system dot: readers' DOT, layout DOT | svg/imports svg/system"
            " pdf/svg"
            " | peer s   MB, peer/svg"
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
    svg, dot, pdf = (seconds([*command, f"out.{kind}"], folder, times) for kind in ("svg", "dot", "pdf"))
    systems = []
    for file in ("readers.dot", "layout.dot"):
        known = shutil.which("dot") is not None
        systems.append(seconds(["dot", "-Tsvg", file, "-o", "system.svg"], folder, times) if known else float("nan"))
    memory = peak_mb([*command, "out.svg"], folder)
    told = (
        f"{size:6} {per_claim:13} | {svg:6.3f} {dot:6.3f} {memory:4.0f} | {systems[0]:10.3f} {systems[1]:10.3f} "
        f"| {svg / imports:6.1f} {svg / systems[0]:6.2f} {pdf / svg:6.2f}"
    )
    if PEER is not None and size <= MOST_FOR_PEER:
        (folder / "map.argdown").write_text(as_argdown(map), encoding="utf-8")
        peer = [PEER, "map", "map.argdown", "peer", "-f", "svg"]
        took = seconds(peer, folder, times)
        told += f" | {took:6.3f} {peak_mb(peer, folder):4.0f} {took / svg:5.1f}x"
    print(told, flush=True)


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or SIZES)
