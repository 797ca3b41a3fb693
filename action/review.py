"""The steps of the GitHub Action: check the maps, tell what changed, comment where the token allows it.

Reads its inputs from ``ARGMAP_*`` and GitHub's own environment variables. The step summary is written first, so
that a token that may not comment (a pull request from a fork) costs nothing but the comment. Uses nothing but
Python and the ``argmap`` and ``git`` commands.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

MARK = "<!-- argmap review -->"
"""Begins our comment, so that the next push finds it and changes it in place."""

NOTHING = "Nothing is changed in the maps any more.\n"

MOST_CHARACTERS = 65_536
MOST_MAPS_TOLD = 20


def main() -> int:
    """Return what ``argmap check`` returned."""
    files = maps()
    told = changes(files)
    if told:
        add_to_summary(told)
    comment(told)
    if not files:
        sys.stdout.write("No argument maps here.\n")
        return 0
    return check(files)


def maps() -> list[str]:
    """The maps to look at: those asked for, or the repository's YAML files with a line that begins ``argmap:``."""
    listed = output("git", "ls-files", "-z", "--", *asked_for())
    found = [name for name in listed.split("\0") if name.endswith((".yaml", ".yml"))]
    return [name for name in found if is_map(Path(name))]


def asked_for() -> list[str]:
    """The files and folders to look at, as git names them."""
    asked = [line.strip() for line in os.environ.get("ARGMAP_FILES", "").splitlines() if line.strip()]
    return [f":(top){one}" for one in map(plain, asked)] or ["*.yaml", "*.yml"]


def deleted_maps(base: str) -> list[str]:
    """The maps of the base that are gone now, and were not renamed."""
    command = ("git", "diff", "--name-only", "--diff-filter=D", "--find-renames", "-z", base, "HEAD", "--")
    names = [name for name in output(*command, *asked_for()).split("\0") if name.endswith((".yaml", ".yml"))]
    return [name for name in names if is_map_text(output("git", "show", f"{base}:{name}"))]


def is_map_text(text: str) -> bool:
    """Whether a line begins with ``argmap:``."""
    return any(line.startswith("argmap:") for line in text.splitlines())


def plain(name: str) -> str:
    """A path without a leading ``./``, which would keep annotations from being shown."""
    return name.removeprefix("./")


def is_map(file: Path) -> bool:
    """Whether the file has a line that begins with ``argmap:``."""
    return file.is_file() and any(line.startswith(b"argmap:") for line in file.read_bytes().splitlines())


def changes(files: list[str]) -> str:
    """What changed in the maps since the base, as Markdown for one comment; empty when nothing did."""
    base = os.environ.get("ARGMAP_BASE", "")
    if not base:
        return ""
    if not output("git", "rev-parse", "--verify", "--quiet", f"{base}^{{commit}}"):
        subprocess.run(["git", "fetch", "--quiet", "--depth=1", "origin", base], check=False)
    common = output("git", "merge-base", base, "HEAD").strip() or base
    names = output("git", "diff", "--name-only", "-z", common, "HEAD").split("\0")
    changed = [*(name for name in files if name in names), *deleted_maps(common)]
    room = (MOST_CHARACTERS - 500) // max(1, min(len(changed), MOST_MAPS_TOLD))
    parts = [diff(common, name, room) for name in changed[:MOST_MAPS_TOLD]]
    if len(changed) > MOST_MAPS_TOLD:
        parts.append(f"… and {len(changed) - MOST_MAPS_TOLD} more maps changed.\n")
    return "\n".join(part for part in parts if part)


def diff(base: str, name: str, room: int) -> str:
    """What changed in one map; empty when no field did."""
    done = run("argmap", "diff", "--format", "markdown", "--max-characters", str(room), f"{base}..HEAD", name)
    if done.returncode == 2:
        sys.stderr.write(done.stderr)
    return done.stdout if done.returncode == 1 else ""


def check(files: list[str]) -> int:
    """Annotate the findings and return the exit code."""
    fail_on = os.environ.get("ARGMAP_FAIL_ON") or "warning"
    return subprocess.run(
        ["argmap", "check", "--format", "github", "--fail-on", fail_on, *files], check=False
    ).returncode


def add_to_summary(told: str) -> None:
    """Write to the step summary."""
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary:
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(f"{told}\n")
    else:
        sys.stdout.write(f"{told}\n")


def comment(told: str) -> None:
    """Write our comment on the pull request, or change the one that is there; say so when the token may not.

    Where there is nothing to tell, only a comment of an earlier push is changed: it would be wrong now.
    """
    pull, token = os.environ.get("ARGMAP_PULL"), os.environ.get("ARGMAP_TOKEN")
    if os.environ.get("ARGMAP_COMMENT") != "true" or not pull or not token:
        return
    repository = f"{os.environ['GITHUB_API_URL']}/repos/{os.environ['GITHUB_REPOSITORY']}"
    body = {"body": f"{MARK}\n{told or NOTHING}"}
    try:
        ours = earlier_comment(f"{repository}/issues/{pull}/comments", token)
        if ours:
            ask("PATCH", f"{repository}/issues/comments/{ours}", token, body)
        elif told:
            ask("POST", f"{repository}/issues/{pull}/comments", token, body)
    except (urllib.error.URLError, TimeoutError) as error:
        why = f"HTTP {error.code}" if isinstance(error, urllib.error.HTTPError) else "no answer"
        said = f"argmap could not comment on the pull request ({why}); the step summary has the changes."
        sys.stdout.write(f"::notice::{said}\n")
        sys.stdout.flush()


def earlier_comment(address: str, token: str) -> int | None:
    """The id of the comment that an earlier run wrote, among the first thousand."""
    for page in range(1, 11):
        found = ask("GET", f"{address}?per_page=100&page={page}", token)
        for one in found:
            if str(one.get("body", "")).startswith(MARK) and one.get("user", {}).get("type") == "Bot":
                return int(one["id"])
        if len(found) < 100:
            return None
    return None


def ask(method: str, address: str, token: str, body: dict[str, str] | None = None) -> list[dict[str, object]]:
    """One request to GitHub's REST interface."""
    data = None if body is None else json.dumps(body).encode()
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/vnd.github+json"}
    request = urllib.request.Request(address, data=data, headers=headers, method=method)
    with urllib.request.urlopen(request, timeout=30) as answer:
        found = json.load(answer)
    return found if isinstance(found, list) else [found]


def output(*command: str) -> str:
    """What a command writes; nothing when it fails."""
    done = run(*command)
    return done.stdout if done.returncode == 0 else ""


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a command and keep what it writes."""
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


if __name__ == "__main__":
    sys.exit(main())
