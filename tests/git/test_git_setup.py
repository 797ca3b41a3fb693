"""Setting git up, seeing what is set up, and taking it out again."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from argmap.io.git.read import repository_at
from argmap.io.git.setup import driver, install, local_place, own_command
from argmap.io.git.trial import fault_of
from argmap.model.findings import MapError
from tests.git.conftest import MAP, Repo, new_repo


def config(repo: Repo, scope: str = "--local") -> dict[str, str]:
    told = repo.git("config", scope, "--get-regexp", r"argmap\.", ok=False).stdout
    return dict(line.split(" ", 1) for line in told.splitlines())


def test_install_is_idempotent_and_uninstall_leaves_nothing(repo: Repo) -> None:
    before = repo.git("config", "--local", "--list").stdout
    first = repo.argmap("git", "install")
    written = (config(repo), (repo.folder / ".gitattributes").read_text(encoding="utf-8"))
    again = repo.argmap("git", "install")
    assert again.stdout.startswith("Everything was set up already.\n") and again.stdout != first.stdout
    assert written == (config(repo), (repo.folder / ".gitattributes").read_text(encoding="utf-8"))
    assert "/map.yaml diff=argmap merge=argmap" in written[1]
    names = ("merge.argmap", "diff.argmap", "difftool.argmap", "mergetool.argmap")
    assert all(f"set {name}." in first.stdout.casefold() for name in config(repo))
    removed = repo.argmap("git", "uninstall")
    assert removed.returncode == 0
    assert [line for line in removed.stdout.splitlines() if line.startswith("Removed ")] == [
        *(f"Removed {name}." for name in names),
        f"Removed the argmap lines from {repo.folder / '.gitattributes'}.",
    ]
    assert not (repo.folder / ".gitattributes").exists()
    assert repo.git("config", "--local", "--list").stdout == before
    assert repo.argmap("git", "uninstall").stdout == "Nothing was set up.\n"


def test_the_driver_is_the_python_that_runs_and_falls_back(repo: Repo) -> None:
    repo.argmap("git", "install")
    line = config(repo)["merge.argmap.driver"]
    python, rest = line.split(" -P -m argmap merge-driver -- %O %A %B %L %P %X %S %Y; ")
    (command,) = shlex.split(python)
    assert Path(command).is_absolute() and Path(command).samefile(sys.executable)
    assert "git merge-file -L ours -L base -L theirs --marker-size=%L %A %O %B" in rest
    assert '"%P"' not in line and "'%P'" not in line


def started_from_nowhere(repo: Repo, *args: str) -> subprocess.CompletedProcess[str]:
    """Git as a graphical program starts it: with an absolute path and almost no environment."""
    git = shutil.which("git")
    assert git is not None
    kept = {
        name: os.environ[name] for name in ("HOME", "XDG_CONFIG_HOME", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM")
    }
    return subprocess.run(
        [git, *args], cwd=repo.folder, env={**kept, "PATH": "/nowhere"}, capture_output=True, text=True, check=False
    )


def test_without_a_search_path_a_conflict_is_argmaps_too(driven: Repo) -> None:
    for branch in ("theirs", "ours"):
        driven.branch(branch, ("The running costs are not known.", f"Of {branch}."))
    assert started_from_nowhere(driven, "merge", "-q", "theirs").returncode == 1
    assert len(driven.conflicts()) == 1 and "<<<<<<<" not in driven.text


def hostile(repo: Repo, sprung: Path) -> None:
    """Put modules into the repository that argmap would import if it looked in the current folder."""
    for name in ("yaml.py", "argparse.py", "sitecustomize.py", "argmap/__init__.py", "argmap/__main__.py"):
        module = repo.folder / name
        module.parent.mkdir(exist_ok=True)
        module.write_text(f"open({str(sprung)!r}, 'w').write(__file__)\n", encoding="utf-8")


def two_sides(repo: Repo) -> None:
    """Branches that each add a claim in one place, ``ours`` checked out."""
    for branch in ("theirs", "ours"):
        claim = f"  of-{branch}:\n    text: One that {branch} adds.\n  exit-terms:\n"
        repo.branch(branch, ("  exit-terms:\n", claim))


@pytest.mark.parametrize("scope", ["--local", "--global"])
def test_the_driver_runs_without_a_search_path_and_imports_nothing_of_the_repository(
    tmp_path: Path, scope: str
) -> None:
    repo, sprung = new_repo(tmp_path / "repo", "debate.argmap.yaml"), tmp_path / "sprung"
    hostile(repo, sprung)
    repo.commit("modules")
    assert "it works" in repo.argmap("git", "install", scope).stdout
    if scope == "--local":
        repo.commit("set up")
    two_sides(repo)
    done = started_from_nowhere(repo, "merge", "-q", "theirs")
    assert (done.returncode, done.stderr) == (0, "")
    assert "of-ours" in repo.text and "of-theirs" in repo.text
    assert not sprung.exists()


def test_a_git_that_cannot_try_a_merge_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git = tmp_path / "git"
    git.write_text('#!/bin/sh\ncase "$*" in *fast-import*) echo "no fast-import here" >&2; exit 3;; esac\n')
    git.chmod(0o755)
    monkeypatch.setattr("argmap.io.git.trial.program", lambda: str(git))
    assert fault_of("true") == "Git could not try it on a sample: no fast-import here."


@pytest.mark.parametrize("name", ['it\'s 100%Order "x" $HOME', "日本 `ls`;#"])
def test_a_python_anywhere_is_found(repo: Repo, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / name).mkdir()
    python = tmp_path / name / "python3"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(python))
    assert fault_of(driver(own_command())) is None
    install(local_place(repository_at(repo.folder)), own_command(), ["map.yaml"])
    repo.commit("set up")
    two_sides(repo)
    repo.git("merge", "-q", "theirs")
    assert "of-ours" in repo.text and "of-theirs" in repo.text


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("no-such-command", "no-such-command: not found."),
        ("echo", "It did not merge a sample"),
        ("sh -c 'exit 1' x", ""),
    ],
)
def test_a_driver_that_does_not_work_is_not_called_set_up(repo: Repo, command: str, said: str) -> None:
    done = repo.argmap("git", "install", "--command", command)
    assert done.returncode == 1
    assert "Tried the merge driver on a sample: It did not merge a sample" in done.stdout and said in done.stdout
    told = repo.argmap("git", "status", "--command", command)
    assert told.returncode == 1
    assert "Merge driver: set up, but does not work. It did not merge a sample" in told.stdout


def test_a_driver_that_argmap_did_not_write_is_not_run(repo: Repo, tmp_path: Path) -> None:
    repo.argmap("git", "install")
    repo.git("config", "merge.argmap.driver", f"touch '{tmp_path}/sprung'")
    told = repo.argmap("git", "status")
    assert told.returncode == 1
    assert "outdated, and not tried" in told.stdout
    assert not (tmp_path / "sprung").exists()
    assert repo.argmap("git", "install").returncode == 0
    assert repo.argmap("git", "status").returncode == 0


def test_what_is_set_up_for_all_repositories_counts_in_each(tmp_path: Path) -> None:
    repo = new_repo(tmp_path / "repo", "debate.argmap.yaml")
    repo.argmap("git", "install", "--global")
    told = repo.argmap("git", "status").stdout
    assert "Merge driver: set up, and tried on a sample" in told
    assert "Covered maps: debate.argmap.yaml." in told


def test_an_empty_repository_is_covered_by_name_and_says_so(tmp_path: Path) -> None:
    repo = Repo(tmp_path, "later.argmap.yaml")
    repo.git("init", "-q")
    done = repo.argmap("git", "install")
    assert done.returncode == 0
    assert "Covered maps: none, as this repository has no map yet." in done.stdout
    assert "Covered from the start: files that match *.argmap.yaml, *.argmap.yml (in " in done.stdout
    repo.map.write_text(MAP, encoding="utf-8")
    assert "Covered maps: later.argmap.yaml." in repo.argmap("git", "status").stdout
    (tmp_path / "other.yaml").write_text(MAP, encoding="utf-8")
    told = repo.argmap("git", "status")
    assert told.returncode == 1
    assert "Not covered: other.yaml. Run 'argmap git install' again." in told.stdout


def test_many_maps_are_counted(tmp_path: Path) -> None:
    repo = new_repo(tmp_path / "repo", "maps/0.yaml")
    for number in range(1, 9):
        (repo.folder / f"maps/{number}.yaml").write_text(MAP, encoding="utf-8")
    assert "Covered maps: maps/0.yaml, maps/1.yaml, maps/2.yaml, maps/3.yaml, maps/4.yaml and 4 more." in (
        repo.argmap("git", "install").stdout
    )


def test_other_attributes_stay(repo: Repo) -> None:
    attributes = repo.folder / ".gitattributes"
    attributes.write_bytes(b"*.png binary\r\n*.sh eol=lf")
    repo.argmap("git", "install", "*.argmap.yaml", "two words.yaml")
    assert attributes.read_bytes().startswith(b"*.png binary\r\n*.sh eol=lf\r\n# argmap: begin")
    assert b'"two words.yaml" diff=argmap merge=argmap\r\n' in attributes.read_bytes()
    repo.argmap("git", "uninstall")
    assert attributes.read_bytes() == b"*.png binary\r\n*.sh eol=lf\r\n"


def test_patterns_given_replace_those_before(repo: Repo) -> None:
    repo.argmap("git", "install", "one.yaml")
    repo.argmap("git", "install", "/two.yaml")
    assert "one.yaml" not in (repo.folder / ".gitattributes").read_text(encoding="utf-8")


def test_status_tells_of_maps_that_are_not_covered(repo: Repo) -> None:
    assert repo.argmap("git", "status").returncode == 1
    repo.argmap("git", "install")
    assert repo.argmap("git", "status").returncode == 0
    (repo.folder / "other [1].yaml").write_text(MAP, encoding="utf-8")
    (repo.folder / "settings.yaml").write_text("a: b\n", encoding="utf-8")
    told = repo.argmap("git", "status")
    assert told.returncode == 1
    assert "Not covered: other [1].yaml." in told.stdout and "settings.yaml" not in told.stdout
    repo.argmap("git", "install")
    assert repo.argmap("git", "status").returncode == 0


def test_a_folder_of_maps_is_one_pattern(tmp_path: Path) -> None:
    repo = new_repo(tmp_path / "repo", "maps/one.yaml")
    (repo.folder / "maps" / "two.yaml").write_text(MAP, encoding="utf-8")
    (repo.folder / "config.yaml").write_text("a: b\n", encoding="utf-8")
    repo.argmap("git", "install")
    lines = (repo.folder / ".gitattributes").read_text(encoding="utf-8").splitlines()[1:-1]
    assert [line.split()[0] for line in lines] == ["*.argmap.yaml", "*.argmap.yml", "/maps/*.yaml"]


def test_install_for_all_repositories_of_a_user(repo: Repo, tmp_path: Path) -> None:
    assert repo.argmap("git", "install", "--global").returncode == 0
    assert not (repo.folder / ".gitattributes").exists()
    assert not config(repo)
    assert "merge.argmap.driver" in config(repo, "--global")
    other = new_repo(tmp_path / "other", "debate.argmap.yaml")
    assert "argmap" in other.git("check-attr", "merge", "debate.argmap.yaml").stdout
    assert repo.argmap("git", "status", "--global").returncode == 0
    assert repo.argmap("git", "uninstall", "--global").returncode == 0
    assert not config(repo, "--global")


def test_hunk_headers_name_the_claim(repo: Repo, own_git: Path) -> None:
    repo.argmap("git", "install")
    (own_git / "argmap").unlink()
    repo.change(("note: Ask the lawyers.", "note: Ask them."))
    assert any(
        line.startswith("@@") and line.endswith("  exit-terms:") for line in repo.git("diff").stdout.splitlines()
    )


@pytest.mark.parametrize("scope", ["--local", "--global"])
def test_the_outlines_of_an_earlier_argmap_are_told_and_taken_out(repo: Repo, scope: str) -> None:
    repo.argmap("git", "install", scope, "map.yaml")
    repo.git("config", scope, "diff.argmap.textconv", 'f() { argmap show "$1"; }; f')
    told = repo.argmap("git", "status", scope)
    assert told.returncode == 1
    assert "Outlines in 'git diff', set by an earlier argmap: quotes, links, dates and notes" in told.stdout
    assert "Removed diff.argmap.textconv" in repo.argmap("git", "install", scope).stdout
    assert "diff.argmap.textconv" not in config(repo, scope)
    assert repo.argmap("git", "status", scope).returncode == 0
    assert repo.argmap("git", "install", "--textconv").returncode == 2


def test_from_a_folder_below_the_top(tmp_path: Path) -> None:
    repo = new_repo(tmp_path / "repo", "maps/one.yaml")
    below = Repo(repo.folder / "maps", "one.yaml")
    assert below.argmap("git", "install").returncode == 0
    assert (repo.folder / ".gitattributes").exists()


def test_within_a_hook_git_sets_folders_that_are_wrong_elsewhere(tmp_path: Path) -> None:
    repo = new_repo(tmp_path / "repo", "maps/one.yaml")
    hook = repo.folder / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text('#!/bin/sh\nargmap diff maps/one.yaml > "$PWD/told"\ntrue\n', encoding="utf-8")
    hook.chmod(0o755)
    repo.change(("sooner", "much sooner"))
    repo.git("commit", "-q", "-a", "-m", "x")
    assert "{+much +}sooner" in (repo.folder / "told").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", [("git", "install"), ("git", "status"), ("log", "x.yaml"), ("diff", "x.yaml")])
def test_outside_a_repository(tmp_path: Path, command: tuple[str, ...]) -> None:
    done = Repo(tmp_path).argmap(*command)
    assert done.returncode == 2
    assert "is not in a git repository. Run 'git init' there first." in done.stderr
    assert "Traceback" not in done.stderr


def test_without_git(repo: Repo, own_git: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shell = own_git.parent / "sh-only"
    shell.mkdir()
    (shell / "sh").symlink_to("/bin/sh")
    monkeypatch.setenv("PATH", os.pathsep.join((str(own_git), str(shell))))
    done = subprocess.run(
        ["argmap", "diff", "map.yaml"], cwd=repo.folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "needs git" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="symbolic links are for administrators there")
def test_a_committed_link_leads_no_installation_out_of_the_repository(repo: Repo, tmp_path_factory) -> None:
    theirs = tmp_path_factory.mktemp("home") / ".bashrc"
    theirs.write_text("precious\n", encoding="utf-8")
    (repo.folder / ".gitattributes").symlink_to(theirs)
    done = repo.argmap("git", "install")
    assert (done.returncode, "is a symbolic link to" in done.stderr) == (2, True)
    assert theirs.read_text(encoding="utf-8") == "precious\n"


def test_a_git_that_does_not_come_to_an_end_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git = tmp_path / "git"
    git.write_text("#!/bin/sh\nexec sleep 60\n")
    git.chmod(0o755)
    monkeypatch.setattr("argmap.io.git.trial.program", lambda: str(git))
    monkeypatch.setattr("argmap.io.git.trial.LONGEST", 0.1)
    assert fault_of("true") == "It took longer than 0.1 seconds to merge a sample."


def test_a_python_that_does_not_know_its_path_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "")
    with pytest.raises(MapError) as refused:
        own_command()
    assert str(refused.value) == "Python does not say where it is. Name the command with --command."
