"""``argmap doctor``: what works is told, what does not comes with what to do, and nothing private is shown."""

from __future__ import annotations

import re
import subprocess
import tomllib
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from argmap.cli.main import main
from argmap.io.machine import EXTRAS, NEEDED, PURPOSES
from argmap.io.user_folders import NoHome
from argmap.model.findings import MapError
from argmap.report.machine import Check, Terminal, as_text, check_fonts, check_packages, check_terminal, summary
from tests.house.source import ROOT

Said = pytest.CaptureFixture[str]


def test_all_that_is_installed_with_argmap_is_looked_at() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    assert set(NEEDED) == names_of(project["dependencies"])
    assert {extra: set(names) for extra, names in EXTRAS.items()} == {
        extra: names_of(lines) for extra, lines in extras.items() if extra not in {"docs", "test"}
    }
    assert set(PURPOSES) == set(EXTRAS)


def names_of(requirements: list[str]) -> set[str]:
    return {re.split("[<>=]", line)[0] for line in requirements}


def test_home_and_folder_are_not_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    home = tmp_path / "martha-secret"
    work = home / "client-secret"
    work.mkdir(parents=True)
    monkeypatch.chdir(work)
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ARGMAP_STATE_HOME", str(work / "state"))
    monkeypatch.setenv("TERM_PROGRAM", str(home / "bin" / "terminal"))
    assert main(["doctor"]) == 0
    said = capsys.readouterr().out
    assert "secret" not in said
    assert "~/bin/terminal" in said.replace("\\", "/")


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ("/usr/bin/dot", "ok +dot +for --engine system"),
        (None, "- +dot +not installed; only --engine system needs it"),
    ],
)
def test_the_program_dot_is_told_beside_the_engine_inside(
    found: str | None, told: str, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    monkeypatch.setattr("argmap.io.machine.shutil.which", lambda name: found if name == "dot" else None)
    assert main(["doctor"]) == 0
    said = capsys.readouterr().out
    assert re.search(f"^ok +Graphviz +the one inside argmap draws\n{told}$", said, re.MULTILINE)


def test_a_folder_that_cannot_be_written_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("ARGMAP_CONFIG_HOME", str(tmp_path / "file" / "settings"))
    assert main(["doctor"]) == 1
    said = capsys.readouterr().out
    assert re.search(r"^PROBLEM +Settings .* cannot be written\n +Allow writing in ", said, re.MULTILINE)
    assert said.endswith("Does not work: Settings.\n")


@pytest.mark.parametrize(
    ("terminal", "states"),
    [
        (Terminal((80, 24), "utf-8", {"TERM": "xterm"}), ["works", "works"]),
        (Terminal((79, 24), "UTF-8", {}), ["optional", "works"]),
        (Terminal((140, 45), "utf-8", {"TERM": "dumb"}), ["problem", "works"]),
        (Terminal(None, "ascii", {}), ["optional", "problem"]),
        (Terminal(None, "cp1252", {}), ["optional", "problem"]),
    ],
)
def test_terminals(terminal: Terminal, states: list[str]) -> None:
    checks = list(check_terminal(terminal))
    assert [check.state for check in checks] == states
    assert all(bool(check.advice) == (check.state != "works") for check in checks)


def test_what_is_missing_comes_with_what_to_do() -> None:
    png, xlsx = check_packages(
        {"png": {"resvg-py": None, "arimo": "2.1"}, "xlsx": {"openpyxl": "3"}}, {"png": "pictures"}
    )
    assert png == Check(
        "argmap[png]", "optional", "resvg-py missing, arimo 2.1", "For pictures: pip install 'argmap[png]'"
    )
    assert xlsx == Check("argmap[xlsx]", "works", "openpyxl 3", "")
    assert check_fonts([]).advice
    assert check_fonts(["DejaVu Sans"]).state == "works"


def test_text_is_safe_and_private() -> None:
    checks = [Check("Cache", "problem", "/home/ada/x\x1b[2J\ny", "Look at /home/ada/work/file.")]
    text = as_text(checks, {"/home/ada": "~", "/home/ada/work": "(this folder)"})
    assert text.count("\n") == 2
    assert "\x1b" not in text
    assert "ada" not in text
    assert "(this folder)/file" in text
    assert summary(checks) == "Does not work: Cache."


def test_git_is_told_with_what_is_set_up_for_merges(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    def told() -> str:
        main(["doctor"])
        return capsys.readouterr().out

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert re.search("^- +Merging maps +this folder is in no git repository$", told(), re.MULTILINE)
    subprocess.run(["git", "init", "--quiet"], check=True)
    assert re.search(
        "^- +Merging maps +not set up in this repository\n +Run 'argmap git install'.$", told(), re.MULTILINE
    )
    assert main(["git", "install"]) == 0
    assert re.search(r"^ok +Merging maps +set up; 'argmap git status' tries it$", told(), re.MULTILINE)
    assert re.search(r"^ok +Git +\d+\.\d+", told(), re.MULTILINE)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert re.search("^- +Git +not found\n +Install git to compare and merge maps.$", told(), re.MULTILINE)
    assert "Merging maps" not in told()


def missing(name: str) -> str:
    if name == "pydantic":
        raise PackageNotFoundError(name)
    return "1.0"


def fails(*asked: object, **more: object) -> bytes:
    raise MapError("It does not start.")


def homeless() -> Path:
    raise NoHome


def test_each_part_that_does_not_work_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("argmap.io.machine.version", missing)
    monkeypatch.setattr("argmap.io.graphviz.engines.lay_out", fails)
    monkeypatch.setattr("argmap.io.user_folders.cache_folder", homeless)
    monkeypatch.setattr(Path, "home", homeless)
    assert main(["doctor"]) == 1
    said = capsys.readouterr().out
    assert re.search(
        r"^PROBLEM +Packages +.*pydantic missing.*\n +Install argmap again: pip install --force-reinstall argmap$",
        said,
        re.MULTILINE,
    )
    assert re.search(
        r"^PROBLEM +Graphviz +the one inside argmap does not run\n +It does not start\.$", said, re.MULTILINE
    )
    assert re.search(r"^PROBLEM +Cache +no folder\n +\S.*\.$", said, re.MULTILINE)
