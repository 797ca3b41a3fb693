"""Reading from git: the repository of a file, the file's bytes at a revision, and its history.

Only this file and its neighbours run git. A repository may be hostile: no command that its configuration, attributes
or files name is ever run.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Any

from argmap.merge.history import Revision
from argmap.model.findings import MapError

if TYPE_CHECKING:
    import subprocess


class GitRefused(MapError):
    """Git failed; the message is a sentence that says why."""


class NoRepository(GitRefused):
    """A folder is in no git repository."""


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository: its work tree's top folder, or the repository's own folder when it is bare."""

    folder: Path
    bare: bool = False

    def run(self, *args: str, ok: Iterable[int] = (0,), data: bytes | None = None) -> bytes:
        """What ``git ARGS`` writes, run in :attr:`folder`; raises GitRefused when its exit code is not in ``ok``."""
        return run(args, self.folder, ok=ok, data=data)


@dataclass(frozen=True, slots=True)
class Tracked:
    """A file in a repository, by its path from the top with ``/`` between folders. It need not exist."""

    repository: Repository
    path: str


def run(args: Iterable[str], folder: Path, ok: Iterable[int] = (0,), data: bytes | None = None) -> bytes:
    """What ``git ARGS`` writes to standard output, run in ``folder`` with ``data`` as standard input.

    Raises GitRefused, with git's own words, when the exit code is not in ``ok`` or git is missing.
    """
    done = _started(args, folder, data)
    if done.returncode not in tuple(ok):
        said = done.stderr.decode(errors="replace").strip()
        if re.search("lazy fetching disabled|transport '[^']*' not allowed", said):
            raise GitRefused(
                f"The clone in {folder} leaves out old versions of its files, and argmap downloads nothing. "
                "'git log -p -- FILE' fetches those of one file."
            )
        if said.startswith("fatal: not a git repository"):
            raise NoRepository(
                f"{folder} is not in a git repository. Run 'git init' there first. "
                "Without git, 'argmap diff OLD NEW' compares two files."
            )
        said = said.removeprefix("fatal: ") or "no reason given"
        raise GitRefused(f"git cannot do this in {folder}: {said.rstrip('.')}.")
    return done.stdout


