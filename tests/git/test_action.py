"""The GitHub Action's script, offline: a real repository, and a server that answers as GitHub does."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import threading
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from action import review as script
from tests.git.conftest import MAP, Repo, new_repo

ROOT = Path(__file__).parents[2]
CHANGE = ("treasury: agrees", "treasury: mixed")


MARK = re.compile(r"<!-- argmap review [0-9a-f]{16} -->\n")
BOT = {"viewerDidAuthor": False, "author": {"login": "github-actions"}}
SOMEBODY = {"viewerDidAuthor": False, "author": {"login": "eve"}}


@dataclass
class GitHub:
    """What was asked of the server, and what it is to answer."""

    address: str = ""
    status: int = 200
    viewer: str = "github-actions[bot]"
    comments: list[dict[str, object]] = field(default_factory=list)
    page: int = 100
    asked: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)

    @property
    def written(self) -> list[tuple[str, str, str]]:
        """Method, path and body of each comment that was written."""
        return [(method, path, body["body"]) for method, path, body in self.asked if path != "/graphql"]

    def answer(self, path: str, body: dict[str, Any]) -> object:
        if path != "/graphql":
            return {"id": 1}
        start = int(body["variables"]["after"] or 0)
        after = start + self.page
        info = {"hasNextPage": after < len(self.comments), "endCursor": str(after)}
        comments = {"nodes": self.comments[start:after], "pageInfo": info}
        return {
            "data": {
                "viewer": {"login": self.viewer},
                "repository": {"pullRequest": {"comments": comments}},
            }
        }


@pytest.fixture
def github() -> Iterator[GitHub]:
    state = GitHub()

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            size = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(size)) if size else {}
            state.asked.append((self.command, self.path, body))
            answer = json.dumps(state.answer(self.path, body)).encode()
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


ARGMAP = (sys.executable, "-P", "-I", "-m", "argmap")
"""How the script begins argmap."""
started = script.run


def given(repo: Repo, github: GitHub | None, inputs: dict[str, str]) -> dict[str, str]:
    """The environment of a step: what GitHub sets, and the inputs of the Action."""
    return {
        "ARGMAP_BASE": "",
        "ARGMAP_PULL_BASE": "main",
        "ARGMAP_FAIL_ON": "error",
        "ARGMAP_COMMENT": "true",
        "ARGMAP_TOKEN": "secret" if github else "",
        "ARGMAP_PULL": "7" if github else "",
        "ARGMAP_MATRIX": "null",
        "GITHUB_API_URL": github.address if github else "",
        "GITHUB_GRAPHQL_URL": f"{github.address}/graphql" if github else "",
        "GITHUB_REPOSITORY": "ada/debates",
        "GITHUB_SERVER_URL": "",
        "GITHUB_BASE_REF": "",
        "GITHUB_WORKFLOW": "Review",
        "GITHUB_JOB": "maps",
        "GITHUB_WORKSPACE": str(repo.folder),
        "GITHUB_STEP_SUMMARY": str(summary(repo)),
        **inputs,
    }


def review_as_a_step(repo: Repo, github: GitHub | None = None, **inputs: str) -> subprocess.CompletedProcess[str]:
    """The script in a process of its own, with processes of argmap, as GitHub runs it."""
    environment = {**os.environ, **given(repo, github, inputs)}
    command = [sys.executable, "-P", "-I", "action/review.py"]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def review(repo: Repo, github: GitHub | None = None, *step: str, **inputs: str) -> subprocess.CompletedProcess[str]:
    """The same in this process, argmap as well: see :meth:`Repo.argmap`."""

    def run(*command: str) -> subprocess.CompletedProcess[str]:
        return repo.argmap(*command[len(ARGMAP) :]) if command[: len(ARGMAP)] == ARGMAP else started(*command)

    said, complained = io.StringIO(), io.StringIO()
    with (
        patch.dict(os.environ, given(repo, github, inputs)),
        patch.object(script, "run", run),
        contextlib.redirect_stdout(said),
        contextlib.redirect_stderr(complained),
    ):
        code = script.main(*step)
    return subprocess.CompletedProcess(step, code, said.getvalue(), complained.getvalue())


def summary(repo: Repo) -> Path:
    return repo.folder.parent / "summary.md"


def earlier(body: str, id: int = 5, **by: object) -> dict[str, object]:
    """A comment that an earlier run of the same job wrote."""
    told = json.dumps(["Review", "maps", "null", ""])
    mark = f"<!-- argmap review {hashlib.sha256(told.encode()).hexdigest()[:16]} -->"
    return {"databaseId": id, "body": f"{mark}\n{body}", **(by or BOT)}


def test_changes_go_to_the_summary_and_a_comment(repo: Repo, github: GitHub) -> None:
    repo.branch("side", CHANGE)
    done = review_as_a_step(repo, github)
    assert done.returncode == 0, done.stderr
    assert "moved from agrees to mixed" in summary(repo).read_text(encoding="utf-8")
    ((method, path, body),) = github.written
    assert (method, path) == ("POST", "/repos/ada/debates/issues/7/comments")
    assert MARK.match(body) and MARK.sub("", body).startswith("### map.yaml since the base: 1 change\n")


@pytest.mark.parametrize(
    ("viewer", "by"),
    [
        ("github-actions[bot]", BOT),
        ("my-app[bot]", {"viewerDidAuthor": False, "author": {"login": "my-app"}}),
        ("ada", {"viewerDidAuthor": True, "author": {"login": "ada"}}),
    ],
)
def test_our_comment_is_changed_in_place_with_any_kind_of_token(
    repo: Repo, github: GitHub, viewer: str, by: dict[str, object]
) -> None:
    github.viewer, github.page = viewer, 2
    other = {"databaseId": 2, "body": "Hello.", **by}
    gone = {"databaseId": 1, "body": "Hello.", "viewerDidAuthor": False, "author": None}
    github.comments = [gone, other, earlier("copied", 3, **SOMEBODY), other, earlier("old", 5, **by)]
    repo.branch("side", CHANGE)
    review(repo, github)
    assert [one[:2] for one in github.written] == [("PATCH", "/repos/ada/debates/issues/comments/5")]


def test_each_job_variant_and_choice_of_files_has_a_comment_of_its_own(repo: Repo, github: GitHub) -> None:
    repo.branch("side", CHANGE)
    for other in (
        {},
        {"GITHUB_WORKFLOW": "Other"},
        {"GITHUB_JOB": "other"},
        {"ARGMAP_MATRIX": '{"a": 1}'},
        {"ARGMAP_FILES": "map.yaml"},
    ):
        review(repo, github, **other)
    marks = [MARK.match(body) for _, _, body in github.written]
    assert len({found[0] for found in marks if found}) == 5


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


def test_only_findings_that_the_base_lacks_are_annotated(repo: Repo) -> None:
    """What was there before is in the log, and still decides; in a renamed map too."""
    repo.change(("      - dependence -> sign", "      - nothing -> sign"))
    repo.commit("an old error")
    repo.git("checkout", "-q", "-b", "side")
    repo.change(("Ask the lawyers.", "Asked."))
    repo.git("mv", "map.yaml", "debate.yaml")
    repo.commit("rename")
    done = review(repo)
    assert done.returncode == 1
    assert not [line for line in done.stdout.splitlines() if line.startswith(("::error", "::warning"))]
    assert "::notice::What fails here was there before this change." in done.stdout
    assert re.search(r"^ *debate\.yaml:28:9: error AM", done.stdout, re.MULTILINE)
    debate = Repo(repo.folder, "debate.yaml")
    debate.change(("      - report", "      - raport"))
    debate.commit("a new error")
    done = review(repo)
    annotated = [line for line in done.stdout.splitlines() if line.startswith("::")]
    assert len(annotated) == 1 and annotated[0].startswith("::error file=debate.yaml,line=18,")


def test_nothing_changed_and_nothing_to_look_at(repo: Repo, github: GitHub, tmp_path: Path) -> None:
    assert review(repo, github).returncode == 0
    assert not github.written and not summary(repo).exists()
    empty = Repo(tmp_path / "empty")
    empty.folder.mkdir()
    empty.git("init", "-q")
    assert review(empty, ARGMAP_PULL_BASE="").stdout == "No argument maps here.\n"


def test_a_comment_of_an_earlier_push_does_not_stay_wrong(repo: Repo, github: GitHub) -> None:
    github.comments = [earlier("old")]
    review(repo, github)
    ((method, path, body),) = github.written
    assert (method, path) == ("PATCH", "/repos/ada/debates/issues/comments/5")
    assert "Nothing is changed in the maps any more." in body


# --- what could not be compared ------------------------------------------------------------------------------------


def test_a_base_that_cannot_be_fetched_is_told_and_the_earlier_account_stays(repo: Repo, github: GitHub) -> None:
    github.comments = [earlier("### map.yaml: 3 changes\n")]
    repo.branch("side", CHANGE)
    for _ in range(2):
        done = review(repo, github, ARGMAP_PULL_BASE="5" * 40)
        assert done.returncode == 0
        assert f"::warning::The base '{'5' * 40}' cannot be fetched, so nothing was compared" in done.stdout
        assert "cannot be fetched" in summary(repo).read_text(encoding="utf-8")
        body = github.written[-1][2]
        assert "cannot be fetched" in body and body.count("### map.yaml: 3 changes") == 1
        assert "Nothing is changed" not in body
        github.comments[0]["body"] = body


def test_a_base_without_a_common_ancestor_is_told(repo: Repo, github: GitHub) -> None:
    repo.git("checkout", "-q", "--orphan", "apart")
    repo.change(CHANGE)
    repo.commit("apart")
    assert review(repo, github).returncode == 0
    assert "shares no commit with the checkout" in github.written[-1][2]


@pytest.mark.parametrize("broken", [("text: The running", "text: [The running"), ("argmap: 1\n", "# no more\n")])
def test_a_map_that_can_no_longer_be_read_is_told(repo: Repo, github: GitHub, broken: tuple[str, str]) -> None:
    github.comments = [earlier("old")]
    repo.branch("side", broken)
    done = review(repo, github)
    body = github.written[-1][2]
    assert "`map.yaml` could not be compared" in body and "Nothing is changed" not in body
    assert "::warning::'map.yaml' could not be compared" in done.stdout


def test_a_base_that_was_no_map_is_told(repo: Repo, github: GitHub) -> None:
    repo.change(("text: The running", "text: [The running"))
    repo.commit("broken")
    repo.branch("side", ("text: [The running", "text: The running"))
    assert review(repo, github).returncode == 0
    assert "`map.yaml` could not be compared" in github.written[-1][2]


def test_outside_a_repository_is_a_failure(tmp_path: Path) -> None:
    done = review(Repo(tmp_path))
    assert done.returncode == 2
    assert "::error::git cannot read the repository" in done.stdout


@pytest.mark.parametrize("files", ["mapz", "map.yaml\nmaps/none.yaml", "notes.yaml", ":(top)map.yaml"])
def test_a_name_of_nothing_fails(repo: Repo, files: str) -> None:
    (repo.folder / "notes.yaml").write_text("a: 1\n", encoding="utf-8")
    repo.commit("notes")
    done = review(repo, ARGMAP_FILES=files)
    assert done.returncode == 2
    assert "::error::The input 'files' names" in done.stdout


# --- what is compared ----------------------------------------------------------------------------------------------


def test_the_merge_that_github_tries_is_compared_with_its_first_parent(repo: Repo, tmp_path: Path) -> None:
    """Main went on since the branch began, and the event names where it was then; the checkout has one commit."""
    began = repo.git("rev-parse", "HEAD").stdout.strip()
    repo.branch("side", CHANGE)
    repo.git("checkout", "-q", "main")
    repo.change(("Ask the lawyers.", "Asked."))
    repo.commit("main goes on")
    repo.git("checkout", "-q", "--detach")
    repo.git("merge", "-q", "--no-ff", "--no-edit", "side")
    trial = repo.git("rev-parse", "HEAD").stdout.strip()
    repo.git("update-ref", "refs/pull/7/merge", trial)
    repo.git("config", "uploadpack.allowAnySHA1InWant", "true")
    clone = Repo(tmp_path / "clone")
    repo.git("init", "-q", str(clone.folder))
    clone.git("remote", "add", "origin", f"file://{repo.folder}")
    clone.git("fetch", "-q", "--depth=1", "origin", trial)
    clone.git("checkout", "-q", trial)
    at = {"GITHUB_SHA": trial, "GITHUB_REF": "refs/pull/7/merge", "ARGMAP_PULL_BASE": began}
    assert review(clone, **at).returncode == 0
    told = summary(clone).read_text(encoding="utf-8")
    assert "moved from agrees to mixed" in told and "Asked" not in told


def test_a_merge_of_the_branch_itself_is_compared_with_the_common_ancestor(repo: Repo) -> None:
    repo.branch("side", CHANGE)
    repo.branch("more", ("Ask the lawyers.", "Asked."), start="main")
    repo.git("checkout", "-q", "side")
    repo.git("merge", "-q", "--no-ff", "--no-edit", "more")
    assert review(repo, GITHUB_REF="refs/pull/7/merge", GITHUB_SHA="1" * 40).returncode == 0
    told = summary(repo).read_text(encoding="utf-8")
    assert "moved from agrees to mixed" in told and "Asked" in told


def test_a_shallow_checkout_is_deepened_to_the_common_ancestor(repo: Repo, tmp_path: Path) -> None:
    repo.branch("side", CHANGE)
    repo.git("checkout", "-q", "main")
    repo.change(("Ask the lawyers.", "Asked."))
    base = repo.commit("main goes on")
    repo.git("config", "uploadpack.allowAnySHA1InWant", "true")
    repo.git("clone", "-q", "--depth=1", "--branch=side", f"file://{repo.folder}", str(tmp_path / "clone"))
    clone = Repo(tmp_path / "clone")
    assert review(clone, ARGMAP_PULL_BASE=base).returncode == 0
    told = summary(clone).read_text(encoding="utf-8")
    assert "moved from agrees to mixed" in told and "Asked" not in told


@pytest.mark.parametrize(
    "file", ["--fix.yaml", "--output-file=x.yaml", "-o.yaml", ":!x.yaml", "`@ada`\n::error::.yaml"]
)
def test_a_file_name_is_no_option_pattern_or_command(tmp_path: Path, github: GitHub, file: str) -> None:
    repo = new_repo(tmp_path / "repo", file)
    before = repo.text
    repo.branch("side", CHANGE)
    changed = repo.text
    done = review(repo, github)
    assert done.returncode == 0, done.stderr
    assert "moved from agrees to mixed" in github.written[-1][2]
    assert repo.text == changed != before
    assert not repo.git("status", "--porcelain").stdout
    assert not [line for line in done.stdout.splitlines() if line.startswith("::error::")]


def test_nothing_is_imported_from_the_checkout(repo: Repo, tmp_path: Path) -> None:
    sprung = tmp_path / "sprung"
    for name in ("venv.py", "logging.py", "json.py", "yaml.py", "pip/__init__.py", "argmap/__init__.py", "git"):
        module = repo.folder / name
        module.parent.mkdir(exist_ok=True)
        module.write_text(f"open({str(sprung)!r}, 'w').write(__file__)\n", encoding="utf-8")
        module.chmod(0o755)
    repo.commit("modules")
    repo.branch("side", CHANGE)
    assert review_as_a_step(repo, PYTHONPATH=str(repo.folder)).returncode == 0
    assert "moved from agrees to mixed" in summary(repo).read_text(encoding="utf-8")
    assert not sprung.exists()


@pytest.mark.parametrize("settings", [".argmap.toml", "pyproject.toml"])
@pytest.mark.parametrize("way", ["settings", "link"])
def test_no_file_of_the_machine_is_told_as_the_copy_of_a_source(
    repo: Repo, github: GitHub, tmp_path: Path, settings: str, way: str
) -> None:
    """A quote that is nearly a line of a file is told with the line: the file must be one of the checkout."""
    (tmp_path / "machine").mkdir()
    (tmp_path / "machine" / "report.txt").write_text("The token is s3cr3tvalue and it opens all doors.\n")
    text = f"{'[tool.argmap]' if settings == 'pyproject.toml' else ''}\ncopies = {str(tmp_path / 'machine')!r}\n"
    if way == "settings":
        (repo.folder / settings).write_text(text, encoding="utf-8")
    else:
        (repo.folder / "report.txt").symlink_to(tmp_path / "machine" / "report.txt")
    repo.branch(
        "side",
        ("title: A report on tools", "title: A report on tools\n    copy: report.txt"),
        ("      - report", "      - source: report\n        quote: The token is X and it opens all doors."),
    )
    found = repo.argmap("check", "map.yaml").stdout
    assert ("s3cr3tvalue" in found) == (way == "settings"), "one's own settings count"
    done = review(repo, github)
    told = done.stdout + done.stderr + summary(repo).read_text(encoding="utf-8") + github.written[-1][2]
    assert "s3cr3tvalue" not in told
    assert "1 quotation: 1 not checked" in done.stdout


def test_copies_of_the_checkout_are_read(repo: Repo) -> None:
    (repo.folder / "sources").mkdir()
    (repo.folder / "sources" / "report.txt").write_text("The report says that tools are useful.\n")
    (repo.folder / ".argmap.toml").write_text('copies = "sources"\n', encoding="utf-8")
    repo.branch(
        "side",
        ("title: A report on tools", "title: A report on tools\n    copy: report.txt"),
        ("      - report", "      - source: report\n        quote: The report says that tools are used."),
    )
    done = review(repo)
    assert done.returncode == 1 and "AM401" in done.stdout


def test_a_deleted_map_is_told_also_when_it_was_the_last(repo: Repo, github: GitHub) -> None:
    repo.git("checkout", "-q", "-b", "side")
    (repo.folder / "notes.yaml").write_text("a: 1\n", encoding="utf-8")
    repo.map.unlink()
    repo.commit("delete")
    done = review(repo, github)
    assert done.returncode == 0 and "No argument maps here." in done.stdout
    told = summary(repo).read_text(encoding="utf-8")
    assert told == "### map.yaml since the base: deleted, with 5 claims\n\n"


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


def test_a_renamed_map_alone_is_told(repo: Repo, github: GitHub) -> None:
    repo.git("checkout", "-q", "-b", "side")
    repo.git("mv", "map.yaml", "debate.yaml")
    repo.commit("rename")
    assert review(repo, github, GITHUB_BASE_REF="main").returncode == 0
    told = MARK.sub("", github.written[-1][2])
    assert told == "### debate.yaml since main: renamed from map.yaml, no changes\n"


def test_the_base_is_named_and_new_findings_lead_to_their_lines(repo: Repo, github: GitHub) -> None:
    repo.branch("side", ("      - dependence -> sign", "      - nothing -> sign"))
    review(repo, github, GITHUB_BASE_REF="main", GITHUB_SERVER_URL="https://git.example")
    body = github.written[-1][2]
    head = repo.git("rev-parse", "HEAD").stdout.strip()
    assert "### map.yaml since main: 2 changes" in body
    assert f"New error in [line 28](https://git.example/ada/debates/blob/{head}/map.yaml#L28)" in body


def drawn(repo: Repo, pages: Path, **inputs: str) -> list[str]:
    """What the step that draws says to the next one."""
    outputs = pages.parent / "outputs"
    outputs.write_text("", encoding="utf-8")
    done = review(repo, None, "draw", ARGMAP_PAGES=str(pages), GITHUB_OUTPUT=str(outputs), **inputs)
    assert (done.returncode, done.stderr) == (0, "")
    return outputs.read_text(encoding="utf-8").splitlines()


def test_a_page_with_pictures_is_an_artifact_that_the_comment_links(
    repo: Repo, github: GitHub, tmp_path: Path
) -> None:
    repo.branch("side", CHANGE)
    said, name = drawn(repo, tmp_path / "pages")
    assert said == "drawn=true" and re.fullmatch("name=argmap-changes-[0-9a-f]{16}", name)
    (page,) = (tmp_path / "pages").iterdir()
    assert page.name == "1-map.html" and "<svg" in page.read_text(encoding="utf-8")
    review(repo, github, ARGMAP_PICTURE="https://git.example/runs/1/artifacts/2")
    body = github.written[-1][2]
    assert "[All changes on a page, with pictures](https://git.example/runs/1/artifacts/2)" in body
    assert "```mermaid\n" in body


@pytest.mark.parametrize("base", ["", "5" * 40, "main"])
def test_nothing_is_drawn_without_changes_or_base(repo: Repo, tmp_path: Path, base: str) -> None:
    assert drawn(repo, tmp_path / "pages", ARGMAP_PULL_BASE=base)[0] == "drawn=false"


def test_the_first_push_has_nothing_to_compare_with(repo: Repo) -> None:
    done = review(repo, ARGMAP_PULL_BASE="0" * 40)
    assert done.returncode == 0 and not summary(repo).exists()


def test_many_changed_maps_fit_one_comment(repo: Repo, github: GitHub) -> None:
    repo.git("checkout", "-q", "-b", "side")
    for number in range(25):
        (repo.folder / f"m{number}.yaml").write_text(MAP, encoding="utf-8")
    repo.commit("many")
    review(repo, github)
    body = github.written[-1][2]
    assert len(body) <= 65_536
    assert "… and 5 more maps changed." in body


def test_the_action_passes_inputs_by_environment_only() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    assert action["runs"]["using"] == "composite"
    uses = [step["uses"] for step in action["runs"]["steps"] if "uses" in step]
    assert all(re.search("@[0-9a-f]{40}$", one) for one in uses), "a tag can be moved"
    for step in action["runs"]["steps"]:
        if "run" in step:
            assert "${{" not in step["run"], "an input in a script can run as code"
            assert step["working-directory"] == "${{ github.action_path }}", "the checkout would be imported from"
            for line in step["run"].splitlines():
                command = re.search(r'(python|PYTHON)" (.*)', line)
                assert command is None or "-I " in command[2]


def test_the_action_pins_all_that_argmap_needs() -> None:
    pinned = {}
    for line in (ROOT / "action/constraints.txt").read_text(encoding="utf-8").splitlines():
        name, version = line.split("==")
        pinned[canonicalize_name(name)] = version
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = re.findall(r'"\.\[([a-z,]+)\]"', (ROOT / "action.yml").read_text(encoding="utf-8"))
    assert extras == ["pdf"], "copies of sources may be PDF files"
    wanted = [*project["dependencies"], *project["optional-dependencies"]["pdf"]]
    assert len(wanted) >= 5
    for one in map(Requirement, wanted):
        version = pinned.get(canonicalize_name(one.name))
        assert version and one.specifier.contains(version), f"pin {one} in action/constraints.txt, with what it needs"


def test_the_hooks_name_commands_that_exist() -> None:
    from argmap.cli.main import COMMANDS

    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert {hook["entry"].split()[1] for hook in hooks} <= set(COMMANDS)
    assert all(hook["language"] == "python" for hook in hooks)
    assert all(hook["args"][-1] == "--" for hook in hooks), "a file name could be an option"
