"""The steps of the GitHub Action: check the maps, tell what changed, comment where the token allows it; and before,
when it is called with ``draw``, the page with pictures of the changes.

Reads its inputs from ``ARGMAP_*`` and GitHub's own environment variables, and is run isolated (``python -P -I``) in
the Action's own folder: the checkout, ``GITHUB_WORKSPACE``, may be anybody's. The summary of the job comes first, so
that a token that may not comment (a pull request from a fork) costs nothing but the comment. "Nothing is changed" is
said only when both sides were read.

Exit code: that of ``argmap check``; 2 when the maps cannot be found.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

NOTHING = "Nothing is changed in the maps any more.\n"
EARLIER = "<!-- what an earlier push changed -->\n"
"""Stands before the account of an earlier push that is kept because this one could not be compared."""

MOST_CHARACTERS = 65_536
MOST_MAPS_TOLD = 20
MOST_WORDS_OF_OTHERS = 300
"""Characters of a file name or a refusal that are told."""

MOST_LINES = 7
"""Lines of all maps together before the rest is folded, as far as each map has one."""

PAGES = 20
"""Pages of a hundred comments that are searched for ours."""


class CannotRun(Exception):
    """The maps cannot be found; the sentence says what to do."""


@dataclass
class Account:
    """What is told of the changes: a section for each changed map, and what could not be compared."""

    told: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    compared: bool = False
    """Whether there was a base to compare with, and it was read."""

    def text(self) -> str:
        """Both as Markdown; empty when there is nothing to tell."""
        warning = "".join(f"> [!WARNING]\n> {sentence}\n\n" for sentence in self.unread)
        return warning + "\n".join(self.told)


def main(step: str = "review") -> int:
    """Return what ``argmap check`` returned; for the step ``draw`` 0."""
    if step == "draw":
        draw()
        return 0
    try:
        base, why_not = base_commit()
        files = maps(base)
        account = changes(files, base, why_not)
    except CannotRun as failure:
        say("error", str(failure))
        return 2
    if account.text():
        add_to_summary(account.text())
    for sentence in account.unread:
        say("warning", plain(sentence))
    comment(account)
    if not files:
        sys.stdout.write("No argument maps here.\n")
        return 0
    return check(files, base)


# --- which maps ----------------------------------------------------------------------------------------------------


def maps(base: str | None) -> list[str]:
    """The maps to look at: those asked for, or the repository's YAML files with a line that begins ``argmap:``.

    Raises CannotRun for a name of which neither the checkout nor the base has anything.
    """
    found: list[str] = []
    for one in asked_for():
        here = listed(one)
        if not here and not (base and git("ls-tree", "-r", "--name-only", "-z", base, "--", one)):
            raise CannotRun(f"The input 'files' names {one!r}, and the repository has no such file or folder.")
        if one in here and not is_map(one) and not (base and is_map_text(at(base, one))):
            raise CannotRun(
                f"The input 'files' names {one!r}, which is not an argument map: no line begins with 'argmap:'."
            )
        found += here
    if not asked_for():
        found = [name for name in git("ls-files", "-z").split("\0") if name]
    return [name for name in dict.fromkeys(found) if is_yaml(name) and is_map(name)]


def asked_for() -> list[str]:
    """The files and folders of the input, as git names them."""
    lines = (line.strip() for line in os.environ.get("ARGMAP_FILES", "").splitlines())
    return [line.removeprefix("./").rstrip("/") or "." for line in lines if line]


def listed(name: str) -> list[str]:
    """The files that git has at a path, which is a file or a folder."""
    return [one for one in git("ls-files", "-z", "--", name).split("\0") if one]


def is_asked_for(name: str) -> bool:
    """Whether the input names a file or a folder around it."""
    asked = asked_for()
    return not asked or any(one == "." or name == one or name.startswith(f"{one}/") for one in asked)


def is_yaml(name: str) -> bool:
    """Whether the name is that of a YAML file."""
    return name.endswith((".yaml", ".yml"))


def is_map(name: str) -> bool:
    """Whether a plain file of the checkout has a line that begins with ``argmap:``."""
    file = workspace() / name
    return file.is_file() and not file.is_symlink() and is_map_text(file.read_bytes().decode(errors="replace"))


def is_map_text(text: str) -> bool:
    """Whether a line begins with ``argmap:``."""
    return re.search(r"^\ufeff?argmap:", text, re.MULTILINE) is not None


# --- what changed --------------------------------------------------------------------------------------------------


def base_commit() -> tuple[str | None, str]:
    """The commit to compare with, or None and why there is none; nothing when none was asked for.

    A merge that GitHub made to try the pull request is compared with its first parent, which is the base as it is
    now; anything else with what it has in common with the base.
    """
    named, pull = os.environ.get("ARGMAP_BASE", ""), os.environ.get("ARGMAP_PULL_BASE", "")
    base = named or pull
    if not base or set(base) == {"0"}:  # the first push of a branch has a base of zeros
        return None, ""
    if not named and is_trial_merge():
        fetch("--depth=2", os.environ["GITHUB_SHA"], unless="HEAD^1")
        if first := commit("HEAD^1"):
            return first, ""
    fetch("--depth=1", base, unless=base)
    found = commit(base) or commit(f"origin/{base}")
    if found is None:
        return None, f"The base {code(base[:60])} cannot be fetched, so nothing was compared with it."
    common = merge_base(found)
    if common is None and git("rev-parse", "--is-shallow-repository").strip() == "true":
        run("git", "fetch", "--quiet", "--unshallow", "origin")
        common = merge_base(found)
    if common is None:
        why = "shares no commit with the checkout, so nothing was compared with it"
        return None, f"The base {code(base[:60])} {why}. Check out with `fetch-depth: 0`."
    return common, ""


def is_trial_merge() -> bool:
    """Whether the checkout is GitHub's own merge of the pull request into its base."""
    trial = re.fullmatch(r"refs/pull/\d+/merge", os.environ.get("GITHUB_REF", ""))
    return bool(trial) and commit("HEAD") == os.environ.get("GITHUB_SHA") and is_merge("HEAD")


