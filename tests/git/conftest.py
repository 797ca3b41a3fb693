"""Real git in a folder of its own: no configuration of the machine, and an ``argmap`` command on its search path."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from argmap.cli.main import main
from tests.needs import require

MAP = """\
argmap: 1
title: Signing the deal

stakeholders:
  dsit:
    name: Department for Science
  treasury:
    name: HM Treasury

claims:
  sign:  # the main claim
    text: The partnership should be signed.
  faster:
    text: It brings capable tools into use sooner.
    supports:
      - sign
    sources:
      - report
  dependence:
    text: It creates dependence on one supplier.
    objects_to:
      - sign
    positions:
      treasury: agrees
  exit-terms:
    text: Exit terms limit the dependence.
    undercuts:
      - dependence -> sign
    note: Ask the lawyers.
  costs:
    text: The running costs are not known.
    objects_to:
      - sign

sources:
  report:
    title: A report on tools
    date: 2025
"""


@dataclass(frozen=True)
class Repo:
    """A work tree with a map in it."""

    folder: Path
    file: str = "map.yaml"

    @property
    def map(self) -> Path:
        return self.folder / self.file

    def git(self, *args: str, ok: bool = True) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            ["git", *args], cwd=self.folder, capture_output=True, text=True, encoding="utf-8", check=False
        )
        assert not ok or done.returncode == 0, f"git {args}: {done.stdout}{done.stderr}"
        return done

    def argmap(self, *args: str) -> subprocess.CompletedProcess[str]:
        """What ``argmap`` does in this folder, in this process: to begin another takes longer than most commands.

        Git begins ``argmap`` itself where it calls it, as in every merge. See :class:`HostileRepo`.
        """
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
        with contextlib.chdir(self.folder), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                code = main(args)
            except SystemExit as ended:
                code = int(ended.code or 0)
        said, complained = (stream.buffer.getvalue().decode() for stream in (out, err))
        return subprocess.CompletedProcess(["argmap", *args], code, said, complained)

    @property
    def text(self) -> str:
        return self.map.read_bytes().decode()

    def change(self, *pairs: tuple[str, str]) -> None:
        """Replace each first text by its second, and leave the rest of the file as it is."""
        text = self.text
        for old, new in pairs:
            assert old in text, old
            text = text.replace(old, new)
        self.map.write_bytes(text.encode())

    def commit(self, message: str = "change") -> str:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)
        return self.git("rev-parse", "HEAD").stdout.strip()

    def branch(self, name: str, *pairs: tuple[str, str], start: str = "main") -> str:
        """A branch with one commit that makes these changes; the work tree is on it afterwards."""
        self.git("checkout", "-q", "-b", name, start)
        self.change(*pairs)
        return self.commit(name)

    def conflicts(self) -> list[str]:
        return [line.strip() for line in self.text.split("\n") if line.strip().startswith("# CONFLICT:")]


class HostileRepo(Repo):
    """One with modules that Python must not load when it begins: ``argmap`` has a process of its own."""

    def argmap(self, *args: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["argmap", *args], cwd=self.folder, capture_output=True, text=True, encoding="utf-8", check=False
        )


@pytest.fixture(autouse=True)
def own_git(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Git's settings and search path for one test; returns the folder that has the ``argmap`` command."""
    require("git")
    home = tmp_path_factory.mktemp("home")
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    (home / "config").write_text(
        "[user]\n\tname = Ada\n\temail = ada@example.org\n[init]\n\tdefaultBranch = main\n"
        "[advice]\n\tdetachedHead = false\n[commit]\n\tgpgSign = false\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(home / "config"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "xdg"))
    commands = home / "bin"
    commands.mkdir()
    command = commands / "argmap"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -P -m argmap "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{commands}{os.pathsep}{_without_argmap(os.environ['PATH'])}")
    return commands


def _without_argmap(path: str) -> str:
    """The search path without folders that have an ``argmap`` of their own."""
    return os.pathsep.join(one for one in path.split(os.pathsep) if not Path(one, "argmap").exists())


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the repositories are kept that tests begin with, once they were made."""
    return tmp_path_factory.mktemp("templates")


@pytest.fixture
def repo(tmp_path: Path, templates: Path) -> Repo:
    """A repository with one commit of the map, and argmap not set up."""
    if not (templates / "repo").exists():
        new_repo(templates / "repo")
    return copied(templates / "repo", tmp_path / "repo")


def copied(template: Path, folder: Path) -> Repo:
    """A copy of a repository, of which git knows the times of files."""
    made = Repo(Path(shutil.copytree(template, folder)))
    made.git("update-index", "-q", "--refresh")
    return made


def new_repo(folder: Path, file: str = "map.yaml", text: str = MAP) -> Repo:
    made = Repo(folder, file)
    made.map.parent.mkdir(parents=True)
    made.git("init", "-q")
    made.map.write_bytes(text.encode())
    made.commit("start")
    return made


@pytest.fixture
def driven(tmp_path: Path, templates: Path) -> Repo:
    """The same repository with argmap set up, and the attributes committed."""
    if not (templates / "driven").exists():
        made = new_repo(templates / "driven")
        assert made.argmap("git", "install").returncode == 0
        made.commit("set up")
    return copied(templates / "driven", tmp_path / "repo")
