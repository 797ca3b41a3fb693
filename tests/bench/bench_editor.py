"""How quick the editor is: from a key to the complete picture, on a pseudo-terminal of 160x50.

    python tests/bench/bench_editor.py [CLAIMS ...] [--times N] [--rest SECONDS]

The first text is the line that says what is opened; the first claim is that of the first screen. Both are of the
second start: at the first, Python compiles what it loads.

Beside each figure are the goal for 10,000 claims and the time of Textual's own Tree, with as many rows, in the same
run. Goals are for a machine on which a minimal Textual app shows its first text in 0.135 s. Compared with them is the
scaled figure: what the key took here, times 0.135 s, by what such an app takes here. That is the median of several
starts before and after all else; where these two differ much, the machine became slower or faster meanwhile.

A key's time ends when the picture is complete: with the last byte before 100 ms of silence that changes a cell. Where
a bar opens or closes, Textual paints the scrollbars again a sixtieth of a second later, as they are, which is not in
the figures. The brief, the claim's pane, the line of messages below it and the titles follow a key after a moment;
they are in the figures of "brief" and of what is asked of the whole map. The first press of each kind counts like the
others: what is loaded late is felt.
"""

from __future__ import annotations

import argparse
import math
import statistics
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2]))

from textual.constants import ESCAPE_DELAY

from argmap.mapfile.canonical import write
from tests.bench.large_maps import large_map
from tests.bench.over_pty import OverPty, leave_panes_aside