def is_merge(revision: str) -> bool:
    """Whether a commit has several parents, whether or not they were fetched."""
    head = git("cat-file", "commit", revision).split("\n\n", 1)[0]
    return len(re.findall(r"^parent ", head, re.MULTILINE)) > 1


def fetch(depth: str, revision: str, unless: str) -> None:
    """Fetch a revision, unless one that needs it is there."""
    if commit(unless) is None:
        run("git", "fetch", "--quiet", depth, "origin", "--end-of-options", revision)


def commit(revision: str) -> str | None:
    """The id of the commit that a revision names, None when it is not there."""
    done = run("git", "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    return done.stdout.strip() or None if done.returncode == 0 else None


def merge_base(revision: str) -> str | None:
    """The best common ancestor with what is checked out."""
    done = run("git", "merge-base", revision, "HEAD")
    return done.stdout.split("\n")[0] or None if done.returncode == 0 else None


def changes(files: list[str], base: str | None, why_not: str) -> Account:
    """What changed in the maps since the base."""
    account = Account(compared=base is not None)
    if base is None:
        account.unread += [why_not] if why_not else []
        return account
    changed = changed_maps(files, base)
    many = max(1, min(len(changed), MOST_MAPS_TOLD))
    room, lines = (MOST_CHARACTERS - 3_000) // many, max(1, MOST_LINES // many)
    for name in changed[:MOST_MAPS_TOLD]:
        tell(name, base, (room, lines), account)
    if len(changed) > MOST_MAPS_TOLD:
        account.told.append(f"… and {len(changed) - MOST_MAPS_TOLD} more maps changed.\n")
    if account.told and (picture := os.environ.get("ARGMAP_PICTURE", "")):
        account.told.append(f"[All changes on a page, with pictures]({link(picture)})\n")
    return account


def draw() -> None:
    """Write the page of the changed maps into the folder that the Action uploads, and say whether there is one.

    A map that cannot be read or drawn is left out: the review says why.
    """
    folder = Path(os.environ["ARGMAP_PAGES"])
    drawn = False
    try:
        base, _ = base_commit()
        changed = changed_maps(maps(base), base) if base is not None else []
    except CannotRun:
        base, changed = None, []
    folder.mkdir(parents=True, exist_ok=True)
    for number, name in enumerate(changed[:MOST_MAPS_TOLD], 1):
        page = folder / f"{number}-{re.sub('[^A-Za-z0-9-]+', '-', Path(name).stem)[:60]}.html"
        options = ("--format", "html", "--base-name", base_name(), "--output", str(page))
        drawn = argmap("diff", *options, "--", f"{base}..HEAD", name).returncode == 1 or drawn
    with Path(os.environ["GITHUB_OUTPUT"]).open("a", encoding="utf-8") as outputs:
        outputs.write(f"drawn={'true' if drawn else 'false'}\nname=argmap-changes-{job_id()}\n")


def changed_maps(files: list[str], base: str) -> list[str]:
    """The maps that are not as they were: changed, new, gone, or no maps any more."""
    rows = git("diff-tree", "-r", "-z", "--find-renames", "--name-status", base, "HEAD").split("\0")
    found, fields = [], iter(rows)
    for status in fields:
        if not status:
            break
        old = next(fields)
        name = next(fields) if status[0] in "RC" else old
        if is_yaml(name) and is_asked_for(name) and (name in files or is_map_text(at(base, old))):
            found.append(name)
    return found


def at(revision: str, name: str) -> str:
    """What a file holds at a revision; nothing when it is not there."""
    done = run("git", "cat-file", "blob", f"{revision}:{name}")
    return done.stdout if done.returncode == 0 else ""


def tell(name: str, base: str, limits: tuple[int, int], account: Account) -> None:
    """Add what changed in one map, nothing when no field did, or that it could not be read.

    ``limits`` are the most characters and the most lines before the rest is folded.
    """
    options = ["--format", "markdown", "--base-name", base_name()]
    options += ["--max-characters", str(limits[0]), "--lines", str(limits[1])]
    if address := address_of(name):
        options += ["--address", address]
    done = argmap("diff", *options, "--", f"{base}..HEAD", name)
    if done.returncode == 1 or (done.returncode == 0 and "renamed from" in done.stdout):
        account.told.append(done.stdout)
    elif done.returncode != 0:
        why = (done.stderr.strip().splitlines() or ["no reason was given"])[0]
        account.unread.append(f"{code(name)} could not be compared: {code(why)}")


def base_name() -> str:
    """What to call the base: the branch that the pull request is for, or the revision that was asked for."""
    return os.environ.get("ARGMAP_BASE") or os.environ.get("GITHUB_BASE_REF") or "the base"


def address_of(name: str) -> str:
    """The web address of a file as it is checked out, for links to its lines; empty outside of GitHub."""
    server, repository = os.environ.get("GITHUB_SERVER_URL", ""), os.environ.get("GITHUB_REPOSITORY", "")
    head = commit("HEAD")
    if not server or not repository or not head:
        return ""
    return f"{server}/{repository}/blob/{head}/{urllib.parse.quote(name, errors='surrogateescape')}"


def link(address: str) -> str:
    """A web address as the target of a Markdown link."""
    return urllib.parse.quote(address, safe=":/?&=#%")


def check(files: list[str], base: str | None) -> int:
    """Annotate the findings that the base does not have, list all in the log, and return the exit code, which is for
    all. Where the base has no map to compare with, all are annotated."""
    fail_on = os.environ.get("ARGMAP_FAIL_ON") or "warning"
    new = argmap("check", "--format=github", f"--new-since={base}", "--fail-on=never", "--", *files) if base else None
    if new is None or new.returncode != 0:
        return shown(argmap("check", "--format=github", f"--fail-on={fail_on}", "--", *files))
    sys.stdout.write("New findings:\n")
    shown(new)
    sys.stdout.write("All findings:\n")
    code = shown(argmap("check", f"--fail-on={fail_on}", "--suggestions", "--", *files))
    if code == 1 and not re.search("^::(error|warning) ", new.stdout, re.MULTILINE):
        say("notice", "What fails here was there before this change. The log lists it.")
    return code


def shown(done: subprocess.CompletedProcess[str]) -> int:
    """Print what a command printed, and return its exit code."""
    sys.stdout.write(done.stdout)
    sys.stdout.flush()
    sys.stderr.write(done.stderr)
    return done.returncode


# --- telling it ----------------------------------------------------------------------------------------------------


def add_to_summary(told: str) -> None:
    """Write to the summary of the job."""
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary:
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(f"{told}\n")
    else:
        sys.stdout.write(f"{told}\n")


def mark() -> str:
    """Begins our comment, so that the next push finds it and changes it in place: another for each job, each of its
    variants and each choice of files, as one would take the other's comment else."""
    return f"<!-- argmap review {job_id()} -->"


def job_id() -> str:
    """Tells the jobs of a run apart, with their variants and choices of files."""
    names = ("GITHUB_WORKFLOW", "GITHUB_JOB", "ARGMAP_MATRIX", "ARGMAP_FILES")
    told = json.dumps([os.environ.get(name, "") for name in names])
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def comment(account: Account) -> None:
    """Write our comment on the pull request, or change the one that is there; say so when the token may not.

    Where nothing is changed, only a comment of an earlier push is changed: it would be wrong now. Where nothing could
    be compared, the account of an earlier push stays, and the comment says so.
    """
    pull, token = os.environ.get("ARGMAP_PULL"), os.environ.get("ARGMAP_TOKEN")
    if os.environ.get("ARGMAP_COMMENT") != "true" or not pull or not token:
        return
    repository = f"{os.environ['GITHUB_API_URL']}/repos/{os.environ['GITHUB_REPOSITORY']}"
    try:
        ours = earlier_comment(int(pull), token)
        body = comment_body(account, ours)
        if ours and body:
            ask("PATCH", f"{repository}/issues/comments/{ours['databaseId']}", token, {"body": body})
        elif body:
            ask("POST", f"{repository}/issues/{pull}/comments", token, {"body": body})
    except (urllib.error.URLError, TimeoutError, ValueError, LookupError, TypeError) as error:
        why = f"HTTP {error.code}" if isinstance(error, urllib.error.HTTPError) else "no answer that it understands"
        say(
            "notice", f"argmap could not comment on the pull request ({why}); the summary of the job has the changes."
        )


def comment_body(account: Account, ours: dict[str, Any] | None) -> str:
    """The comment as it is to be; empty when none is to be written."""
    told = account.text()
    if ours and not account.compared:
        before = str(ours["body"]).removeprefix(mark()).lstrip("\n")
        told = f"{told}{EARLIER}{before.split(EARLIER)[-1]}" if told else ""
    elif ours and not told:
        told = NOTHING
    return f"{mark()}\n{told}"[:MOST_CHARACTERS] if told else ""


_COMMENTS = """\
query($owner: String!, $name: String!, $pull: Int!, $after: String) {
  viewer { login }
  repository(owner: $owner, name: $name) {
    pullRequest(number: $pull) {
      comments(first: 100, after: $after) {
        nodes { databaseId body viewerDidAuthor author { login } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}
"""


def earlier_comment(pull: int, token: str) -> dict[str, Any] | None:
    """The comment that an earlier run wrote with the same kind of token, whoever that is; nobody else's counts."""
    owner, name = os.environ["GITHUB_REPOSITORY"].split("/")
    given: dict[str, Any] = {"owner": owner, "name": name, "pull": pull, "after": None}
    for _ in range(PAGES):
        answer = ask("POST", os.environ["GITHUB_GRAPHQL_URL"], token, {"query": _COMMENTS, "variables": given})
        viewer = answer["data"]["viewer"]["login"].removesuffix("[bot]")
        comments = answer["data"]["repository"]["pullRequest"]["comments"]
        for one in comments["nodes"]:
            by_us = one["viewerDidAuthor"] or (one["author"] or {}).get("login") == viewer
            if by_us and one["body"].startswith(mark()):
                return dict(one)
        if not comments["pageInfo"]["hasNextPage"]:
            return None
        given["after"] = comments["pageInfo"]["endCursor"]
    return None


def ask(method: str, address: str, token: str, body: dict[str, Any]) -> Any:
    """One request to GitHub's REST or GraphQL interface."""
    headers = {
        "Authorization": f"Bearer {token}",
        "Accept": "application/vnd.github+json",
        "Content-Type": "application/json",
    }
    request = urllib.request.Request(address, data=json.dumps(body).encode(), headers=headers, method=method)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def say(kind: str, sentence: str) -> None:
    """A workflow command: an annotation of the run."""
    escaped = sentence.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    sys.stdout.write(f"::{kind}::{escaped}\n")
    sys.stdout.flush()


def code(words: str) -> str:
    """Words of others as code on one short line of Markdown, where they ping nobody and link nowhere."""
    cut = words if len(words) <= MOST_WORDS_OF_OTHERS else f"{words[:MOST_WORDS_OF_OTHERS]}…"
    shown = re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", "\ufffd", cut)
    fence = "`" * (max(map(len, re.findall("`+", shown)), default=0) + 1)
    return f"{fence} {shown} {fence}" if "`" in shown else f"`{shown}`"


def plain(markdown: str) -> str:
    """A sentence of ours without the signs of code around the words of others."""
    return markdown.replace("`", "'")


# --- running -------------------------------------------------------------------------------------------------------


def workspace() -> Path:
    """The folder of the checkout."""
    return Path(os.environ.get("GITHUB_WORKSPACE") or Path.cwd())


def argmap(*args: str) -> subprocess.CompletedProcess[str]:
    """Run argmap in the checkout, importing nothing from it and reading copies of sources only there: a quote that is
    nearly a line of a file is told with that line."""
    os.environ["ARGMAP_COPIES_WITHIN"] = str(workspace())
    return run(sys.executable, "-P", "-I", "-m", "argmap", *args)


def git(*args: str) -> str:
    """What git says of the checkout. Raises CannotRun when it says nothing for a fault."""
    done = run("git", "--literal-pathspecs", *args)
    if done.returncode != 0:
        why = (done.stderr.strip().splitlines() or ["no reason was given"])[0]
        raise CannotRun(f"git cannot read the repository ({why}). Run actions/checkout before.")
    return done.stdout


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a command in the checkout and keep what it writes."""
    return subprocess.run(
        command, cwd=workspace(), capture_output=True, encoding="utf-8", errors="replace", check=False
    )


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
