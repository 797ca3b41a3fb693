"""Setting git up, seeing what is set up, and taking it out again."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.git.conftest import MAP, Repo, new_repo


def config(repo: Repo, scope: str = "--local") -> dict[str, str]:
    told = repo.git("config", scope, "--get-regexp", r"argmap\.", ok=False).stdout
    return dict(line.split(" ", 1) for line in told.splitlines())


def test_install_is_idempotent_and_uninstall_leaves_nothing(repo: Repo) -> None:
    before = repo.git("config", "--local", "--list").stdout
    first = repo.argmap("git", "install")
    written = (config(repo), (repo.folder / ".gitattributes").read_text(encoding="utf-8"))
    again = repo.argmap("git", "install")
    assert again.stdout == "Everything was set up already.\n" != first.stdout
    assert written == (config(repo), (repo.folder / ".gitattributes").read_text(encoding="utf-8"))
    assert "/map.yaml diff=argmap merge=argmap" in written[1]
    assert repo.argmap("git", "uninstall").returncode == 0
    assert not (repo.folder / ".gitattributes").exists()
    assert repo.git("config", "--local", "--list").stdout == before
    assert repo.argmap("git", "uninstall").stdout == "Nothing was set up.\n"


def test_the_driver_passes_the_path_on_unquoted_and_falls_back(repo: Repo) -> None:
    repo.argmap("git", "install")
    line = config(repo)["merge.argmap.driver"]
    assert line.startswith("argmap merge-driver %O %A %B %L %P || ")
    assert line.endswith("git merge-file --marker-size=%L %A %O %B; }")
    assert '"%P"' not in line and "'%P'" not in line


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
    assert lines == ["/maps/*.yaml diff=argmap merge=argmap"]


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


def test_textconv_is_opt_in_and_harmless_when_argmap_is_missing(repo: Repo, own_git: Path) -> None:
    repo.argmap("git", "install", "--textconv")
    repo.change(("note: Ask the lawyers.", "note: Ask them."), ("sooner", "much sooner"))
    assert "sooner" in repo.git("diff").stdout
    (own_git / "argmap").unlink()
    assert "+    text: It brings capable tools into use much sooner." in repo.git("diff").stdout


def test_installing_again_without_textconv_takes_it_out(repo: Repo) -> None:
    repo.argmap("git", "install", "--textconv")
    repo.argmap("git", "install")
    assert "diff.argmap.textconv" not in config(repo)


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
    assert done.stderr.startswith("argmap: git cannot do this in ")
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
