"""Atomic replacement of a file: readers see the old bytes or the new ones, never a mixture.

A temporary file beside the real one is written and forced to disk, then renamed over it (POSIX ``rename``, Windows
``ReplaceFile``). Symlinks are followed, and the file's mode and owner are kept.

Calls that the file system does not support (locks, ``fsync``, modes, hard links) are skipped; a failure of a
supported one, such as a full disk, is an error.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

STRAY_PREFIX = ".argmap-save-"

_TEMPORARY = re.compile(
    re.escape(STRAY_PREFIX) + "(?P<machine>[0-9a-f]{8})-(?P<process>[0-9]{1,10})-[0-9a-f]{12}", re.ASCII
)

LONGEST_SAVE = 24 * 60 * 60
"""Seconds after which a temporary is a stray, whoever made it; a save takes a fraction of a second."""

LOCK_PATIENCE = 5.0
"""Seconds to wait for another program's lock of the folder. A save holds it for milliseconds."""

LOOK_EVERY = 0.02
"""Seconds between looks at that lock."""

_UNSUPPORTED = frozenset(
    getattr(errno, name)
    for name in ("EINVAL", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "ENOTTY", "EPERM", "EACCES")
    if hasattr(errno, name)
)
"""Error numbers of file systems for calls that they do not support (FUSE, CIFS, FAT, 9p)."""


class FolderLocked(Exception):
    """Another program has locked the folder."""


def real_file(path: Path) -> Path:
    """The file that ``path`` leads to. Raises OSError when its links go round in a circle."""
    real = Path(os.path.realpath(path))
    if real.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    return real


@contextlib.contextmanager
def only_saver(folder: Path, stop: threading.Event | None = None) -> Iterator[None]:
    """Take the folder's advisory lock, so that a second saver reads the file after the first has renamed.

    Raises FolderLocked when another program keeps the lock for :data:`LOCK_PATIENCE` seconds, or ``stop`` is set
    meanwhile. Without lock support nothing is locked.
    """
    try:
        import fcntl
    except ImportError:  # Windows: a rename over an open file fails there, and the look comes right before it
        yield
        return
    descriptor = _open_folder(folder)
    try:
        deadline = time.monotonic() + LOCK_PATIENCE
        while descriptor is not None:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                if time.monotonic() > deadline or _stopped(stop):
                    raise FolderLocked from error
            except OSError:
                break  # some network file systems have no locks
            else:
                break
        yield
    finally:
        if descriptor is not None:
            try:  # noqa: SIM105 - "suppress" needs memory, for want of which the folder would stay locked
                os.close(descriptor)
            except OSError:
                pass


def _stopped(stop: threading.Event | None) -> bool:
    """Wait for a moment; True as soon as the wait is to end."""
    if stop is not None:
        return stop.wait(LOOK_EVERY)
    time.sleep(LOOK_EVERY)
    return False


def _open_folder(folder: Path) -> int | None:
    """A descriptor of the folder; None where it may be written but not read."""
    try:
        return os.open(folder, os.O_RDONLY)
    except OSError:
        return None


@contextlib.contextmanager
def written_beside(real: Path, data: bytes) -> Iterator[Path]:
    """A file with ``data``, on the disk, with the mode and owner of ``real``, which is to take its place."""
    with _temporary_beside(real) as (descriptor, temporary):
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            _copy_mode_and_owner(real, file.fileno())
            _if_supported(lambda: os.fsync(file.fileno()))
        yield temporary


@contextlib.contextmanager
def _temporary_beside(real: Path) -> Iterator[tuple[int, Path]]:
    """An open new file in the same folder, removed again unless it was renamed away.

    Its name contains the machine and the process. It is readable by no more users than ``real``.
    """
    temporary = _temporary_name(real)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    mode = stat.S_IMODE(real.stat().st_mode) & 0o666 if real.exists() else 0o666
    try:
        yield os.open(temporary, flags, mode), temporary
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def _temporary_name(real: Path) -> Path:
    return real.with_name(f"{STRAY_PREFIX}{_machine()}-{os.getpid()}-{os.urandom(6).hex()}")


def _copy_mode_and_owner(real: Path, descriptor: int) -> None:
    if not real.exists() or not hasattr(os, "fchown"):  # Windows, which has fchmod from Python 3.13 on
        return
    old = real.stat()
    for owner, group in ((-1, old.st_gid), (old.st_uid, -1)):
        _if_supported(lambda owner=owner, group=group: os.fchown(descriptor, owner, group))  # type: ignore[misc]
    mode = stat.S_IMODE(old.st_mode)
    if os.fstat(descriptor).st_gid != old.st_gid:  # another group gets what everybody gets
        mode = mode & ~0o070 | (mode & 0o007) << 3
    _if_supported(lambda: os.fchmod(descriptor, mode))


