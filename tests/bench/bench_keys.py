"""How many keys the commonest deeds take, pressed in the real editor through a pseudo-terminal.

    python tests/bench/bench_keys.py [TASK ...]

Texts that are typed, such as a claim or a name, count as no key; Enter behind them does. Each task is pressed on a
fresh copy of a small map and counts only if the saved file, or the screen, shows that it was done.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from argmap.mapfile.read.read import read
from argmap.model.types import Map
from tests.bench.over_pty import OverPty

MAP = """\
argmap: 1
title: Street
question: Should the street be closed to cars?
stakeholders:
  shops:
    name: The shops
  council:
    name: City council
claims:
  close:
    text: Close the street.
  air:
    text: The air gets cleaner.
    supports:
      - close
  custom:
    text: Shops lose custom.
    objects_to:
      - close
    positions:
      shops: agrees
  longer:
    text: Walkers stay longer.
    objects_to:
      - custom
sources:
  report:
    title: A report
"""
ENTER, TAB, DOWN, RIGHT, SAVE = b"\r", b"\t", b"\x1b[B", b"\x1b[C", b"\x13"
ROOT = str(Path(__file__).parents[2])

Keys = tuple[bytes | str, ...]
"""What is pressed (bytes, a key each) and typed (a text)."""


@dataclass(frozen=True, slots=True)
class Task:
    """A deed: what leads to where it begins, its keys, most keys, and whether it was done."""

    name: str
    keys: Keys
    goal: int
    done: Callable[[Map, str], bool]
    """Takes the saved map and what the screen showed before."""
    before: Keys = ()
    changes: bool = True
    """Whether there is something to save afterwards."""


def _position(map: Map, text: str) -> tuple[str, str | None]:
    claim = next(claim for claim in map.claims if claim.text == text)
    return (claim.positions[0].stance, claim.positions[0].quote) if claim.positions else ("", None)


def _claim(map: Map, claim_id: str) -> object:
    return next(claim for claim in map.claims if claim.id == claim_id)


def _sides(map: Map) -> set[str | None]:
    return {claim.side for claim in map.claims if claim.tension}


TENSION: Keys = (b"N", b"t", "Quiet or cars", TAB, TAB, "Quiet", ENTER, "Cars", SAVE)
"""Adds a tension with two sides."""

TASKS = (
    Task(
        "a reason with a position and its quote",
        (b"a", "It is quieter.", ENTER, b"s", "shops", TAB, "so quiet now", SAVE),
        5,
        lambda map, shown: _position(map, "It is quieter.") == ("agrees", "so quiet now"),
    ),
    Task(
        "change a stance",
        (b"s", RIGHT, ENTER),
        3,
        lambda map, shown: _position(map, "Shops lose custom.")[0] == "disagrees",
        (DOWN, DOWN),
    ),
    Task("find by stakeholder", (b"/", "the shops", ENTER), 2, lambda map, shown: "1 match" in shown, changes=False),
    Task(
        "move a branch",
        (b"m", "air", ENTER),
        2,
        lambda map, shown: (
            "objects_to" in str([(one.kind, one.target) for one in _claim(map, "custom").reasons])  # type: ignore[attr-defined]
            and _claim(map, "custom").reasons[0].target == "air"
        ),  # type: ignore[attr-defined]
        (DOWN, DOWN),
    ),
    Task(
        "the next finding, and its fix",
        (b"!", b"a", "A measurement shows it.", ENTER),
        3,
        lambda map, shown: any(claim.text == "A measurement shows it." for claim in map.claims),
    ),
    Task(
        "a tension with two sides",
        TENSION,
        6,
        lambda map, shown: len(map.tensions) == 1 and len(map.tensions[0].sides) == 2,
    ),
    Task(
        "a claim put on a side",
        (b"T", ENTER),
        2,
        lambda map, shown: _sides(map) == {"quiet"},
        TENSION,
    ),
    Task(
        "another claim put on the other side",
        (b"T", "cars", ENTER),
        2,
        lambda map, shown: _sides(map) == {"quiet", "cars"},
        (*TENSION, b"T", ENTER, DOWN),
    ),
    Task(
        "attach a source",
        (b"c", ENTER),
        2,
        lambda map, shown: bool(_claim(map, "close").sources),  # type: ignore[attr-defined]
    ),
)


def press(editor: OverPty, keys: Keys) -> None:
    """Press and type, each in a packet of its own; the editor takes them in their order, however fast they come."""
    for key in keys:
        editor.type(key.encode() if isinstance(key, str) else key)
        editor.until_quiet(0.05)


def counted(keys: Keys) -> int:
    """How many of these are keys."""
    return sum(isinstance(key, bytes) for key in keys)


def measured(task: Task, folder: Path) -> bool:
    """Whether pressing the keys does it."""
    file = folder / "street.yaml"
    file.write_text(MAP, encoding="utf-8")
    environment = {"ARGMAP_STATE_HOME": str(folder), "ARGMAP_CONFIG_HOME": str(folder), "PYTHONPATH": ROOT}
    editor = OverPty([sys.executable, "-m", "argmap", str(file)], environment, lines=24, columns=80)
    try:
        editor.until(b"Close the street")
        press(editor, (*task.before, *task.keys))
        while editor.read(0.2):
            pass
        editor.look()
        shown = editor.picture.text
        editor.type(SAVE)
        editor.until_shown("Saved street.yaml." if task.changes else "No changes to save.")
        return task.done(read(file.read_bytes(), str(file)).map, shown)
    finally:
        editor.end()


def main() -> int:
    """Press the tasks that are named, or every task, and print their keys."""
    failed, named = 0, sys.argv[1:]
    for task in [task for task in TASKS if not named or task.name in named]:
        with tempfile.TemporaryDirectory() as folder:
            done = measured(task, Path(folder))
        keys = counted(task.keys)
        verdict = "met" if done and keys <= task.goal else "MISSED" if done else "NOT DONE"
        failed += verdict != "met"
        sys.stdout.write(f"  {task.name:<42}{keys:>2} keys   goal {task.goal}   {verdict}\n")
        sys.stdout.flush()
    return failed


if __name__ == "__main__":
    sys.exit(main())
