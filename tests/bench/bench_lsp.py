"""How long the language server takes to answer an editor. Run: ``python tests/bench/bench_lsp.py [CLAIMS ...]``.

Each figure is the median of several, in milliseconds from the last byte of the question to that of the answer, and in
parentheses as a ratio to reading the same file whole in this process. Goals: findings within 50 ms of a key at 2,000
claims and 150 ms at 10,000; completion within 20 ms.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from argmap.mapfile.canonical import write
from argmap.mapfile.read.read import read
from tests.bench.large_maps import large_map
from tests.lsp.wire import Editor, editor, position

SIZES = (200, 2_000, 10_000)
ROUNDS = 9
URI = "file:///large.yaml"


def milliseconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The median time that ``work`` takes."""
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken) * 1000


def keystroke(server: Editor, line: int, text: str = "x", width: int = 0) -> None:
    """Type into a line and wait for what is found."""
    server.kept.clear()
    server.type(URI, (line, 12), (line, 12 + width), text)
    server.findings(URI)


def acts(server: Editor, line: int) -> dict[str, Callable[[], object]]:
    """What an editor does with a claim whose name is on a line, by name."""
    here = {"textDocument": {"uri": URI}}
    screen = {"start": position(line, 0), "end": position(line + 60, 0)}
    return {
        "hover": lambda: server.about("hover", URI, line, 4),
        "definition": lambda: server.about("definition", URI, line, 4),
        "references": lambda: server.about("references", URI, line, 4, context={"includeDeclaration": True}),
        "rename": lambda: server.about("rename", URI, line, 4, newName="quite-new"),
        "actions": lambda: server.ask("textDocument/codeAction", **here, range=screen, context={"diagnostics": []}),
        "tokens on a screen": lambda: server.ask("textDocument/semanticTokens/range", **here, range=screen),
        "outline": lambda: server.ask("textDocument/documentSymbol", **here),
        "lenses": lambda: server.ask("textDocument/codeLens", **here),
        "folds": lambda: server.ask("textDocument/foldingRange", **here),
        "tokens": lambda: server.ask("textDocument/semanticTokens/full", **here),
    }


def measure(claims: int) -> None:
    """Print the figures of one size."""
    text = write(large_map(claims))
    yardstick = milliseconds(lambda: read(text.encode(), "large.yaml"), 3)

    def show(act: str, taken: float) -> None:
        sys.stdout.write(f"  {act:<22} {taken:8.1f} ms ({taken / yardstick:.3f}x)\n")

    sys.stdout.write(f"{claims:,} claims; reading the file takes {yardstick:.0f} ms\n")
    lines = text.split("\n")
    line = next(number for number, words in enumerate(lines) if words == f"  claim-{claims // 2}:")
    with editor() as server:
        begun = time.perf_counter()
        server.open(URI, text)
        server.findings(URI)
        show("first findings", (time.perf_counter() - begun) * 1000)
        server.findings(URI)
        show("all findings", (time.perf_counter() - begun) * 1000)
        show("findings after a key", milliseconds(lambda: keystroke(server, line + 1)))
        server.findings(URI)
        for name, act in acts(server, line).items():
            show(name, milliseconds(act, 3))
        show("a key that breaks it", milliseconds(lambda: keystroke(server, line + 1, ": "), 1))
        keystroke(server, line + 1, "", 2)
        server.type(URI, (line + 1, 0), (line + 1, 0), "    supports: [claim-1\n")
        show("completion", milliseconds(lambda: server.about("completion", URI, line + 1, 21)))


def main(sizes: Sequence[int] = SIZES) -> None:
    """Print all figures."""
    for claims in sizes:
        measure(claims)


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or SIZES)