TREE = """
import sys
from textual.app import App
from textual.widgets import Tree
class Yardstick(App):
    BINDINGS = [("a", "add", "add"), ("e", "edit", "edit")]
    def compose(self):
        tree = Tree("Outline")
        tree.root.expand()
        for number in range(int(sys.argv[1]) // 10):
            branch = tree.root.add(f"claim {number}", expand=True)
            for leaf in range(9):
                branch.add_leaf(f"reason {leaf}")
        yield tree
    def action_add(self):
        self.query_one(Tree).cursor_node.add_leaf("A new reason.")
    def action_edit(self):
        node = self.query_one(Tree).cursor_node
        node.set_label(f"{node.label} More.")
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
UNFOLD = b"0"
"""Unfolds the outline."""
DOWN, PAGE_DOWN, PAGE_UP, HOME, ESCAPE, ENTER = b"\x1b[B", b"\x1b[6~", b"\x1b[5~", b"\x1b[H", b"\x1b", b"\r"
ALONE = 2 * ESCAPE_DELAY
"""Seconds of silence after which Esc was a key: with what comes sooner it would be another one."""
ROOT = str(Path(__file__).parents[2])

GOAL = (10.0, 20.0)
"""Milliseconds at 10,000 claims: the median, and the 99th percentile."""
FOLLOWING = (50.0, 50.0)
"""Likewise for the panes that follow the cursor."""
ASKING = (120.0, 120.0)
"""Likewise for what takes the whole map into account: each within 120 ms (and within 33 at 1,000 claims)."""
CLAIM = b"(point"
"""In the text of each claim, and in no title."""
REFERENCE = 0.135
"""Seconds to the first text of a minimal Textual app on the machine that the goals in milliseconds are for."""
STARTS = 5
"""How often that app is started before the other figures, and again after them."""
FIRST_TEXT = {500: 1.5, 10_000: 2.5}
"""First text, and first claim, against the first text of a minimal Textual app, by number of claims."""
MEMORY = 120.0
"""Megabytes at 10,000 claims."""


class Pace(NamedTuple):
    """How the keys are pressed."""

    times: int
    """How often each, unless the series asks for a share."""
    rest: float
    """Seconds of silence after which the program has come to rest."""


@dataclass(frozen=True, slots=True)
class Series:
    """Keys that are pressed in turn, each timed, and what is typed untimed before and after each."""

    name: str
    keys: tuple[bytes, ...]
    before: bytes = b""
    after: bytes = b""
    goal: tuple[float, float] = GOAL
    share: int = 1
    """One in so many of the presses asked for."""
    with_panes: bool = False
    """Whether the panes that follow belong to it."""

    def measured(self, program: OverPty, pace: Pace) -> list[float]:
        """Milliseconds for each press, in order of size. Between two presses the program comes to rest."""
        found = []
        for number in range(max(2, pace.times // self.share)):
            _settle(program, self.before, pace)
            painted = program.press(self.keys[number % len(self.keys)])
            found.append(painted.all if self.with_panes else painted.picture)
            program.until_quiet(pace.rest)
            _settle(program, self.after, pace)
        return sorted(found)


EDITOR = (
    Series("move", (DOWN,)),
    Series("page", (PAGE_DOWN, PAGE_UP)),
    Series("brief", (DOWN, PAGE_DOWN, PAGE_UP), goal=FOLLOWING, with_panes=True),
    Series("fold", (b"h", b"l")),
    Series("flip", (b"t",), after=b"u"),
    Series("undo", (b"u",), before=b"t"),
    Series("add", (ENTER,), before=b"aA new reason.", after=b"u", share=2),
    Series("edit", (ENTER,), before=b"e More.", after=b"u", share=2),
    Series("filter", (*(bytes([letter]) for letter in b"public technology"), *[b"\x7f"] * 17), share=2),
)
ASKED = (
    Series("what-if", (b"i",), goal=ASKING, share=4, with_panes=True),
    Series("flip, asked", (b"t",), after=b"u", goal=ASKING, share=4, with_panes=True),
    Series("matrix", (b"\x1b2",), after=b"\x1b1", goal=ASKING, share=4, with_panes=True),
)
YARDSTICK = (
    Series("move", (DOWN,)),
    Series("page", (PAGE_DOWN, PAGE_UP)),
    Series("fold", (b" ",), share=4),
    Series("add", (b"a",), share=4),
    Series("edit", (b"e",), share=4),
)


def _settle(program: OverPty, keys: bytes, pace: Pace) -> None:
    if keys:
        program.type(keys)
        program.until_quiet(max(pace.rest, ALONE) if keys == ESCAPE else pace.rest)


def say(line: str) -> None:
    """One line of the table."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def figures(found: Sequence[float]) -> tuple[float, float]:
    """The median, and the 99th percentile by nearest rank: the longest of fewer than a hundred."""
    return statistics.median(found), found[math.ceil(len(found) * 0.99) - 1]


def row(series: Series, found: Sequence[float], beside: Mapping[str, Sequence[float]], scale: float) -> str:
    """One series: its figures here and scaled, its goal, and how much longer the yardstick takes."""
    median, last = figures(found)
    goal, last_goal = series.goal
    verdict = "met" if median * scale <= goal and last * scale <= last_goal else "MISSED"
    against = ""
    if series.name in beside:
        other = figures(beside[series.name])
        against = f"Tree {other[0]:6.1f} / {other[1]:6.1f}, {other[0] / median:.1f} times as long"
    return (
        f"  {series.name:<13}{median:7.1f} / {last:6.1f} ms   scaled {median * scale:6.1f} / {last * scale:6.1f}   "
        f"goal {goal:.0f} / {last_goal:.0f} {verdict:<7} n={len(found):<4} {against}"
    )


def yardstick(claims: int, pace: Pace, environment: Mapping[str, str]) -> dict[str, list[float]]:
    """What Textual's own Tree takes, by series; nothing where its first paint takes over a minute."""
    tree = OverPty([sys.executable, "-c", TREE, str(claims)], environment)
    try:
        tree.until(b"claim 1")
        tree.until_quiet(2.5 * pace.rest)
        found = {series.name: series.measured(tree, pace) for series in YARDSTICK[:2]}
        _settle(tree, HOME + DOWN, pace)
        return found | {series.name: series.measured(tree, pace) for series in YARDSTICK[2:]}
    except TimeoutError:
        say("  Textual's Tree paints nothing within a minute.")
        return {}
    finally:
        tree.end()


