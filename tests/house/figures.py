"""How the code base is built, in figures: ``python tests/house/figures.py``.

The first table counts the package: files, lines, files that one other file imports, circles of imports, class names
of several meanings, private parts of other packages. The second counts the files that work is passed through: those
of which a function is called while a command runs, or while the editor answers one key.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from statistics import median

import grimp

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.house.source import FILES, PACKAGE, ROOT, name_of
from tests.house.test_names import class_files
from tests.house.test_private import foreign_attributes, imported_privates, inherited_privates

MAP = """\
argmap: 1
title: Two claims
claims:
  one:
    text: The first claim.
  two:
    text: The second claim.
    supports:
      - one
"""
OURS = MAP.replace("first claim", "first claim, as we put it")
THEIRS = MAP + "  three:\n    text: The third claim.\n    objects_to:\n      - one\n"

WATCHED = f"""
import sys, threading
from argmap.cli.main import main

ours, entered = {str(PACKAGE)!r}, set()

def watch(frame, event, argument):
    if event == "call" and frame.f_code.co_filename.startswith(ours) and frame.f_code.co_name != "<module>":
        entered.add(frame.f_code.co_filename)

def start():
    threading.setprofile(watch)
    sys.setprofile(watch)

def report():
    sys.setprofile(None)
    sys.stderr.write("entered:" + "|".join(sorted(entered)))
"""

COMMAND = f"""{WATCHED}
start()
main(sys.argv[1:])
report()
"""

KEY = f"""{WATCHED}
import asyncio
from pathlib import Path
from argmap.io.preferences import Preferences
from argmap.tui.run import prepare

async def flip():
    editor = prepare(Path(sys.argv[1]), Preferences())
    async with editor.run_test(size=(100, 30)) as pilot:
        await pilot.press("down")
        await pilot.pause()
        start()
        await pilot.press("t")
        await pilot.pause()
        report()
    editor.worker.close(forget=True)

asyncio.run(flip())
"""


def main() -> None:
    for what, figure in structure().items():
        print(f"{what:<44}{figure:>8}")
    print("\nFiles entered for")
    with tempfile.TemporaryDirectory() as folder:
        for what, files in journeys(Path(folder)).items():
            print(f"  {what:<42}{len(files):>8}")


def structure() -> dict[str, str]:
    lines = [len(file.read_text(encoding="utf-8").splitlines()) for file in FILES]
    folders = Counter(Path(name_of(file)).parent.as_posix() for file in FILES)
    graph = grimp.build_graph("argmap", cache_dir=None)
    importers = [len(graph.find_modules_that_directly_import(module)) for module in graph.modules]
    largest, count = folders.most_common(1)[0]
    return {
        "files": f"{len(FILES):,}",
        "lines": f"{sum(lines):,}",
        "lines of the median file": f"{median(lines):.0f}",
        "lines of the longest file": f"{max(lines):,}",
        f"files of the largest folder ({largest})": f"{count}",
        "files with one importer": f"{importers.count(1)}",
        "circles of imports (files in each)": " ".join(map(str, circles(graph))) or "none",
        "class names with several meanings": f"{sum(len(where) > 1 for where in class_files().values())}",
        "private parts of other packages": f"{len(privates())}",
        "files that touch them": f"{len({use.partition(':')[0] for use in privates()})}",
    }


def circles(graph: grimp.ImportGraph) -> list[int]:
    """The number of files in each circle of imports, type-only ones and those in functions included."""
    found = {
        frozenset({module, *graph.find_upstream_modules(module) & graph.find_downstream_modules(module)})
        for module in graph.modules
    }
    return sorted((len(circle) for circle in found if len(circle) > 1), reverse=True)


def privates() -> set[str]:
    return {*imported_privates(), *foreign_attributes(), *inherited_privates()}


def journeys(folder: Path) -> dict[str, list[str]]:
    """Files entered, by what is done with a map of two claims."""
    for name, text in {"map": MAP, "ours": OURS, "theirs": THEIRS}.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    versions = ("map.yaml", "ours.yaml", "theirs.yaml")
    return {
        "check": entered(folder, COMMAND, "check", "map.yaml"),
        "export as SVG": entered(folder, COMMAND, "export", "map.yaml", "-o", "map.svg"),
        "merge": entered(folder, COMMAND, "merge", *versions, "-o", "merged.yaml"),
        "flip a reason in the editor and repaint": entered(folder, KEY, "map.yaml"),
    }


def entered(folder: Path, script: str, *arguments: str) -> list[str]:
    command = [sys.executable, "-c", script, *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    files = done.stderr.rpartition("entered:")[2].split("|")
    if done.returncode or not done.stderr.rpartition("entered:")[1]:
        raise RuntimeError(done.stderr)
    return [Path(file).relative_to(ROOT).as_posix() for file in files]


if __name__ == "__main__":
    main()
