"""A map of 25 claims, 6 stakeholders, 12 cited positions and 2 tensions, from nothing, by keys alone.

    python -m tests.terminal.test_a_whole_map

prints how many keys it takes. A text that is typed counts as none; the Enter behind it does.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from argmap.mapfile.read.read import read
from argmap.model.types import Map
from tests.examples import is_long_run
from tests.terminal.journey import check
from tests.terminal.tmux import Terminal

pytestmark = pytest.mark.terminal

ENTER, TAB, SAVE, LEFT = "\r", "\t", "\x13", "\x1b[D"
HOLDERS = ("Residents", "Shop owners", "City council", "Bus company", "Cyclists", "Police")


class Typed(str):
    """A text, which counts as no key."""

    __slots__ = ()


def claim(key: str, text: str) -> Iterator[str]:
    """A claim under the selected one (``a``, ``x``) or beside it (``n``)."""
    yield from (key, Typed(text), ENTER)


def position(holder: str, quote: str, source: str) -> Iterator[str]:
    """A position with its quote and the source that it is in; holder and source are made where there are none."""
    yield from ("s", Typed(holder), TAB, Typed(quote), TAB, Typed(source), ENTER, SAVE)


def tension(title: str, *sides: str) -> Iterator[str]:
    """A tension with its sides, one a line."""
    first, second = map(Typed, sides)
    yield from ("N", "t", Typed(title), TAB, TAB, first, ENTER, second, SAVE)


def whole_map() -> Iterator[str]:
    """A claim, four reasons, five objections to each, and positions on twelve of these."""
    yield from ("e", Typed("Should the street be closed?"), ENTER, ENTER, Typed("Close the street to cars."), ENTER)
    for reason in range(4):
        yield from claim("n" if reason else "a", f"Reason {reason}.")
        for answer in range(5):
            yield from claim("n" if answer else "x", f"Answer {reason}.{answer}.")
            if answer < 3:
                said = reason * 3 + answer
                yield from position(HOLDERS[said % 6], f"We said {said}.", f"Minutes of {2020 + said % 4}")
        yield LEFT
    yield from tension("Quiet or custom", "Quiet", "Custom")
    yield from tension("Now or later", "Now", "Later")
    yield SAVE


KEYS = tuple(whole_map())
COUNT = sum(not isinstance(key, Typed) for key in KEYS)
CLAIMS = 25


def is_whole(map: Map) -> bool:
    """Whether the map has all that was typed."""
    positions = [position for claim in map.claims for position in claim.positions]
    targets = [reason.target for claim in map.claims for reason in claim.reasons]
    return (
        len(map.claims) == CLAIMS
        and sorted(map_count(targets).values()) == [4, 5, 5, 5, 5]
        and [one.name for one in map.stakeholders] == [*HOLDERS]
        and len(positions) == 12
        and all(one.quote and one.source for one in positions)
        and len(map.sources) == 4
        and [[side.title for side in one.sides] for one in map.tensions] == [["Quiet", "Custom"], ["Now", "Later"]]
    )


def map_count(names: list[str]) -> dict[str, int]:
    """How often each name is in a list."""
    return {name: names.count(name) for name in names}


SIZES = ((80, 24), (140, 45), (200, 60), (40, 10))
EVERY_RUN = {((80, 24), "one-packet")}
"""What is tried in every run; the long runs of ``.ci/slow`` try all."""
PACKETS = {"one-packet": ["".join(KEYS)], "key-by-key": KEYS}


@pytest.mark.fuzz
@pytest.mark.parametrize(
    ("size", "packets"),
    [
        pytest.param(
            size,
            packets,
            marks=pytest.mark.skipif((size, packets) not in EVERY_RUN and not is_long_run(), reason="tried at night"),
        )
        for packets in PACKETS
        for size in SIZES
    ],
    ids=str,
)
def test_a_whole_map_is_built_from_nothing_by_keyboard(tmp_path: Path, size: tuple[int, int], packets: str) -> None:
    """The keys come faster than the editor shows what they do."""
    terminal = Terminal(tmp_path, *size)
    try:
        terminal.argmap("new.yaml")
        terminal.until("does not exist. Create it?")
        for packet in PACKETS[packets]:
            terminal.send(packet.encode())
        while "Saved new.yaml" not in (shown := terminal.screen()):  # as long as anything moves
            terminal.until_holds(lambda before=shown: terminal.screen() != before)
    finally:
        terminal.close()
    file = tmp_path / "new.yaml"
    assert is_whole(read(file.read_bytes(), file.name).map)
    assert check(file).returncode == 0


def test_a_claim_takes_few_keys() -> None:
    assert COUNT / CLAIMS < 6


if __name__ == "__main__":
    sys.stdout.write(f"{COUNT} keys for {CLAIMS} claims and all that goes with them: {COUNT / CLAIMS:.1f} a claim\n")