def measured(editor: OverPty, pace: Pace) -> Iterator[tuple[Series, list[float]]]:
    """Every series of the editor, one after the other, with all claims unfolded and the cursor on one."""
    leave_panes_aside(editor)
    _settle(editor, UNFOLD, pace)
    _settle(editor, DOWN * 12, pace)
    for series in EDITOR:
        if series.name == "filter":
            _settle(editor, b"/", pace)
        yield series, series.measured(editor, pace)
    _settle(editor, ESCAPE, pace)
    for series in ASKED:
        yield series, series.measured(editor, pace)


def starts(environment: Mapping[str, str]) -> list[float]:
    """Seconds to the first text of a minimal Textual app, of each of several starts."""
    found = []
    for _ in range(STARTS):
        minimal = OverPty([sys.executable, "-c", MINIMAL], environment)
        found.append(minimal.until(b"Outline"))
        minimal.end()
    return found


def command_on(file: Path) -> list[str]:
    """The editor on a map."""
    return [sys.executable, "-m", "argmap", str(file)]


def bench(claims: int, pace: Pace, folder: Path) -> None:
    """All figures for one size."""
    file = folder / f"map-{claims}.yaml"
    file.write_text(write(large_map(claims)), encoding="utf-8")
    environment = {
        "ARGMAP_STATE_HOME": str(folder),
        "ARGMAP_CONFIG_HOME": str(folder),
        "PYTHONPATH": ROOT,
    }
    say(f"{claims} claims: median / 99th percentile")
    for command, shown in (([sys.executable, "-c", MINIMAL], b"Outline"), (command_on(file), CLAIM)):
        compiling = OverPty(command, environment)
        compiling.until(shown)
        compiling.end()
    before = starts(environment)
    minimal = OverPty([sys.executable, "-c", MINIMAL], environment)
    minimal.until(b"Outline")
    floor = minimal.memory()
    minimal.end()
    beside = yardstick(claims, pace, environment)
    editor = OverPty(command_on(file), environment)
    first = {"first text": editor.until(b"Opening"), "first claim": editor.until(CLAIM)}
    editor.until_quiet(5 * pace.rest)
    opened = editor.memory()
    found = list(measured(editor, pace))
    memory = f"{opened:.0f} MB when opened, {editor.memory():.0f} at the end, {editor.peak():.0f} at most"
    editor.end()
    after = starts(environment)
    least = statistics.median(before + after)
    scale = REFERENCE / least
    drift = f"{statistics.median(before):.3f} before, {statistics.median(after):.3f} after"
    say(f"  a minimal Textual app shows its first text in {least:.3f} s here ({drift}), goals are for {REFERENCE} s:")
    say(f"  scaled figures are {scale:.2f} times those of this machine, and compared with the goals")
    for what, seconds in first.items():
        times_least = f"{seconds:7.2f} s, {seconds / least:.1f} times that of a minimal Textual app ({least:.2f} s)"
        say(f"  {what:<13}{times_least}   goal {FIRST_TEXT.get(claims, 'none')}")
    for series, times in found:
        say(row(series, times, beside, scale))
    say(f"  memory       {memory}")
    say(f"  {'':13}{floor:7.0f} MB a minimal Textual app   goal {MEMORY:.0f} MB at 10000 claims")


def main() -> None:
    """Measure the sizes that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("claims", nargs="*", type=int, default=[500, 10_000, 100_000])
    parser.add_argument("--times", type=int, default=60)
    parser.add_argument("--rest", type=float, default=0.2, help="seconds of silence between two keys")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for claims in arguments.claims:
            bench(claims, Pace(arguments.times, arguments.rest), Path(folder))


if __name__ == "__main__":
    main()
