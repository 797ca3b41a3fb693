"""Reading and saving map files. A save is atomic: the file has the old bytes or the new ones, never a mixture.

A save refuses to replace a file that another program has changed since it was read.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from argmap.io.atomic import (
    LOCK_PATIENCE,
    FolderLocked,
    drop_second_names,
    only_saver,
    put_new,
    put_over,
    real_file,
    sweep_strays,
    sync_folder,
    written_beside,
)
from argmap.model.findings import MapError

LARGEST_MAP = 256 * 1024 * 1024
"""Bytes. A hundred times a map of 10,000 claims; larger files are surely something else."""


_REASONS = {
    errno.ENOENT: "no such file or folder. Check the name",
    errno.EACCES: "permission denied. Check the permissions of the file and its folder",
    errno.EPERM: "permission denied. Check the permissions of the file and its folder",
    errno.EROFS: "the disk is read-only. Save elsewhere",
    errno.ENOSPC: "the disk is full. Free some space and try again; nothing was changed",
    errno.EDQUOT if hasattr(errno, "EDQUOT") else -1: "your disk quota is used up. Free some space and try again",
    errno.EFBIG: "the file would be larger than allowed here; nothing was changed",
    errno.ELOOP: "its links go round in a circle. Name the real file",
    errno.ENAMETOOLONG: "the name is too long. Choose a shorter one",
    errno.EEXIST: "part of the path is a file, not a folder. Check the name",
    errno.ENOTDIR: "part of the path is a file, not a folder. Check the name",
    errno.EISDIR: "it is a folder. Name a file",
    errno.EBUSY: "it is in use or mounted by itself. Save under another name",
    errno.ENXIO: "it is a pipe or a device, not a file. Use '-' to read from standard input",
}
"""By error number: what is wrong, and what to do."""


class ChangedOnDisk(MapError):
    """Another program has changed, made or removed the file since it was last read."""


class Loaded(NamedTuple):
    """A file's bytes as they were at one moment."""

    path: Path
    data: bytes

    @property
    def digest(self) -> str:
        """Their SHA-256 in hex."""
        return digest_of(self.data)


def digest_of(data: bytes) -> str:
    """SHA-256 of ``data`` in hex."""
    import hashlib  # brings OpenSSL, whose loading costs a command that saves nothing 4 ms

    return hashlib.sha256(data).hexdigest()


def load(path: Path) -> Loaded:
    """The whole file ``path``.

    Raises MapError, with what to do, when it is missing, a folder, a pipe or device, unreadable, or too large.
    """
    try:
        # A FIFO with no writer would block in open() for ever.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        try:
            _refuse_what_is_no_map_file(path, os.fstat(descriptor))
            with os.fdopen(descriptor, "rb", closefd=False) as file:
                data = file.read()
        finally:
            os.close(descriptor)
    except OSError as error:
        raise MapError(why_not_read(path, error)) from error
    return Loaded(path, data)


def standard_input() -> bytes:
    """All of standard input. Raises MapError when it is closed or too long."""
    if sys.stdin is None:  # the caller has closed it
        raise MapError("Standard input is closed. Name a file, or give the map on standard input.")
    data: bytes = sys.stdin.buffer.read(LARGEST_MAP + 1)
    if len(data) > LARGEST_MAP:
        raise MapError(f"Standard input has more than {LARGEST_MAP // 2**20} MiB, the most that a map file has.")
    return data


def current_digest(path: Path) -> str | None:
    """The digest of the file as it is now, or None when there is none."""
    return load(path).digest if os.path.lexists(path) and path.exists() else None


def save(path: Path, data: bytes, expected: str | None, stop: threading.Event | None = None) -> Loaded:
    """Write ``data`` to ``path``, whole or not at all, if the file is still the one with digest ``expected``.

    ``expected`` is None for a file that must not exist yet. ``stop``, once it is set, ends the wait for a program
    that has locked the folder. Raises ChangedOnDisk when the file is not as expected, and MapError when it cannot be
    written; the old file is then untouched.
    """
    try:
        real = real_file(path)
        _refuse_unwritable(path, real)
        sweep_strays(real.parent)
        with written_beside(real, data) as temporary, only_saver(real.parent, stop):
            _put_in_place(path, real, temporary, expected)
        sync_folder(real.parent)
    except FolderLocked as error:
        raise MapError(
            f"Another program has locked the folder {real.parent} for {LOCK_PATIENCE:g} seconds, so {path} was not "
            "saved. End that program and save again, or save a copy in another folder."
        ) from error
    except OSError as error:
        if not _holds(path, data):
            raise MapError(_why_not_written(path, error)) from error
    return Loaded(path, data)


def _holds(path: Path, data: bytes) -> bool:
    """Whether a file has these bytes. It may after an error: of a call after the rename, or of a rename whose answer
    was lost."""
    try:
        return load(path).data == data
    except MapError:
        return False


