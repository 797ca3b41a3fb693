"""Lets the n-th allocation of memory of a save fail, for every n, in this process, and prints what became of it.

    python -m tests.faults.failing_allocations FOLDER

CPython's own hook does it (``_testcapi.set_nomemory``), which not every build of Python has.
"""

from __future__ import annotations

import sys
from _testcapi import remove_mem_hooks, set_nomemory
from collections import Counter
from pathlib import Path

from argmap.io.files import load, save
from argmap.model.findings import MapError

OLD, NEW = b"old" * 1000, b"new" * 1000
ENOUGH = 150
"""Saves one after the other that went well: the n-th allocation is no longer part of one."""


def saved(path: Path, seen: str, nth: int) -> bool:
    """Whether a save went well whose ``nth`` allocation fails."""
    try:
        set_nomemory(nth, nth + 1)
        try:
            save(path, NEW, seen)
        finally:
            remove_mem_hooks()
    except (MemoryError, MapError, TypeError, RuntimeError, SystemError):  # CPython takes some for errors of its own
        return False
    return True


def main() -> None:
    """Try every n. Raises AssertionError for a file that is neither old nor new, or when the next save fails."""
    path, found, well, nth = Path(sys.argv[1]) / "map.yaml", Counter[str](), 0, 0
    while well < ENOUGH:
        nth += 1
        for stray in path.parent.iterdir():  # of this process, which still runs, so that no save sweeps it
            stray.unlink()
        path.write_bytes(OLD)
        well = well + 1 if saved(path, load(path).digest, nth) else 0
        assert path.read_bytes() in ((NEW,) if well else (OLD, NEW)), nth
        found["saved" if well else "not said to be saved"] += 1
        save(path, b"the next", load(path).digest)
        assert path.read_bytes() == b"the next"
    print(dict(found))


if __name__ == "__main__":
    main()
