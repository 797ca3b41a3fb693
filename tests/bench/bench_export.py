"""How long a whole export takes, beside what it is made of. Run: ``python tests/bench/bench_export.py [CLAIMS ...]``.

Whole processes, warm (each command once unmeasured), the best of several: ``argmap export`` to SVG and to DOT, the
system's ``dot -Tsvg`` on the DOT for readers and on the bare layout DOT, and ``python -c "import pydantic, yaml"``.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from argmap.draw.drawing import Drawing
from argmap.draw.staging import stage
from argmap.model.index import Index
from argmap.text.canonical import write
from tests.bench.large_maps import large_map

SIZES = (50, 500, 5_000)
EXPORT = "from argmap.cli.main import run; run()"


def seconds(command: Sequence[str], folder: Path, times: int) -> float:
    """The best wall time of a command, after one run that does not count."""
    found = []
    for _ in range(times + 1):
        begun = time.perf_counter()
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        found.append(time.perf_counter() - begun)
    return min(found[1:])


def main(sizes: Sequence[int]) -> None:
    python = sys.executable
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        imports = seconds([python, "-c", "import pydantic, yaml"], folder, 5)
        print(f"python -c 'import pydantic, yaml': {imports:.3f} s")
        print("claims reasons/claim | svg s  dot s | system dot: readers' DOT, layout DOT | svg/imports svg/system")
        for size in sizes:
            for per_claim in (1.0, 1.5):
                row(size, per_claim, folder, imports)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"peak memory of any process: {peak:.0f} MB")


def row(size: int, per_claim: float, folder: Path, imports: float) -> None:
    map = large_map(size, per_claim, 1)
    (folder / "map.yaml").write_text(write(map), encoding="utf-8")
    drawing = Drawing(stage(Index.build(map)))
    (folder / "readers.dot").write_text(drawing.readable_dot(), encoding="utf-8")
    (folder / "layout.dot").write_text(drawing.dot, encoding="utf-8")
    times = 5 if size <= 500 else 1
    command = [sys.executable, "-c", EXPORT, "export", "map.yaml", "--deadline", "300", "-o"]
    svg, dot = (seconds([*command, f"out.{kind}"], folder, times) for kind in ("svg", "dot"))
    systems = []
    for file in ("readers.dot", "layout.dot"):
        known = shutil.which("dot") is not None
        systems.append(seconds(["dot", "-Tsvg", file, "-o", "system.svg"], folder, times) if known else float("nan"))
    print(
        f"{size:6} {per_claim:13} | {svg:6.3f} {dot:6.3f}  | {systems[0]:10.3f} {systems[1]:10.3f} "
        f"| {svg / imports:6.1f} {svg / systems[0]:6.2f}",
        flush=True,
    )


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or SIZES)
