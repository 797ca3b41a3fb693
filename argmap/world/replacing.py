"""Putting bytes in the place of a file, so that it is always the old one or the new one, never a mixture.

A temporary file beside the real one is written and forced to disk, then renamed over it (POSIX ``rename``, Windows
``ReplaceFile``). Symlinks are followed, and the file's mode and owner are kept.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

STRAY_PREFIX = ".argmap-save-"


def real_file(path: Path) -> Path:
    """The file that ``path`` leads to. Raises OSError when its links go round in a circle."""
    real = Path(os.path.realpath(path))
    if real.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    return real


def replace(real: Path, data: bytes, last_look: Callable[[], None]) -> None:
    """Put ``data`` in the place of ``real`` by a rename, after ``last_look`` has let it pass."""
    with written_beside(real, data) as temporary, _only_saver(real):
        last_look()
        temporary.replace(real)
    sync_folder(real.parent)


@contextlib.contextmanager
def written_beside(real: Path, data: bytes) -> Iterator[Path]:
    """A file with ``data``, on the disk, with the mode and owner of ``real``, which is to take its place."""
    with _temporary_beside(real) as (descriptor, temporary):
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            _copy_mode_and_owner(real, file.fileno())
            os.fsync(file.fileno())
        yield temporary


@contextlib.contextmanager
def _temporary_beside(real: Path) -> Iterator[tuple[int, Path]]:
    """An open new file in the same folder, removed again unless it was renamed away. Its name tells its process."""
    temporary = real.with_name(f"{STRAY_PREFIX}{os.getpid()}-{os.urandom(6).hex()}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(temporary, flags, 0o666)
    try:
        yield descriptor, temporary
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


@contextlib.contextmanager
def _only_saver(real: Path) -> Iterator[None]:
    """Hold the folder's advisory lock, so that of two savers the second looks after the first has renamed."""
    try:
        import fcntl
    except ImportError:  # Windows: a rename over an open file fails there, and the look comes right before it
        yield
        return
    folder = os.open(real.parent, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # some network file systems know no locks
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _copy_mode_and_owner(real: Path, descriptor: int) -> None:
    if not real.exists() or not hasattr(os, "fchown"):  # Windows, which has fchmod from Python 3.13 on
        return
    status = real.stat()
    with contextlib.suppress(PermissionError):
        os.fchown(descriptor, status.st_uid, status.st_gid)
    os.fchmod(descriptor, stat.S_IMODE(status.st_mode))


def sync_folder(folder: Path) -> None:
    """Have the folder's names on the disk too."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # the new file is in place; only its name may not be on disk yet
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sweep_strays(folder: Path) -> None:
    """Remove what killed saves left in the folder; temporaries of running processes stay."""
    for stray in folder.glob(f"{STRAY_PREFIX}*"):
        maker = stray.name.removeprefix(STRAY_PREFIX).partition("-")[0]
        if maker.isdigit() and int(maker) != os.getpid() and not _is_running(int(maker)):
            with contextlib.suppress(OSError):
                stray.unlink()


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
