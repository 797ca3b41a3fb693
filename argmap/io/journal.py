"""The journal of unsaved work: each edit is appended beside the user's state folder, so that a kill loses nothing.

A journal is a file of JSON lines. The first says which map file and version the edits start from; each further line
is one entry, a JSON value that only its writer interprets. A line that a crash cut short ends the journal.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import secrets
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from argmap.io.process_locks import file_key, is_locked, take_lock
from argmap.io.user_folders import NoHome, state_folder
from argmap.model.findings import MapError

SUFFIX = ".journal"
IGNORED = ".ignored"
"""The ending of a journal that was set aside."""

FORMAT = 2
"""Format 1 had no entries of drafts."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """A journal that an ended process left behind: unsaved work on ``map_file``."""

    journal: Path
    map_file: Path
    digest: str | None
    """SHA-256 of the file that the entries start from; None when the map had no file yet."""
    entries: tuple[Any, ...]
    last_write: float
    """Seconds since the epoch."""
    is_known: bool = True
    """Whether its format is the one of this version of argmap, so that its entries can be understood."""


class Journal:
    """The open journal of one editing of one file. Nothing is on disk before the first entry."""

    def __init__(self, map_file: Path, digest: str | None, folder: Path | None = None) -> None:
        self._map_file = Path(os.path.realpath(map_file))
        self._folder = folder
        self._descriptor: int | None = None
        self._digest = digest
        self._length = 0
        """Bytes of whole lines."""
        self._former: tuple[int, Path] | None = None
        """The descriptor and path of entries that stay until this journal has the first that replaces them."""
        self._syncing: Future[None] | None = None
        self._syncer = ThreadPoolExecutor(1, thread_name_prefix="journal")
        self._name = _file_name(self._map_file)

    @property
    def path(self) -> Path:
        """The file of the journal. Raises NoHome."""
        return _folder_of_journals(self._folder) / self._name

    def append(self, entry: object, *, replaces: bool = True) -> None:
        """Add one entry: in the system's hands when this returns (a kill cannot lose it), on disk moments later.

        It is the first that replaces the entries from before :meth:`begin_anew`, unless ``replaces`` is false. Raises
        MapError when it cannot be written.
        """
        try:
            if self._descriptor is None:
                self._open()
            self._write(entry)
        except OSError as error:
            where = "" if isinstance(error, NoHome) else f" in {self.path.parent}"
            raise MapError(f"Cannot write the recovery file{where}: {error.strerror}. Save often.") from error
        if self._former is not None and replaces:
            self._sync_all()
            self._drop_former()
        self._sync()

    def restart(self, digest: str | None) -> None:
        """Discard the entries, which are saved in the file with ``digest``."""
        self._digest = digest
        self._discard()

    def begin_anew(self, digest: str | None) -> None:
        """Continue with entries that start from the file with ``digest``. Those so far stay until the next one."""
        self.wait_until_on_disk()
        if self._former is not None:
            self._drop()  # of the last beginning, without an entry that replaces the former
        elif self._descriptor is not None:
            self._former = self._descriptor, self.path
            self._descriptor = None
        self._name = _file_name(self._map_file)
        self._digest = digest

    def close(self) -> None:
        """End the journal and remove it: its edits are saved, or were given up knowingly."""
        self._discard()
        self._syncer.shutdown()

    def leave(self) -> None:
        """End the journal and leave it on the disk, where the next editor of the file finds it."""
        self.wait_until_on_disk()
        if self._former is not None:
            os.close(self._former[0])
            self._former = None
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
        self._syncer.shutdown()

    def wait_until_on_disk(self) -> None:
        """Return when every entry so far is forced to disk."""
        if self._syncing is not None:
            self._syncing.result()

    def _open(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND | getattr(os, "O_BINARY", 0)
        self._descriptor = os.open(self.path, flags, 0o600)
        take_lock(self._descriptor)
        self._length = 0
        try:
            self._write({"argmap-journal": FORMAT, **self._starting_point(), "process": os.getpid()})
        except OSError:
            self._drop()  # a journal without its head is useless
            raise

    def _starting_point(self) -> dict[str, str | None]:
        return {"file": str(self._map_file), "digest": self._digest}

    def _write(self, value: object) -> None:
        """Write one whole line, or leave the journal as it was."""
        assert self._descriptor is not None
        line = _line(value)
        try:
            if os.write(self._descriptor, line) < len(line):  # a full disk takes a part, and says so only next time
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        except OSError:
            os.ftruncate(self._descriptor, self._length)
            raise
        self._length += len(line)

    def _sync(self) -> None:
        if self._syncing is None or self._syncing.done():
            self._syncing = self._syncer.submit(self._sync_all)

    def _sync_all(self) -> None:
        synced = -1
        while synced != self._length and (descriptor := self._descriptor) is not None:
            synced = self._length
            with contextlib.suppress(OSError):
                os.fsync(descriptor)

    def _drop_former(self) -> None:
        if self._former is not None:
            descriptor, path = self._former
            self._former = None
            os.close(descriptor)
            with contextlib.suppress(OSError):
                path.unlink()

    def _discard(self) -> None:
        self.wait_until_on_disk()
        self._drop_former()
        self._drop()

    def _drop(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
            with contextlib.suppress(OSError):
                self.path.unlink()


def leftovers(map_file: Path, folder: Path | None = None, suffix: str = SUFFIX) -> tuple[Leftover, ...]:
    """What ended processes left unsaved on ``map_file``, oldest first. Journals in use are not listed.

    With the suffix :data:`IGNORED`, what was set aside.
    """
    real = Path(os.path.realpath(map_file))
    try:
        kept = _folder_of_journals(folder)
    except NoHome:
        return ()
    found = (_read(path) for path in kept.glob(f"{file_key(real)}-*{suffix}"))
    mine = [item for item in found if item is not None and item.map_file == real and item.entries]
    return tuple(sorted(mine, key=lambda item: (item.last_write, item.journal.name)))


def set_aside(leftover: Leftover) -> None:
    """Rename a journal, so that it is offered only when it is asked for, and stays on disk."""
    with contextlib.suppress(OSError):
        leftover.journal.replace(leftover.journal.with_suffix(IGNORED))


def _folder_of_journals(folder: Path | None) -> Path:
    return (folder or state_folder()) / "journals"


def _file_name(real: Path) -> str:
    return f"{file_key(real)}-{os.getpid()}-{secrets.token_hex(4)}{SUFFIX}"


def _line(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode() + b"\n"


def _read(path: Path) -> Leftover | None:
    """The journal at ``path``, or None when it cannot be read or its editor still runs."""
    if not path.is_file() or is_locked(path):
        return None
    try:
        lines = path.read_bytes().split(b"\n")[:-1]
        written = path.stat().st_mtime
    except OSError:
        return None
    values = list(_values(lines))
    head = values[0] if values else None
    if not isinstance(head, dict) or "argmap-journal" not in head:
        return None
    file, digest = head.get("file"), head.get("digest")
    if not isinstance(file, str) or not isinstance(digest, str | None):
        return None
    is_known = head["argmap-journal"] in range(1, FORMAT + 1)
    return Leftover(path, Path(file), digest, tuple(values[1:]), written, is_known)


def _values(lines: Sequence[bytes]) -> Iterator[Any]:
    """The JSON values of the lines, up to the first line that is damaged."""
    for line in lines:
        try:
            yield json.loads(line)
        except (ValueError, RecursionError):
            return
