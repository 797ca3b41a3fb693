"""A repository that somebody else made: nothing that its configuration, attributes, hooks or files name is run.

The repository names a program in every setting with which git can be made to run one; the program leaves a file.
Git alone does leave it, so the traps are set.
"""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from argmap.io.git import read
from argmap.tui.files.git import branch_words, committed_map
from tests.git.conftest import MAP, HostileRepo, Repo, new_repo

SETTINGS = (
    "core.fsmonitor",
    "core.pager",
    "core.editor",
    "core.askPass",
    "core.sshCommand",
    "core.alternateRefsCommand",
    "credential.helper",
    "diff.external",
    "diff.evil.command",
    "diff.evil.textconv",
    "diff.argmap.textconv",
    "filter.evil.clean",
    "filter.evil.smudge",
    "filter.evil.process",
    "gpg.program",
    "merge.argmap.driver",
    "merge.evil.driver",
    "pager.diff",
    "pager.log",
    "pager.status",
    "remote.origin.uploadpack",
)
HOOKS = ("post-index-change", "fsmonitor-watchman", "reference-transaction", "post-checkout", "pre-commit")
SIGNED = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n iQ==\n -----END PGP SIGNATURE-----\n"


class Trapped:
    """A repository full of traps, and what they caught."""

    def __init__(self, folder: Path) -> None:
        self.sprung = folder / "sprung"
        trap = folder / "trap"
        trap.write_text(f'#!/bin/sh\necho "$0 $*" >> "{self.sprung}"\nexit 1\n', encoding="utf-8")
        trap.chmod(0o755)
        self.repo = HostileRepo(new_repo(folder / "repo").folder)
        self.repo.git("config", "core.autocrlf", "false")
        self._sign_the_commit()
        self._set_hooks(trap)
        (self.repo.folder / ".gitattributes").write_text("*.yaml filter=evil diff=evil\n", encoding="utf-8")
        for module in ("yaml.py", "argmap.py", "textual.py", "sitecustomize.py", "usercustomize.py"):
            (self.repo.folder / module).write_text(
                f"from pathlib import Path\nPath({str(self.sprung)!r}).write_text(__file__)\n", encoding="utf-8"
            )
        here = self.repo.folder / "git"
        here.write_bytes(trap.read_bytes())
        here.chmod(0o755)
        for name in SETTINGS:
            self.repo.git("config", name, str(trap))
        self.repo.git("config", "log.showSignature", "true")
        self.repo.git("config", "protocol.allow", "always")
        self.sprung.unlink(missing_ok=True)

    def _sign_the_commit(self) -> None:
        head, message = self.repo.git("cat-file", "commit", "HEAD").stdout.split("\n\n", 1)
        made = subprocess.run(
            ["git", "hash-object", "-w", "-t", "commit", "--stdin"],
            input=f"{head}\n{SIGNED}\n{message}",
            cwd=self.repo.folder,
            capture_output=True,
            text=True,
            check=True,
        )
        self.repo.git("update-ref", "HEAD", made.stdout.strip())

    def _set_hooks(self, trap: Path) -> None:
        for folder in (self.repo.folder / ".git" / "hooks", self.repo.folder.parent / "hooks"):
            folder.mkdir(exist_ok=True)
            for name in HOOKS:
                (folder / name).write_bytes(trap.read_bytes())
                (folder / name).chmod(0o755)
        self.repo.git("config", "core.hooksPath", str(self.repo.folder.parent / "hooks"))

    def leave_out(self, revision: str) -> None:
        """Make it a clone that fetches the map as it was at a revision when somebody asks for it."""
        blob = self.repo.git("rev-parse", f"{revision}:map.yaml").stdout.strip()
        (self.repo.folder / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
        for name, value in {
            "core.repositoryFormatVersion": "1",
            "extensions.partialClone": "origin",
            "remote.origin.promisor": "true",
            "remote.origin.url": str(self.repo.folder),
        }.items():
            self.repo.git("config", name, value)

    def caught(self) -> str:
        return self.sprung.read_text(encoding="utf-8") if self.sprung.exists() else ""


@pytest.fixture
def trapped(tmp_path: Path) -> Trapped:
    made = Trapped(tmp_path)
    made.repo.map.write_text(MAP.replace("sooner", "later"), encoding="utf-8")
    return made


@pytest.mark.parametrize(
    "command",
    [("status",), ("log", "-p"), ("log", "-1"), ("diff",), ("ls-files", "--modified"), ("hash-object", "map.yaml")],
    ids=" ".join,
)
def test_git_alone_runs_what_the_repository_names(trapped: Trapped, command: tuple[str, ...]) -> None:
    trapped.repo.git(*command, ok=False)
    assert trapped.caught()


@pytest.mark.parametrize(
    "command",
    [
        ("diff", "map.yaml"),
        ("diff", "HEAD..HEAD", "map.yaml"),
        ("log", "map.yaml"),
        ("log", "map.yaml", "sign"),
        ("check", "."),
        ("fmt", "map.yaml"),
        ("export", "map.yaml", "--changed-since", "HEAD", "--format", "svg", "-o", "-"),
        ("git", "status"),
        ("git", "install"),
        ("git", "uninstall"),
        ("resolve", "map.yaml"),
    ],
    ids=" ".join,
)
def test_no_command_does(trapped: Trapped, command: tuple[str, ...]) -> None:
    done = trapped.repo.argmap(*command)
    assert "Traceback" not in done.stderr
    assert done.returncode in (0, 1), done.stderr
    assert not trapped.caught()


@pytest.mark.parametrize("name", ["core.fsmonitor", "core.hooksPath", "log.showSignature", "submodule.recurse"])
def test_what_could_run_something_is_set_by_argmap(trapped: Trapped, name: str) -> None:
    trapped.repo.git("config", "submodule.recurse", "true")
    theirs = trapped.repo.git("config", "--get", name).stdout.strip()
    ours = read.run(("config", "--get", name), trapped.repo.folder).decode().strip()
    assert theirs != ours and ours in ("false", os.devnull)


def test_opening_the_editor_does_not(trapped: Trapped, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(trapped.repo.folder)
    assert branch_words(trapped.repo.map) == "git: main*"
    assert committed_map(trapped.repo.map) is not None
    trapped.repo.map.write_bytes(MAP.replace("\n", "\r\n").encode())
    assert branch_words(Path("map.yaml")) == "git: main"
    trapped.repo.map.unlink()
    assert branch_words(Path("map.yaml")) == "git: main*"
    assert not trapped.caught()


def test_what_a_clone_leaves_out_is_not_fetched(trapped: Trapped) -> None:
    trapped.leave_out("HEAD")
    for command in (("diff", "map.yaml"), ("log", "map.yaml")):
        done = trapped.repo.argmap(*command)
        assert "Traceback" not in done.stderr
        assert not trapped.caught()
    assert "leaves out old versions of its files, and argmap downloads nothing" in (
        trapped.repo.argmap("diff", "map.yaml").stderr
    )
    trapped.repo.git("cat-file", "blob", "HEAD:map.yaml", ok=False)
    assert trapped.caught()


def test_a_program_called_git_in_the_current_folder_is_not_run(
    trapped: Trapped, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", f".{os.pathsep}{os.pathsep}{os.environ['PATH']}")
    assert trapped.repo.argmap("diff", "map.yaml").returncode == 1
    assert not trapped.caught()


def test_a_folder_of_the_search_path_that_cannot_be_looked_into_is_passed_over(
    repo: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    too_long = repo.folder / ("x" * 300)  # looking into it fails, as it does for a folder of somebody else's
    monkeypatch.setenv("PATH", f"{too_long}{os.pathsep}{os.environ['PATH']}")
    done = repo.argmap("diff", "map.yaml")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("file", ["--help.yaml", "-x.yaml", ":(top)x.yaml", ":!x.yaml", "[a-z]*.yaml", "a\\b.yaml"])
def test_a_name_that_looks_like_an_option_or_a_pattern_is_a_name(tmp_path: Path, file: str) -> None:
    repo = new_repo(tmp_path / "repo", file)
    (repo.folder / "a.yaml").write_text(MAP.replace("sooner", "never"), encoding="utf-8")
    repo.commit("another")
    repo.change(("sooner", "much sooner"))
    for words in ((file,), ("HEAD", file)):
        assert "{+much +}" in repo.argmap("diff", "--", *words).stdout
    repo.commit("reworded")
    told = repo.argmap("log", "--", file)
    assert re.findall(r"^    (\w+)$", told.stdout, re.MULTILINE) == ["reworded", "start"], told.stderr
    assert repo.argmap("git", "install").returncode == 0
    assert repo.argmap("git", "status").returncode == 0


@pytest.mark.parametrize("revision", ["--output=stolen", "-x", "--exec=touch stolen"])
def test_a_revision_that_looks_like_an_option_is_none(repo: Repo, revision: str) -> None:
    for command in (("diff", "--", revision, "map.yaml"), ("log", f"--rev={revision}", "map.yaml")):
        done = repo.argmap(*command)
        assert done.returncode == 2 and "Traceback" not in done.stderr
    assert not (repo.folder / "stolen").exists()


def test_an_attributes_file_that_is_a_link_is_not_written_through(repo: Repo, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("mine\n", encoding="utf-8")
    (repo.folder / ".gitattributes").symlink_to(elsewhere)
    for command in ("install", "uninstall"):
        done = repo.argmap("git", command)
        assert done.returncode == 2 and "is a symbolic link" in done.stderr
    assert elsewhere.read_text(encoding="utf-8") == "mine\n"


def test_a_name_with_line_breaks_adds_no_line_to_the_attributes(tmp_path: Path) -> None:
    repo = new_repo(tmp_path / "repo", "a\n* filter=evil\r\t.yaml")
    assert repo.argmap("git", "install").returncode == 0
    assert "filter: unspecified" in repo.git("check-attr", "filter", "--", "other.txt").stdout
    assert repo.argmap("git", "status").returncode == 0


ALL = (("diff", "map.yaml"), ("log", "map.yaml"), ("check", "."), ("git", "status"), ("git", "install"))
"""Commands that ask git something."""


def test_a_repository_inside_the_work_tree_runs_nothing(trapped: Trapped) -> None:
    """A file ``.git`` may name any folder, such as one that came with the files."""
    (trapped.repo.folder / ".git").rename(trapped.repo.folder / "inner")
    (trapped.repo.folder / ".git").write_text("gitdir: inner\n", encoding="utf-8")
    trapped.repo.git("status", ok=False)
    assert trapped.caught()
    trapped.sprung.unlink()
    for command in ALL:
        done = trapped.repo.argmap(*command)
        assert "Traceback" not in done.stderr and done.returncode in (0, 1), done.stderr
        assert not trapped.caught()


def test_a_bare_repository_among_the_files_runs_nothing(trapped: Trapped) -> None:
    """Files called ``HEAD``, ``objects`` and ``refs`` make git take a folder for a repository."""
    inner = trapped.repo.folder / "notes"
    trapped.repo.git("clone", "-q", "--bare", "--no-local", ".", "notes", ok=False)
    (inner / "config").write_bytes((trapped.repo.folder / ".git" / "config").read_bytes())
    (inner / "map.yaml").write_text(MAP, encoding="utf-8")
    trapped.sprung.unlink(missing_ok=True)
    here = HostileRepo(inner)
    for command in ALL:
        done = here.argmap(*command)
        assert "Traceback" not in done.stderr and done.returncode in (0, 1, 2), done.stderr
        assert not trapped.caught()


MODULES = """\
[submodule "../../../../hooks"]
\tpath = -x
\turl = -u./payload
[submodule "--upload-pack=touch sprung"]
\tpath = "a\\n* filter=evil"
\turl = ext::sh -c 'touch sprung'
[submodule "\\u202e"]
\tpath = ../outside
\turl = ../elsewhere
\tupdate = !touch sprung
"""


def test_names_of_submodules_are_names(trapped: Trapped) -> None:
    (trapped.repo.folder / ".gitmodules").write_text(MODULES, encoding="utf-8")
    head = trapped.repo.git("rev-parse", "HEAD").stdout.strip()
    for path in ("-x", "a\n* filter=evil", "maps.yaml"):
        trapped.repo.git("update-index", "--add", "--cacheinfo", f"160000,{head},{path}", ok=False)
    trapped.sprung.unlink(missing_ok=True)
    outside = sorted(path.name for path in trapped.repo.folder.parent.iterdir())
    for command in ALL:
        done = trapped.repo.argmap(*command)
        assert "Traceback" not in done.stderr and done.returncode in (0, 1), done.stderr
        assert not trapped.caught()
    assert sorted(path.name for path in trapped.repo.folder.parent.iterdir()) == outside
    assert "filter: unspecified" in trapped.repo.git("check-attr", "filter", "--", "other.txt", ok=False).stdout
    assert not list(trapped.repo.folder.glob("sprung"))


def test_a_linked_work_tree_with_any_name_is_one(repo: Repo) -> None:
    there = Repo(repo.folder.parent / "--work \x1b[31mtree\n::error::")
    repo.git("worktree", "add", "-q", "-b", "other", str(there.folder))
    there.change(("sooner", "much sooner"))
    assert "{+much +}" in there.argmap("diff", "map.yaml").stdout
    for command in ALL:
        done = there.argmap(*command)
        assert "Traceback" not in done.stderr and done.returncode in (0, 1), done.stderr
        assert "\x1b[31m" not in done.stdout + done.stderr
        assert not re.search("^::error::", done.stdout + done.stderr, re.MULTILINE)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_the_repository_of_somebody_else_is_refused_in_a_sentence(trapped: Trapped) -> None:
    for path in (trapped.repo.folder, trapped.repo.folder / ".git", *(trapped.repo.folder / ".git").rglob("*")):
        os.chown(path, 12345, 12345)
    for command in (("diff", "map.yaml"), ("log", "map.yaml")):
        done = trapped.repo.argmap(*command)
        assert done.returncode == 2 and "Traceback" not in done.stderr
        assert done.stderr.count("\n") == 1
        assert not trapped.caught()


def test_links_among_the_files_lead_nowhere_else(repo: Repo, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.yaml").write_text(MAP.replace("Signing the deal", "Secret"), encoding="utf-8")
    for name, target in {
        "loop": ".",
        "up": "..",
        "out": outside,
        "gone.yaml": "nowhere",
        "self.yaml": "self.yaml",
    }.items():
        (repo.folder / name).symlink_to(target)
    repo.commit("links")
    for command in ALL:
        done = repo.argmap(*command)
        assert "Traceback" not in done.stderr and done.returncode in (0, 1, 2), done.stderr
        assert "Secret" not in done.stdout + done.stderr
    assert "secret" not in (repo.folder / ".gitattributes").read_text("utf-8")
