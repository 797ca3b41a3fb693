"""Tools that some tests need. A missing one skips the test on a developer's machine and fails it in CI."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path

import pytest

from argmap.io.typst.typeset import other_families


def in_ci() -> bool:
    """Whether a missing tool is a fault."""
    return os.environ.get("CI", "").lower() not in {"", "0", "false"}


def argdown() -> str | None:
    """Argdown's own command line, as ``.ci/run`` installs it or on the path."""
    local = Path(__file__).resolve().parents[1] / ".node" / "node_modules" / ".bin" / "argdown"
    return shutil.which(str(local)) or shutil.which("argdown")


def _command(*names: str) -> Callable[[], bool]:
    return lambda: any(map(shutil.which, names))


def _module(name: str) -> Callable[[], bool]:
    return lambda: find_spec(name) is not None


def _package(name: str) -> Callable[[], bool]:
    def is_here() -> bool:
        try:
            return bool(distribution(name))
        except PackageNotFoundError:
            return False

    return is_here


TOOLS: Mapping[str, Callable[[], bool]] = {
    "_testcapi": _module("_testcapi"),
    "argdown": lambda: argdown() is not None,
    "atheris": _module("atheris"),
    "axe": _package("axe-playwright-python"),
    "bash": _command("bash"),
    "chromium": _command("chromium", "chromium-browser", "google-chrome"),
    "clingo": _module("clingo"),
    "docx": _module("docx"),
    "dot": _command("dot"),
    "fish": _command("fish"),
    "fonts": lambda: {"Noto Sans Arabic", "Noto Sans CJK SC"} <= {*other_families()},
    "git": _command("git"),
    "import-linter": _module("importlinter"),
    "jsonschema": _module("jsonschema"),
    "libreoffice": _command("soffice", "libreoffice"),
    "man": _command("man"),
    "neovim": _command("nvim"),
    "node": _command("node"),
    "pandoc": _command("pandoc"),
    "pdfinfo": _command("pdfinfo"),
    "pdftotext": _command("pdftotext"),
    "pikepdf": _module("pikepdf"),
    "pypdf": _module("pypdf"),
    "resvg": _module("resvg_py"),
    "rsvg": _command("rsvg-convert"),
    "strace": _command("strace"),
    "tmux": _command("tmux"),
    "typst": _module("typst"),
    "zsh": _command("zsh"),
}
"""Each tool, and whether it is here. ``.ci/run`` installs every one of them."""


def require(tool: str) -> None:
    """Ends the test here when ``tool`` is missing. ``@pytest.mark.needs(tool)`` does this before a test begins."""
    if not TOOLS[tool]():
        (pytest.fail if in_ci() else pytest.skip)(f"needs {tool}, which is not here; .ci/run installs it")
