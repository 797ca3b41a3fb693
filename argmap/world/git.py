"""Reading from git: where a file's repository is, and what a revision of the file holds.

The only place that runs git, with :mod:`argmap.world.git_setup` and :mod:`argmap.world.git_history`.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from argmap.model.findings import Refusal


class GitRefused(Refusal):
    """Git could not do what was asked, in a sentence."""


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository: its work tree's top folder, or the repository's own folder when it is bare."""

    folder: Path
    bare: bool = False

    def run(self, *args: str, ok: Iterable[int] = (0,)) -> bytes:
        """What ``git ARGS`` writes, run in :attr:`folder`; raises GitRefused when its exit code is not in ``ok``."""
        return run(args, self.folder, ok=ok)


@dataclass(frozen=True, slots=True)
class Tracked:
    """A file in a repository, by its path from the top with ``/`` between folders. It need not exist."""

    repository: Repository
    path: str


def run(args: Iterable[str], folder: Path, ok: Iterable[int] = (0,)) -> bytes:
    """What ``git ARGS`` writes to standard output, run in ``folder``.

    Raises GitRefused, with git's own words, when the exit code is not in ``ok`` or git is missing.
    """
    done = _started(args, folder)
    if done.returncode not in tuple(ok):
        said = done.stderr.decode(errors="replace").strip().removeprefix("fatal: ") or "no reason given"
        raise GitRefused(f"git cannot do this in {folder}: {said.rstrip('.')}.")
    return done.stdout


def _started(args: Iterable[str], folder: Path) -> subprocess.CompletedProcess[bytes]:
    command = ["git", "-c", "core.quotePath=false", *args]
    try:
        return subprocess.run(command, cwd=folder, env=_environment(), capture_output=True, check=False)
    except FileNotFoundError:
        if not folder.is_dir():
            raise GitRefused(f"There is no folder {folder}.") from None
        raise GitRefused("This needs git, which is not on the search path. Install git, or name two files.") from None


def _environment() -> Mapping[str, str]:
    """The environment for git: in plain English, and finding the repository by folder.

    Within a hook git sets GIT_DIR and others for its own folder, which are wrong from any other one; a work tree
    kept apart from its repository is honoured.
    """
    kept = dict(os.environ)
    if "GIT_WORK_TREE" not in kept:
        for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_PREFIX"):
            kept.pop(name, None)
    return {**kept, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}


def repository_at(folder: Path) -> Repository:
    """The repository that ``folder`` is in; raises GitRefused when it is in none."""
    told = run(("rev-parse", "--is-bare-repository", "--absolute-git-dir"), folder)
    bare, git_folder = told.decode(errors="surrogateescape").rstrip("\n").split("\n", 1)
    if bare == "true":
        return Repository(Path(git_folder), bare=True)
    top = run(("rev-parse", "--show-toplevel"), folder)
    return Repository(Path(os.fsdecode(top).rstrip("\n")))


def tracked(file: Path) -> Tracked:
    """Where ``file`` is in its repository; in a bare repository ``file`` is a path from its top.

    Raises GitRefused when it is in no repository.
    """
    here = repository_at(Path.cwd()) if _in_bare_repository() else None
    if here is not None:
        return Tracked(here, PurePosixPath(file.as_posix()).as_posix())
    real = Path(os.path.realpath(file))
    folder = next(parent for parent in real.parents if parent.is_dir())
    repository = repository_at(folder)
    prefix = os.fsdecode(run(("rev-parse", "--show-prefix"), folder)).rstrip("\n")
    return Tracked(repository, prefix + real.relative_to(folder).as_posix())


def _in_bare_repository() -> bool:
    done = _started(("rev-parse", "--is-bare-repository"), Path.cwd())
    return done.returncode == 0 and done.stdout.strip() == b"true"


def commit_id(repository: Repository, revision: str) -> str | None:
    """The full id of the commit that ``revision`` names, or None when it names none."""
    if revision.startswith("-") or not revision:
        return None
    found = repository.run("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}", ok=(0, 1, 128))
    return found.decode().strip() or None


def merge_base(repository: Repository, one: str, other: str) -> str:
    """The best common ancestor of two revisions; raises GitRefused when they have none."""
    found = repository.run("merge-base", one, other, ok=(0, 1)).decode().strip()
    if not found:
        raise GitRefused(f"'{one}' and '{other}' have no common ancestor, so there is nothing to compare from.")
    return found


def at_revision(file: Tracked, commit: str) -> bytes | None:
    """What ``file`` held at a commit, under the name it had then; None when it was not there.

    Raises GitRefused when it was no plain file.
    """
    for path in (file.path, _name_before(file, commit)):
        row = file.repository.run("ls-tree", "-z", "--full-tree", commit, "--", path) if path else b""
        if row:
            mode, kind, blob = row.split(b"\t", 1)[0].decode().split()
            if kind != "blob" or mode == "120000":
                raise GitRefused(f"'{path}' is no plain file at {commit[:10]}. Name the file itself.")
            return file.repository.run("cat-file", "blob", blob)
    return None


def _name_before(file: Tracked, commit: str) -> str:
    """What the file was called at ``commit``, if it was renamed between there and HEAD; else nothing."""
    told = file.repository.run(
        "diff", "--find-renames", "--diff-filter=R", "--name-status", "-z", commit, "HEAD", ok=(0, 128)
    )
    fields = os.fsdecode(told).split("\0")
    names = zip(fields[1::3], fields[2::3], strict=False)
    return next((old for old, new in names if new == file.path), "")


@contextmanager
def blobs(repository: Repository) -> Iterator[Blobs]:
    """Reads many blobs with one git process."""
    command = ["git", "cat-file", "--batch"]
    with subprocess.Popen(
        command, cwd=repository.folder, env=_environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None and process.stdout is not None
        yield Blobs(process.stdin, process.stdout)


@dataclass(frozen=True, slots=True)
class Blobs:
    """An open ``git cat-file --batch``."""

    _ask: IO[bytes]
    _answer: IO[bytes]

    def read(self, commit: str, path: str) -> bytes | None:
        """What the file held at a commit; None when it was not there."""
        if "\n" in path:
            raise GitRefused("A file name with a line break in it cannot be followed through history.")
        self._ask.write(os.fsencode(f"{commit}:{path}\n"))
        self._ask.flush()
        head = self._answer.readline().split()
        if len(head) != 3 or head[1] != b"blob":
            return None
        data = self._answer.read(int(head[2]))
        self._answer.read(1)
        return data