def _if_supported(call: Callable[[], object]) -> None:
    """Make a system call. Raises OSError when it fails where the file system has it."""
    try:
        call()
    except OSError as error:
        if error.errno not in _UNSUPPORTED:
            raise


def put_over(temporary: Path, real: Path, is_as_seen: Callable[[bytes], bool]) -> bool:
    """Rename ``temporary`` over ``real`` if its bytes are those seen before; otherwise return False and leave it.

    No system call compares and renames in one step, so a write of another program in between is found afterwards and
    put back, while that program keeps writing to the same file. Two things can be lost: what a program writes to the
    old file after this function has returned, and a rename by another program within the few microseconds between the
    last two system calls.
    """
    descriptor = os.open(real, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "rb") as old:
        if not is_as_seen(old.read()):
            return False
        seen = os.fstat(old.fileno())
        if os.name == "nt":  # it renames over no open file, and so not over one that another program writes to
            old.close()
            temporary.replace(real)
            return True
        with _second_name(real) as spare:
            if not _is_same((spare or real).stat(), seen):
                return False
            temporary.replace(real)
            old.seek(0)
            late = old.read()
            if is_as_seen(late):
                return True
            _put_back(real, spare, late)
            return False


def _is_same(status: os.stat_result, seen: os.stat_result) -> bool:
    return os.path.samestat(status, seen) and (status.st_mtime_ns, status.st_size) == (seen.st_mtime_ns, seen.st_size)


@contextlib.contextmanager
def _second_name(real: Path) -> Iterator[Path | None]:
    """A hard link to the file for a moment; None where there are no hard links."""
    spare = _temporary_name(real)
    try:
        os.link(real, spare)
    except OSError:
        with contextlib.suppress(OSError):  # a server that did it and whose answer was lost
            spare.unlink()
        yield None
        return
    try:
        yield spare
    finally:
        with contextlib.suppress(OSError):
            spare.unlink()


def _put_back(real: Path, spare: Path | None, late: bytes) -> None:
    if spare is not None:
        spare.replace(real)
        return
    with written_beside(real, late) as temporary:
        temporary.replace(real)


def put_new(temporary: Path, real: Path) -> None:
    """Give a temporary file its name. Raises FileExistsError when the name is taken.

    One step where there are hard links (and on Windows); elsewhere a look, then a rename.
    """
    if os.name == "nt":
        temporary.rename(real)
        return
    try:
        os.link(temporary, real)
    except OSError:
        if not os.path.lexists(real):
            temporary.replace(real)
        elif not temporary.samefile(real):  # else a server did it, and its answer was lost
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None


def sync_folder(folder: Path) -> None:
    """Force the folder's directory entries to disk."""
    if os.name != "posix":
        return
    descriptor = _open_folder(folder)
    if descriptor is None:
        return
    for call in (os.fsync, os.close):
        with contextlib.suppress(OSError):  # the new file is in place; only its name may not be on disk yet
            call(descriptor)


def sweep_strays(folder: Path) -> None:
    """Remove what killed saves left in the folder.

    Temporaries of running processes stay, and those of other machines and containers for a day.
    """
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in [*entries]:
            with contextlib.suppress(OSError):
                if _is_stray(entry):
                    Path(entry).unlink()


def drop_second_names(real: Path) -> None:
    """Remove the second names of a file that killed saves left, whoever they were, from the folder, which is locked:
    a file with two names is not saved."""
    with contextlib.suppress(OSError):
        if real.stat().st_nlink > 1:
            for entry in os.scandir(real.parent):
                if _TEMPORARY.fullmatch(entry.name) and real.samefile(entry):
                    Path(entry).unlink()


def _is_stray(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is left of a save that nobody does any more. Raises OSError where its age cannot be read."""
    name = _TEMPORARY.fullmatch(entry.name)
    if name is None:
        return False
    process = int(name["process"])
    if name["machine"] == _machine() and process != os.getpid() and not _is_running(process):
        return True
    return time.time() - entry.stat(follow_symlinks=False).st_mtime > LONGEST_SAVE


def _machine() -> str:
    """Eight hexadecimal digits for this machine, or this container on it: where a process id means one process."""
    try:
        processes = str(Path("/proc/self/ns/pid").readlink())
    except OSError:
        processes = ""
    node = os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")
    return f"{zlib.crc32(f'{node} {processes}'.encode('utf-8', 'surrogateescape')):08x}"


def _is_running(process: int) -> bool:
    if os.name != "posix":
        return True  # os.kill(pid, 0) would end the process on Windows
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
