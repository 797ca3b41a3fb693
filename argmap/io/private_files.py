"""Files that no other user of the machine can have written, for content that is executed, such as machine code.

Whoever can write to a folder on the way, or put a link into it, decides what a path leads to. So each part of the
path and each link on it has to belong to the user or to the administrator, and nobody else may be able to change it.
Owners and modes do not show damage: a checksum behind the data does.

Windows has no owners and modes of this kind; there the folders of a user's profile are private by default.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import time
import zlib
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path

MOST_LINKS = 40
"""Symbolic links followed on the way to a folder, as many as Linux follows."""

MOST_BYTES = 64 << 20
"""Larger files are not read."""

STRAY_PREFIX, STRAY_SECONDS = ".private-", 3600.0
"""The prefix of the names of files being written, and the age in seconds at which such files are left-overs."""

SEAL_BYTES = 4
INTACT = 0x2144DF1C
"""The CRC-32 of any data with its own CRC-32 behind it, the least byte first."""

CHUNK = 1 << 18
"""Bytes that are read at once."""

OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


class NotPrivate(OSError):
    """Somebody else could have written what a path leads to."""


def private_folder(folder: Path) -> Path:
    """The folder, made if it does not exist, to which only the user can write. It may not itself be a symbolic link.

    A folder of the user's in which others can write is put aside and deleted, as what it holds may be theirs. Raises
    NotPrivate, or another OSError.
    """
    folder = Path(os.path.abspath(folder))  # noqa: PTH100 - which follows no links
    if hasattr(os, "getuid"):
        _refuse_if_others_lead(folder.parent)
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or (sys.platform == "win32" and found.st_reparse_tag):  # or a junction
        raise NotPrivate(f"{folder} is not a folder")
    if hasattr(os, "getuid"):
        if found.st_uid != os.getuid():
            raise NotPrivate(f"{folder} belongs to another user")
        if found.st_mode & OTHERS_WRITE:
            _start_anew(folder)
    return folder


def read_private(file: Path) -> bytes | None:
    """The data that :func:`write_private` put into a file of a private folder; None for a damaged or another file.

    Raises OSError, as when there is no such file or it is not the user's alone.
    """
    whole = b"".join(_chunks(file))
    return whole[:-SEAL_BYTES] if _crc(file, [whole]) == INTACT else None


def is_intact(file: Path) -> bool:
    """Whether :func:`read_private` gives data, for a library that opens the file itself. Raises the same.

    The data are at the beginning of the file, with a few bytes behind them.
    """
    return _crc(file, _chunks(file)) == INTACT


def _chunks(file: Path) -> Iterator[bytes]:
    """What is in a regular file of the user's alone; nothing of another file. Raises OSError."""
    with open(file, "rb", buffering=0, opener=_open_no_link) as opened:
        found = os.fstat(opened.fileno())
        if not stat.S_ISREG(found.st_mode) or found.st_size > MOST_BYTES:
            return
        if hasattr(os, "getuid") and (found.st_uid != os.getuid() or found.st_mode & OTHERS_WRITE):
            raise NotPrivate(f"{file} could have been written by another user")
        while chunk := opened.read(CHUNK):
            yield chunk


def write_private(file: Path, data: bytes) -> None:
    """Write a file of a private folder, whole or not at all. Raises OSError."""
    temporary = file.with_name(f"{STRAY_PREFIX}{os.urandom(8).hex()}")
    try:
        with open(temporary, "xb", opener=_open_no_link) as opened:
            opened.write(data)
            opened.write(_crc(file, [data]).to_bytes(SEAL_BYTES, "little"))
            opened.flush()
            os.fsync(opened.fileno())
        temporary.replace(file)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def sweep_private(folder: Path, pattern: str, kept: int) -> None:
    """Delete all but the newest files of a pattern, and what writers that were killed have left. Raises OSError."""
    newest_first = sorted(folder.glob(pattern), key=lambda file: file.lstat().st_mtime_ns, reverse=True)
    for file in newest_first[kept:]:
        file.unlink()
    for stray in folder.glob(f"{STRAY_PREFIX}*"):
        if stray.lstat().st_mtime < time.time() - STRAY_SECONDS:
            stray.unlink()


def _crc(file: Path, parts: Iterable[bytes]) -> int:
    """A CRC-32 of the file's name and data, which reveals damaged or exchanged files. A cryptographic digest would
    add nothing: who can write a file can write its digest too.
    """
    found = zlib.crc32(file.name.encode())
    for part in parts:
        found = zlib.crc32(part, found)
    return found


def _start_anew(folder: Path) -> None:
    """Replace a folder that others may have written to by an empty one. Its contents are deleted unread."""
    import shutil

    aside = folder.with_name(f"{folder.name}-{os.urandom(8).hex()}")
    folder.rename(aside)
    folder.mkdir(mode=0o700)
    shutil.rmtree(aside, ignore_errors=True)


def _open_no_link(path: str, flags: int) -> int:
    """Open a file for this user alone: no symbolic link is followed, and no named pipe waited for."""
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0), 0o600)


def _refuse_if_others_lead(folder: Path) -> None:
    """Raises NotPrivate when another user could change what the path leads to, where its parts exist."""
    parts, at, links = deque(folder.parts), Path(), 0
    while parts:
        part = parts.popleft()
        at = at.parent if part == os.pardir else at / part
        try:
            found = at.lstat()
        except FileNotFoundError:
            return  # what is made there will be the user's
        if found.st_uid not in {0, os.getuid()}:
            raise NotPrivate(f"{at} belongs to another user")
        if stat.S_ISLNK(found.st_mode):
            links += 1
            if links > MOST_LINKS:
                raise NotPrivate(f"the links of {folder} go round in a circle")
            parts.extendleft(reversed(at.readlink().parts))
            at = at.parent
        elif found.st_mode & OTHERS_WRITE and not found.st_mode & stat.S_ISVTX and not _only_own_group(found):
            raise NotPrivate(f"other users can write to {at}")


def _only_own_group(found: os.stat_result) -> bool:
    """Whether those who may write are the user and a group of the same name with no other member.

    Many Linux systems give each user such a group, and a umask that lets it write.
    """
    if found.st_mode & stat.S_IWOTH:
        return False
    import grp
    import pwd

    try:
        user, group = pwd.getpwuid(os.getuid()), grp.getgrgid(found.st_gid)
    except KeyError:
        return False
    return user.pw_gid == group.gr_gid and user.pw_name == group.gr_name and set(group.gr_mem) <= {user.pw_name}
