"""How quick the editor is: from a key to the last byte that it paints, on a pseudo-terminal of 160x50.

    python tests/bench/bench_editor.py [CLAIMS ...] [--times N]

The yardstick, in the same run, is Textual's own Tree with as many rows. The panes follow a key 80 ms after it and are
not in the figures: a key's own paint ends with 30 ms of silence.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from argmap.text.canonical import write
from tests.bench.large_maps import large_map
from tests.bench.over_pty import OverPty

TREE = """
import sys
from textual.app import App
from textual.widgets import Tree
class Yardstick(App):
    def compose(self):
        tree = Tree("Outline")
        tree.root.expand()
        for number in range(int(sys.argv[1]) // 10):
            branch = tree.root.add(f"claim {number}", expand=True)
            for leaf in range(9):
                branch.add_leaf(f"reason {leaf}")
        yield tree
Yardstick().run()
"""
MINIMAL = """
from textual.app import App
from textual.widgets import Label
class Minimal(App):
    def compose(self):
        yield Label("Outline")
Minimal().run()
"""
DOWN, PAGE_DOWN, PAGE_UP, HOME = b"\x1b[B", b"\x1b[6~", b"\x1b[5~", b"\x1b[H"

SERIES: tuple[tuple[str, tuple[bytes, ...]], ...] = (
    ("move", (DOWN,)),
    ("page", (PAGE_DOWN, PAGE_UP)),
    ("fold", (b"h", b"l")),
    ("flip, undo", (b"t", b"u")),
)


def measured(program: OverPty, keys: Sequence[bytes], times: int) -> list[float]:
    """Milliseconds for each press, in order of size. Between two presses the program comes to rest."""
    found = []
    for number in range(times):
        found.append(program.press(keys[number % len(keys)]))
        program.until_quiet(0.15)
    return sorted(found)


def say(name: str, found: Sequence[float]) -> None:
    """One line of figures."""
    last = found[max(0, int(len(found) * 0.99) - 1)]
    sys.stdout.write(
        f"  {name:<12} median {statistics.median(found):6.1f} ms   99th {last:6.1f} ms   n={len(found)}\n"
    )
    sys.stdout.flush()


def typed(program: OverPty, before: bytes, after: bytes, times: int) -> list[float]:
    """Like :func:`measured`, for the last key of an entry: ``before`` opens and fills it, ``after`` undoes it."""
    found = []
    for _ in range(times):
        program.type(before)
        program.until_quiet(0.2)
        found.append(program.press(b"\r"))
        program.until_quiet(0.2)
        program.type(after)
        program.until_quiet(0.2)
    return sorted(found)


def bench(claims: int, times: int, folder: Path) -> None:
    """All figures for one size."""
    file = folder / f"map-{claims}.yaml"
    file.write_text(write(large_map(claims)), encoding="utf-8")
    environment = {"ARGMAP_STATE_HOME": str(folder), "ARGMAP_CONFIG_HOME": str(folder), "PYTHONPATH": str(Path.cwd())}
    sys.stdout.write(f"{claims} claims\n")
    minimal = OverPty([sys.executable, "-c", MINIMAL], environment)
    least = minimal.until(b"Outline")
    minimal.end()
    editor = OverPty([sys.executable, "-m", "argmap", str(file)], environment)
    first = editor.until(b"Outline")
    sys.stdout.write(
        f"  first text   {first:.2f} s, {first / least:.1f} times a minimal Textual app ({least:.2f} s)\n"
    )
    editor.until_quiet(0.5)
    for _ in range(12):
        editor.press(DOWN)
    editor.until_quiet()
    for name, keys in SERIES:
        say(name, measured(editor, keys, times))
    say("add", typed(editor, b"aA new reason.", b"u", max(4, times // 4)))
    say("edit", typed(editor, b"e More.", b"u", max(4, times // 4)))
    editor.type(b"/")
    editor.until_quiet()
    say("filter", measured(editor, (b"p", b"u", b"b", b"l", b"i", b"c"), 6))
    sys.stdout.write(f"  memory       {editor.memory():.0f} MB at most\n")
    editor.end()
    tree = OverPty([sys.executable, "-c", TREE, str(claims)], environment)
    tree.until(b"claim 1")
    tree.until_quiet(0.5)
    say("Tree: move", measured(tree, (DOWN,), times))
    tree.type(HOME + DOWN)
    tree.until_quiet(0.5)
    say("Tree: fold", measured(tree, (b" ",), max(4, times // 4)))
    tree.end()


def main() -> None:
    """Measure the sizes that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("claims", nargs="*", type=int, default=[500, 10_000, 100_000])
    parser.add_argument("--times", type=int, default=60)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for claims in arguments.claims:
            bench(claims, arguments.times, Path(folder))


if __name__ == "__main__":
    main()