def _started(args: Iterable[str], folder: Path, data: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    import subprocess  # 5 ms, which comparing two files need not wait for

    given: dict[str, Any] = {"stdin": subprocess.DEVNULL} if data is None else {"input": data}
    if not folder.is_dir():
        raise GitRefused(f"Missing folder {folder}.")
    return subprocess.run(command(args), cwd=folder, env=environment(), capture_output=True, check=False, **given)


def command(args: Iterable[str]) -> list[str]:
    """The command line of ``git ARGS``, on which git starts no program that the repository's configuration names.

    argmap's commands read commits, trees, blobs, the index and attributes, and never a work tree file through a
    filter. What git could still start for them is switched off here: a file system monitor, hooks, a pager, signature
    checks. :func:`environment` switches off downloads of missing objects and prompts, and :data:`PLAIN` external diff
    programs.
    """
    settings = chain.from_iterable(("-c", f"{name}={value}") for name, value in _SETTINGS.items())
    return [program(), "--no-pager", *settings, *args]


_SETTINGS = {
    "core.quotePath": "false",
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "log.showSignature": "false",
    "submodule.recurse": "false",
    "i18n.logOutputEncoding": "UTF-8",
}


def program() -> str:
    """The git program on the search path. Relative entries of the path are ignored, so that a file called git in the
    current folder, which may be a hostile repository, is not run. Raises GitRefused when there is none.
    """
    names = ("git.exe",) if os.name == "nt" else ("git",)
    for folder in os.get_exec_path():
        for name in names if Path(folder).is_absolute() else ():
            found = os.path.join(folder, name)  # noqa: PTH118
            if os.path.isfile(found) and os.access(found, os.X_OK):  # noqa: PTH113 - which asks no folder in vain
                return found
    raise GitRefused("This needs git, which is not on the search path. Install git, or name two files.")


def environment() -> dict[str, str]:
    """The environment for git: in plain English, without questions and downloads, and finding the repository by
    folder.

    Within a hook git sets GIT_DIR and others for its own folder, which are wrong from any other one; a work tree
    kept apart from its repository is honoured.
    """
    kept = {name: value for name, value in os.environ.items() if not name.endswith("_PATHSPECS")}
    if "GIT_WORK_TREE" not in kept:
        for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_PREFIX"):
            kept.pop(name, None)
    quiet = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    return {**kept, **quiet, "LC_ALL": "C", "GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none"}


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

    It may be a folder, whose path at the top is ``.``. Raises GitRefused when it is in no repository.
    """
    here = repository_at(Path.cwd()) if _in_bare_repository() else None
    if here is not None:
        return Tracked(here, PurePosixPath(file.as_posix()).as_posix())
    real = Path(os.path.realpath(file))
    folder = next(parent for parent in (real, *real.parents) if parent.is_dir())
    repository = repository_at(folder)
    prefix = os.fsdecode(run(("rev-parse", "--show-prefix"), folder)).rstrip("\n")
    if folder == real:
        return Tracked(repository, prefix.rstrip("/") or ".")
    return Tracked(repository, prefix + real.relative_to(folder).as_posix())


def _in_bare_repository() -> bool:
    done = _started(("rev-parse", "--is-bare-repository"), Path.cwd())
    return done.returncode == 0 and done.stdout.strip() == b"true"


def commit_id(repository: Repository, revision: str) -> str | None:
    """The full id of the commit that ``revision`` names, or None when it names none."""
    if revision.startswith("-") or not revision:
        return None
    named = revision if revision.startswith(":/") else f"{revision}^{{commit}}"  # ':/WORDS' ends with the line
    found = repository.run("rev-parse", "--verify", "--quiet", "--end-of-options", named, ok=(0, 1, 128))
    commits = found.decode().split()
    return commits[0] if len(commits) == 1 else None  # a range names several


def empty_tree(repository: Repository) -> str:
    """The id of the tree without files, which git knows in every repository."""
    return repository.run("hash-object", "-t", "tree", "--stdin", data=b"").decode().strip()


def merge_base(repository: Repository, one: str, other: str) -> str | None:
    """The best common ancestor of two commits, None when the repository has none."""
    return repository.run("merge-base", one, other, ok=(0, 1)).decode().strip() or None


def is_shallow(repository: Repository) -> bool:
    """Whether the repository leaves out early commits."""
    return repository.run("rev-parse", "--is-shallow-repository").strip() == b"true"


def at_revision(file: Tracked, commit: str, follow: bool = True) -> bytes | None:
    """The bytes of ``file`` at a commit; None when it did not exist. ``follow``: under the name it had then.

    Raises GitRefused when it was a link or a folder.
    """
    for path in (file.path, renames(file.repository, commit).get(file.path) if follow else None):
        row = (
            file.repository.run("--literal-pathspecs", "ls-tree", "-z", "--full-tree", commit, "--", path)
            if path
            else b""
        )
        if row:
            mode, kind, blob = row.split(b"\t", 1)[0].decode().split()
            if kind != "blob" or mode == "120000":
                raise GitRefused(f"'{path}' is not a regular file at {commit[:10]}. Name the file itself.")
            return file.repository.run("cat-file", "blob", blob)
    return None


PLAIN = ("--no-ext-diff", "--no-textconv")
"""Options with which git finds differences itself, whatever programs are set up to show them."""


def renames(repository: Repository, commit: str, to: str | None = None) -> dict[str, str]:
    """The files that were renamed since ``commit``: the name now -> the name then.

    Now is the commit ``to``; without it what is staged, which has all that was committed too.
    """
    options = (*PLAIN, "-r", "--find-renames", "--diff-filter=R", "--name-status", "-z")
    if to is None and not repository.bare:
        told = repository.run("diff-index", "--cached", *options, commit, "--", ok=(0, 128))
    else:
        told = repository.run("diff-tree", *options, commit, to or "HEAD", "--", ok=(0, 128))
    fields = os.fsdecode(told).split("\0")
    return dict(zip(fields[2::3], fields[1::3], strict=False))


@contextmanager
def blobs(repository: Repository) -> Iterator[Blobs]:
    """Reads many blobs with one git process."""
    import subprocess

    with subprocess.Popen(
        command(("cat-file", "--batch")),
        cwd=repository.folder,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None and process.stdout is not None
        yield Blobs(process.stdin, process.stdout)


@dataclass(frozen=True, slots=True)
class Blobs:
    """An open ``git cat-file --batch``."""

    _ask: IO[bytes]
    _answer: IO[bytes]

    def read(self, commit: str, path: str) -> bytes | None:
        """The bytes of the file at a commit; None when it did not exist."""
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


@dataclass(frozen=True, slots=True)
class _Commit:
    commit: str
    parents: tuple[str, ...]
    author: str
    date: str
    subject: str
    path: str
    old_path: str


def revisions(file: Tracked, revision: str = "HEAD") -> Iterator[Revision]:
    """The commits that touched the file, the newest first, followed through renamings of the file.

    Raises GitRefused when the repository has no such revision.
    """
    if revision.startswith("-"):
        raise MapError(f"Unknown git revision '{revision}'.")
    if revision == "HEAD" and commit_id(file.repository, revision) is None:
        raise MapError("The repository has no commit yet, and so no history.")
    told = file.repository.run(
        "--literal-pathspecs",
        "log",
        *PLAIN,
        "--no-show-signature",
        "--follow",
        "-c",
        "--name-status",
        "-z",
        "--format=%H%x00%P%x00%an%x00%aI%x00%s",
        "--end-of-options",
        revision,
        "--",
        file.path,
    )
    with blobs(file.repository) as files:
        for one in _commits(os.fsdecode(told), file.path):
            before = tuple(files.read(parent, one.old_path) for parent in one.parents)
            # A parent of a merge without the file, as it has it under another name, says nothing about it.
            before = tuple(data for data in before if data is not None) or (None,)
            after = files.read(one.commit, one.path)
            yield Revision(one.commit, one.author, one.date, one.subject, after, before)


def _commits(told: str, path: str) -> Iterator[_Commit]:
    """The commits of ``git log -c -z --name-status``, whose status is ``\\nM``, or ``MM`` for a merge after a field
    with nothing in it. A commit without a status keeps the file's name."""
    fields = iter(told.split("\0"))
    commit = next(fields, "")
    while commit:
        parents, author, date, subject = (next(fields) for _ in range(4))
        status = next(fields, "") or next(fields, "")
        old_path, following = path, status
        if _STATUS.match(status):
            old_path = next(fields)
            path = next(fields) if status[1] in "RC" and status[0] == "\n" else old_path
            following = next(fields, "")
        yield _Commit(commit, tuple(parents.split()), author, date, subject, path, old_path)
        path, commit = old_path, following


_STATUS = re.compile(r"\n[A-Z]\d*\Z|[A-Z]{2,}\Z")
