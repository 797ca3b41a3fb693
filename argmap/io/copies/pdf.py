"""The text of PDF files by pypdf, which the extra ``argmap[pdf]`` installs.

pypdf runs in a process of its own, which can be stopped: a file can be made so that reading it uses all time and
memory. Texts are kept in the user's cache, by the digest of the file.
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
import sys
import threading
import zlib
from pathlib import Path

from argmap.evidence.copy_text import CopyUnreadable, NoPdfReader
from argmap.io.copies import pdf_process
from argmap.io.files import digest_of
from argmap.io.private_files import private_folder, read_private, sweep_private, write_private
from argmap.io.user_folders import cache_folder

READER = Path(__file__).with_name("pdf_process.py")

DEADLINE = 60.0
"""Seconds for one file. Reports of 500 pages take 10."""

KEPT = 200
"""Texts in the cache."""

_REASONS = {
    pdf_process.ENCRYPTED: "It is encrypted with a password. Save it without one.",
    pdf_process.TOO_LONG: "It has more text than any report. Divide it.",
}
_DAMAGED = "It is damaged, or not a PDF file. Save it again, or name a text file."


def pdf_pages(data: bytes) -> list[tuple[str | None, str]]:
    """The label, if it has one, and the text of each page.

    Raises NoPdfReader where pypdf is not installed, and CopyUnreadable for a file that it cannot read.
    """
    file: Path | None = None
    with contextlib.suppress(OSError, RuntimeError):
        file = private_folder(cache_folder()) / f"pdf-text-1-{digest_of(data)}.z"
        with contextlib.suppress(FileNotFoundError):
            if kept := read_private(file):
                return _pages(zlib.decompress(kept))
    written = _written(data)
    if file is not None:
        with contextlib.suppress(OSError, RuntimeError):
            write_private(file, zlib.compress(written))
            sweep_private(file.parent, "pdf-text-*.z", KEPT)
    return _pages(written)


def _written(data: bytes) -> bytes:
    from argmap.io import processes  # here because it imports subprocess, which takes 5 ms

    if importlib.util.find_spec("pypdf") is None:
        raise NoPdfReader("Reading PDF files needs the package pypdf. Install it with 'pip install argmap[pdf]'.")
    try:
        answer = processes.run([sys.executable, "-P", str(READER)], data, DEADLINE, threading.Event())
    except processes.Overdue:
        raise CopyUnreadable(f"Reading it takes longer than {DEADLINE:g} seconds. Save it as text.") from None
    except (OSError, processes.Endless) as failure:
        raise CopyUnreadable(_DAMAGED) from failure
    if answer.code != 0:
        raise CopyUnreadable(_REASONS.get(answer.code, _DAMAGED))
    return answer.output


def _pages(written: bytes) -> list[tuple[str | None, str]]:
    return [(label, text) for label, text in json.loads(written)]
