"""Trying a merge driver: git merges with it, in a repository made for it, started as by a program without a shell."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from pathlib import Path

from argmap.io.git.read import environment, program

LONGEST = 60
"""Seconds that the driver may take for a map of three claims."""

_BASE = """\
argmap: 1
title: Whether the driver runs
claims:
  a:
    text: One claim.
"""
_OURS = "  b:\n    text: A claim that one side adds.\n"
_THEIRS = "  c:\n    text: A claim that the other side adds in the same place.\n"


def fault_of(driver: str) -> str | None:
    """What goes wrong when git merges with this driver line, in a sentence; None when it merges.

    Two sides add a claim in one place, which git by itself leaves as a conflict. The search path is that of the
    system, without what a shell's start-up files add, as for git in a graphical program or in a hook.
    """
    with tempfile.TemporaryDirectory(prefix="argmap-try-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        try:
            for args in (("init", "-q"), ("config", "merge.argmap.driver", driver)):
                _git(folder, *args)
            _git(folder, "fast-import", "--quiet", data=_history())
            _git(folder, "checkout", "-q", "--detach", "ours")
            merged = _git(folder, "merge", "-q", "--no-commit", "theirs", check=False)
        except subprocess.TimeoutExpired:
            return f"It took longer than {LONGEST} seconds to merge a sample."
        except subprocess.CalledProcessError as error:
            return f"Git could not try it on a sample: {_said(error.stderr)}"
        text = (folder / "map.yaml").read_text(encoding="utf-8")
    if merged.returncode == 0 and all(words in text for words in (_OURS, _THEIRS)):
        return None
    return f"It did not merge a sample: {_said(merged.stderr)}"


def _history() -> bytes:
    """A stream for git-fast-import(1): a map, and two branches that each add a claim to it."""
    files = {"base": _BASE, "ours": _BASE + _OURS, "theirs": _BASE + _THEIRS}
    return "".join(_commit(branch, text) for branch, text in files.items()).encode()


def _commit(branch: str, text: str) -> str:
    parent = "" if branch == "base" else "from refs/heads/base\n"
    who = "committer argmap <argmap@example.org> 0 +0000\ndata 0\n"
    files = (_inline(".gitattributes", "map.yaml merge=argmap"), _inline("map.yaml", text))
    return f"commit refs/heads/{branch}\n{who}{parent}{''.join(files)}\n"


def _inline(name: str, text: str) -> str:
    return f"M 100644 inline {name}\ndata {len(text.encode())}\n{text}\n"


def _git(folder: Path, *args: str, data: bytes = b"", check: bool = True) -> subprocess.CompletedProcess[bytes]:
    who = ("-c", "user.name=argmap", "-c", "user.email=argmap@example.org", "-c", "core.autocrlf=false")
    return subprocess.run(
        [program(), *who, *args],
        cwd=folder,
        env=_bare_environment(),
        input=data,
        capture_output=True,
        check=check,
        timeout=LONGEST,
    )


def _bare_environment() -> dict[str, str]:
    kept = {name: value for name, value in environment().items() if not name.startswith(("GIT_", "PYTHON"))}
    alone = {
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CEILING_DIRECTORIES": tempfile.gettempdir(),
    }
    path = {} if os.name == "nt" else {"PATH": os.defpath}
    return {**kept, **alone, **path}


def _said(data: bytes) -> str:
    """The first line that a program wrote to standard error, as the end of a sentence, without the shell line that
    some shells repeat in it."""
    lines = [line for line in data.decode(errors="replace").splitlines() if line.strip()]
    first = re.sub(r"^.*\besac: (line )?\d+: ", "", lines[0]) if lines else "no reason given"
    return f"{first.removeprefix('fatal: ').rstrip('.')}."