def _put_in_place(path: Path, real: Path, temporary: Path, expected: str | None) -> None:
    drop_second_names(real)
    refuse_unsafe_target(path, real)
    if expected is None:
        try:
            put_new(temporary, real)
        except FileExistsError as error:
            raise ChangedOnDisk(f"{path} already exists. Open it, or choose another name.") from error
    elif not real.exists():
        raise ChangedOnDisk(f"{path} was removed or renamed since it was opened. Save it under a name of its own.")
    elif not put_over(temporary, real, lambda old: digest_of(old) == expected):
        raise ChangedOnDisk(f"{path} was changed by someone else since it was opened. Merge or reload before saving.")


def read_output(path: Path) -> bytes | None:
    """An export as it is now, None when there is none. Raises MapError when it cannot be read."""
    return load(path).data if os.path.lexists(path) else None


def refuse_link(path: Path, what_to_do: str) -> None:
    """Raises MapError, with ``what_to_do``, when ``path``, a name that argmap chose, is a symbolic link."""
    if path.is_symlink():
        raise MapError(f"{path} is a symbolic link to {path.readlink()}. {what_to_do}")


def refuse_leading_out(folder: Path, what_to_do: str) -> None:
    """Raises MapError, with ``what_to_do``, when ``folder``, a name that argmap chose, leads out of its parent."""
    if not Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(folder.parent)):
        raise MapError(f"{folder} is a symbolic link out of this folder, to {folder.readlink()}. {what_to_do}")


def write_output(path: Path, data: bytes) -> None:
    """Write an export to ``path``, whole or not at all, making its folder when that is missing.

    Raises MapError when it cannot be written.
    """
    write_outputs([(path, data)])


def write_outputs(outputs: Sequence[tuple[Path, bytes]]) -> None:
    """Write exports that belong together: none takes its place before all are on the disk.

    Raises MapError when one cannot be written.
    """
    with contextlib.ExitStack() as under_way:
        ready = [under_way.enter_context(_ready(path, data)) for path, data in outputs]
        for (path, data), (_, put_in_place) in zip(outputs, ready, strict=True):
            with _refusing(path, data):
                put_in_place()
        for folder in {folder for folder, _ in ready}:
            sync_folder(folder)
            sweep_strays(folder)


@contextlib.contextmanager
def _ready(path: Path, data: bytes) -> Iterator[tuple[Path, Callable[[], object]]]:
    """Write an export to a temporary file in its folder, and give that folder and the function that renames it into
    place."""
    with contextlib.ExitStack() as beside:
        with _refusing(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            real = real_file(path)
            if real.is_dir():
                raise MapError(f"{path} is a folder. Name a file to write to.")
            put_in_place: Callable[[], object]
            if path.exists() and not stat.S_ISREG(path.stat().st_mode):
                put_in_place = partial(path.write_bytes, data)  # /dev/stdout, a pipe: there is nothing to replace
            else:
                put_in_place = partial(beside.enter_context(written_beside(real, data)).replace, real)
        yield real.parent, put_in_place


@contextlib.contextmanager
def _refusing(path: Path, data: bytes | None = None) -> Iterator[None]:
    """Turn errors of the system into MapError, unless the file has got ``data`` all the same."""
    try:
        yield
    except OSError as error:
        if data is None or not _holds(path, data):
            raise MapError(_why_not_written(path, error)) from error


def _refuse_what_is_no_map_file(path: Path, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise MapError(f"{path} is a folder. Name a map file in it, such as {path / 'map.yaml'}.")
    if not stat.S_ISREG(status.st_mode):
        raise MapError(f"{path} is a pipe or a device, not a file. Use '-' to read from standard input.")
    if status.st_size > LARGEST_MAP:
        raise MapError(
            f"{path} is {status.st_size // 2**20} MiB large. A map file has at most {LARGEST_MAP // 2**20} MiB."
        )


def refuse_unsafe_target(path: Path, real: Path) -> None:
    """Raises MapError where ``real``, which ``path`` leads to, cannot be saved as it is: read-only, or linked to."""
    _refuse_unwritable(path, real)
    if real.exists() and (links := real.stat().st_nlink) > 1:
        raise MapError(
            f"{path} has {links} hard links, and saving would cut it off from the others. "
            "Make it a file of its own first, for example with: cp FILE NEW && mv NEW FILE."
        )


def _refuse_unwritable(path: Path, real: Path) -> None:
    if not real.exists():
        return
    status = real.stat()
    _refuse_what_is_no_map_file(path, status)
    # The mode is checked too because root can write every file.
    if not os.access(real, os.W_OK) or not status.st_mode & 0o222:
        raise MapError(f"{path} is read-only. Make it writable first.")


def why_not_read(path: Path, error: OSError) -> str:
    """A sentence for a file that could not be read."""
    return f"{path} cannot be read: {_because(error)}."


def _why_not_written(path: Path, error: OSError) -> str:
    """A sentence for a file that could not be written."""
    return f"{path} cannot be written: {_because(error)}."


def _because(error: OSError) -> str:
    return _REASONS.get(error.errno or 0, error.strerror or "the system gave no reason")


def is_empty_file(file: Path) -> bool:
    """Whether there is a file, and not a byte in it."""
    return file.is_file() and not file.stat().st_size


def state_of(file: Path) -> object:
    """What differs after a save: time, size, or the inode when the file was replaced. None when there is no file."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
