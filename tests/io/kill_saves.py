"""Kills saves with SIGKILL, as many as wanted, and looks after each whether the file is the old one or the new.

    python -m tests.io.kill_saves 10000

Each round forks a process that saves one version over the other without end, and kills it after a moment that is
chosen at random. Prints how many kills there were, and in which state each left the folder. Linux and macOS.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

from argmap.io.atomic import STRAY_PREFIX
from argmap.io.files import load, save

VERSIONS = (b"A" * 400_000, b"B" * 300_000)
LONGEST = 0.02
"""Seconds until the kill, at most: several saves."""


def saving(path: Path, ready: int) -> None:
    """Save one version over the other without end."""
    turn = int(load(path).data == VERSIONS[0])
    seen = load(path).digest
    os.write(ready, b".")
    while True:
        seen = save(path, VERSIONS[turn], seen).digest
        turn = 1 - turn


def killed_once(path: Path, after: float) -> None:
    """Start a process that saves, and kill it ``after`` seconds."""
    told, ready = os.pipe()
    saver = os.fork()
    if not saver:
        try:
            saving(path, ready)
        finally:
            os._exit(1)
    os.close(ready)
    try:
        assert os.read(told, 1) == b"."
        until = time.monotonic() + after
        while time.monotonic() < until:
            pass
        os.kill(saver, signal.SIGKILL)
        assert os.waitstatus_to_exitcode(os.waitpid(saver, 0)[1]) == -signal.SIGKILL, "the saver had ended by itself"
    finally:
        os.close(told)


def kill_saves(kills: int, folder: Path, random: Random) -> Counter[str]:
    """What so many kills left in ``folder``. Raises AssertionError when that is neither the old file nor the new one,
    or stops the next save."""
    path = folder / "map.yaml"
    path.write_bytes(VERSIONS[0])
    found: Counter[str] = Counter()
    for _ in range(kills):
        killed_once(path, LONGEST * random.random())
        assert path.read_bytes() in VERSIONS
        found["half-written"] += any(entry.name.startswith(STRAY_PREFIX) for entry in os.scandir(folder))
        found["linked twice"] += path.stat().st_nlink > 1
        found["kills"] += 1
    save(path, b"last", load(path).digest)
    assert [entry.name for entry in folder.iterdir()] == ["map.yaml"], "strays of killed savers are swept"
    return found


def main() -> None:
    """Kill as many saves as the argument says, and print the figures."""
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else Random().randrange(2**32)
    with tempfile.TemporaryDirectory() as folder:
        print(dict(kill_saves(int(sys.argv[1]), Path(folder), Random(seed))), "seed", seed)


if __name__ == "__main__":
    main()
