"""The GitHub Action's script, offline: a real repository, and a server that answers as GitHub does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
import yaml

from tests.git.conftest import MAP, Repo

ROOT = Path(__file__).parents[2]
CHANGE = ("treasury: agrees", "treasury: mixed")


@dataclass
class GitHub:
    """What was asked of the server, and what it is to answer."""

    address: str = ""
    status: int = 200
    comments: list[dict[str, object]] = field(default_factory=list)
    asked: list[tuple[str, str, dict[str, str] | None]] = field(default_factory=list)


@pytest.fixture
def github() -> Iterator[GitHub]:
    state = GitHub()

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            size = int(self.headers.get("Content-Length") or 0)
            state.asked.append((self.command, self.path, json.loads(self.rfile.read(size)) if size else None))
            answer = json.dumps(state.comments if self.command == "GET" else {"id": 1}).encode()
            self.send_response(state.status)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        do_GET = do_POST = do_PATCH = _answer  # noqa: N815

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    state.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield state
    server.shutdown()
    server.server_close()
    thread.join()


def review(repo: Repo, github: GitHub | None = None, **inputs: str) -> subprocess.CompletedProcess[str]:
    given = {
        "ARGMAP_BASE": "main",
        "ARGMAP_FAIL_ON": "error",
        "ARGMAP_COMMENT": "true",
        "ARGMAP_TOKEN": "secret" if github else "",
        "ARGMAP_PULL": "7" if github else "",
        "GITHUB_API_URL": github.address if github else "",
        "GITHUB_REPOSITORY": "ada/debates",
        "GITHUB_STEP_SUMMARY": str(summary(repo)),
        **inputs,
    }
    command = [sys.executable, str(ROOT / "action" / "review.py")]
    return subprocess.run(
        command, cwd=repo.folder, env={**os.environ, **given}, capture_output=True, text=True, check=False
    )


def summary(repo: Repo) -> Path:
    return repo.folder.parent / "summary.md"


def test_changes_go_to_the_summary_and_a_comment(repo: Repo, github: GitHub) -> None:
    repo.branch("side", CHANGE)
    done = review(repo, github)
    assert done.returncode == 0, done.stderr
    assert "moved from agrees to mixed" in summary(repo).read_text(encoding="utf-8")
    (_, (method, path, body)) = github.asked
    assert (method, path) == ("POST", "/repos/ada/debates/issues/7/comments")
    assert body is not None and body["body"].startswith("<!-- argmap review -->\n### map.yaml")


def test_our_comment_is_changed_in_place_and_nobody_elses(repo: Repo, github: GitHub) -> None:
    mark = "<!-- argmap review -->"
    github.comments = [
        {"id": 3, "body": f"{mark} copied", "user": {"type": "User"}},
        {"id": 5, "body": f"{mark}\nold", "user": {"type": "Bot"}},
    ]
    repo.branch("side", CHANGE)
    review(repo, github)
    assert github.asked[-1][:2] == ("PATCH", "/repos/ada/debates/issues/comments/5")


def test_a_token_that_may_not_comment_costs_only_the_comment(repo: Repo, github: GitHub) -> None:
    github.status = 403
    repo.branch("side", CHANGE)
    done = review(repo, github)
    assert done.returncode == 0
    assert "::notice::argmap could not comment on the pull request (HTTP 403)" in done.stdout
    assert "moved from agrees to mixed" in summary(repo).read_text(encoding="utf-8")


def test_findings_are_annotated_without_a_leading_dot(repo: Repo) -> None:
    repo.branch("side", ("      - dependence -> sign", "      - nothing -> sign"))
    done = review(repo, ARGMAP_FILES="./map.yaml\n")
    assert done.returncode == 1
    assert "::error file=map.yaml,line=" in done.stdout


def test_nothing_changed_and_nothing_to_look_at(repo: Repo, github: GitHub, tmp_path: Path) -> None:
    assert review(repo, github).returncode == 0
    assert {method for method, *_ in github.asked} == {"GET"} and not summary(repo).exists()
    empty = Repo(tmp_path / "empty")
    empty.folder.mkdir()
    empty.git("init", "-q")
    assert review(empty).stdout == "No argument maps here.\n"


def test_a_comment_of_an_earlier_push_does_not_stay_wrong(repo: Repo, github: GitHub) -> None:
    github.comments = [{"id": 5, "body": "<!-- argmap review -->\nold", "user": {"type": "Bot"}}]
    review(repo, github)
    method, path, body = github.asked[-1]
    assert (method, path) == ("PATCH", "/repos/ada/debates/issues/comments/5")
    assert body is not None and "Nothing is changed in the maps any more." in body["body"]


def test_a_deleted_map_is_told_also_when_it_was_the_last(repo: Repo, github: GitHub) -> None:
    repo.git("checkout", "-q", "-b", "side")
    (repo.folder / "notes.yaml").write_text("a: 1\n", encoding="utf-8")
    repo.map.unlink()
    repo.commit("delete")
    done = review(repo, github)
    assert done.returncode == 0 and "No argument maps here." in done.stdout
    told = summary(repo).read_text(encoding="utf-8")
    assert "### map.yaml" in told and "The running costs are not known" in told


def test_a_renamed_map_with_spaces_and_other_scripts_tells_only_its_change(repo: Repo, github: GitHub) -> None:
    repo.git("checkout", "-q", "-b", "side")
    repo.git("mv", "map.yaml", "日本 der Plan’s.yaml")
    renamed = Repo(repo.folder, "日本 der Plan’s.yaml")
    renamed.change(CHANGE)
    renamed.commit("rename")
    assert review(repo, github).returncode == 0
    told = summary(repo).read_text(encoding="utf-8")
    assert "moved from agrees to mixed" in told and len(told.splitlines()[0]) < 80
    assert [line[:4] for line in told.splitlines()].count("### ") == 1 and "The running costs" not in told


def test_the_first_push_has_nothing_to_compare_with(repo: Repo) -> None:
    done = review(repo, ARGMAP_BASE="0" * 40)
    assert done.returncode == 0 and not summary(repo).exists()


def test_many_changed_maps_fit_one_comment(repo: Repo, github: GitHub) -> None:
    repo.git("checkout", "-q", "-b", "side")
    for number in range(25):
        (repo.folder / f"m{number}.yaml").write_text(MAP, encoding="utf-8")
    repo.commit("many")
    review(repo, github)
    body = github.asked[-1][2]
    assert body is not None
    assert len(body["body"]) <= 65_536
    assert "… and 5 more maps changed." in body["body"]


def test_the_action_passes_inputs_by_environment_only() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    assert action["runs"]["using"] == "composite"
    for step in action["runs"]["steps"]:
        assert "${{" not in step["run"], "an input in a script can run as code"


def test_the_hooks_name_commands_that_exist() -> None:
    from argmap.cli.main import COMMANDS

    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert {hook["entry"].split()[1] for hook in hooks} <= set(COMMANDS)
    assert all(hook["language"] == "python" for hook in hooks)
