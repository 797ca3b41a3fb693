"""Many outputs, each kept as a fingerprint in one line: enough to notice that one is not what it was.

What people are to read is kept whole, elsewhere. With ``ARGMAP_OUTPUTS=FOLDER`` the outputs themselves are written
into a folder: do so before and after a change, and compare the two folders.
"""

from __future__ import annotations

import os
import re
import sys
import zlib
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path

import pytest

KEPT_WITH = (3, 11)
"""The version of Python with which outputs are kept."""


def skip_with_other_pythons() -> None:
    """Skip the test with other versions: they tell errors of JSON otherwise, add floats otherwise, and may order what
    an event loop does at once otherwise. What people are to rely on with every version has tests of its own.
    """
    if sys.version_info[:2] != KEPT_WITH:
        pytest.skip("outputs are kept with Python {}.{}".format(*KEPT_WITH))


def fingerprint(output: str) -> str:
    """The number of lines of an output, and a checksum of it."""
    return f"{output.count(chr(10))} lines {zlib.crc32(output.encode()):08x}"


def same_as_kept(file: Path, name: str, output: str) -> bool:
    """Whether the fingerprint that a file keeps of an output is that of ``output``; it is made so with
    ``ARGMAP_GOLDEN=write``."""
    skip_with_other_pythons()
    found = fingerprint(output)
    if folder := os.environ.get("ARGMAP_OUTPUTS"):
        place = Path(folder) / file.stem / re.sub(r"[^\w.=-]+", "_", name)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(output, encoding="utf-8")
    if os.environ.get("ARGMAP_GOLDEN") == "write":
        _write(file, {**_rows(file), name: found})
    return _rows(file).get(name) == found


def nothing_else_kept(file: Path, names: Collection[str]) -> bool:
    """Whether a file keeps fingerprints of no other outputs; they are taken out with ``ARGMAP_GOLDEN=write``."""
    skip_with_other_pythons()
    if os.environ.get("ARGMAP_GOLDEN") == "write":
        _write(file, {name: found for name, found in _rows(file).items() if name in names})
    return set(_rows(file)) == set(names)


def _write(file: Path, rows: Mapping[str, str]) -> None:
    file.write_text("".join(f"{name}: {rows[name]}\n" for name in sorted(rows)), encoding="utf-8", newline="\n")
    _rows.cache_clear()


@cache
def _rows(file: Path) -> dict[str, str]:
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return {name: found for name, _, found in (line.rpartition(": ") for line in lines)}
