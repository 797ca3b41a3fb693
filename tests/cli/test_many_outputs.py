"""What commands print of maps of many shapes with each of their options; fingerprints are in ``many_outputs.txt``.

``ARGMAP_GOLDEN=write`` writes them anew. :mod:`tests.cli.test_outputs` keeps whole what is printed of one map.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from argmap.cli.main import main
from argmap.mapfile.read.read import read
from tests.draw.office.opened import parts_of
from tests.fingerprints import nothing_else_kept, same_as_kept

KEPT = Path(__file__).with_name("many_outputs.txt")
ROOT = Path(__file__).parents[2]
ALIKE = frozenset({"crlf-bom", "empty-nothing-after-claims", "no-newline-at-end", "three-claims"})
"""Maps of which much the same is printed as of others."""

MAPS = [
    *(file for file in sorted((ROOT / "tests" / "maps").glob("*.yaml")) if file.stem not in ALIKE),
    *sorted((Path(__file__).with_name("maps")).glob("*.yaml")),
    ROOT / "docs" / "evidence" / "night-buses.yaml",
]

OF_EACH = """\
check {} --today 2026-01-01 --config none --suggestions --all
check {} --today 2026-01-01 --config none --format github
check {} --today 2026-01-01 --config none --format sarif
report {}
report {} --format markdown --ids
report {} --all --grid --format json
report {} --all --grid
report {} --all --grid --format markdown
matrix {} --all
matrix {} --format csv --ids
matrix {} --format markdown
show {} --depth 2 --quotes
show {} --ids
fmt {} --diff
diff everything.yaml {}
diff everything.yaml {} --format json
diff {} everything.yaml --format markdown
diff {} everything.yaml --format html
export {} -o - --format md
export {} -o - --format txt
export {} -o - --format argdown
export {} -o - --format csv
export {} -o - --format aif
export {} -o - --format opml
export {} -o - --format graphml
export {} -o - --format edges
export {} -o - --format annotations
export {} -o - --format json
export {} -o - --format dot
export {} -o - --format mermaid --status
export {} -o - --picture matrix
export {} -o - --picture network
export {} -o - --picture coverage
export {} -o - --picture grid
export {} -o - --picture network --format txt
export {} -o - --picture coverage --format md
export {} -o - --picture grid --format txt
export {} -o - --picture brief
export {} -o - --picture brief --depth 1 --quotes --fit a4
export {} -o - --picture brief --depth all --width 320
export {} -o - --status --quotes
"""
"""Of every map; those that the command refuses as well."""

OF_SOME = """\
diff everything-before.yaml {} --format svg
export {} -o - --fit a4
export {} -o - --fit 16:9 --theme print
export {} -o - --format html
export {} -o OUT/map.svg --pages --fit a4-landscape
export {} -o OUT/map.svg --pages
export {} -o OUT/map.pptx --pages
export {} -o OUT/map.docx
export {} -o OUT/map.xlsx
export {} -o OUT/sheets/ --format csv
export {} -o - --picture brief --width 640 --quotes
export {} -o - --picture brief --fit 16:9 --depth 3
"""
SOME = ("crowded.yaml", "everything.yaml", "loops.yaml", "night-buses.yaml")
SLOW = re.compile(
    r"crowded.yaml -o (OUT/map.pptx|.* --fit (a4-landscape|16:9))"
    r"|hostile.yaml -o .* brief --depth 1"
)
"""Commands that would take seconds."""


def of_parts(file: Path) -> Iterator[str]:
    """The commands about each part of a map: its tensions, stakeholders and tags, and some claims."""
    map = read(file.read_bytes(), file.name).map
    for tension in map.tensions[:2]:
        yield f"export {file.name} -o - --tension {tension.id} --depth 1"
        yield f"report {file.name} --tension {tension.id}"
    for stakeholder in map.stakeholders[:2]:
        yield f"export {file.name} -o - --stakeholder {stakeholder.id}"
        yield f"report {file.name} --stakeholder {stakeholder.id} --format markdown"
    for tag in sorted({tag for claim in map.claims for tag in claim.tags if tag.isalnum()})[:1]:
        yield f"export {file.name} -o - --tag {tag}"
    for claim in (*map.claims[:2], *map.claims[-1:]):
        yield f"export {file.name} -o - --focus {claim.id} --depth 1 --quotes"
        yield f"report {file.name} --claim {claim.id} --format json"
        yield f"report {file.name} --cruxes {claim.id}"
        yield f"whatif {file.name} --reject {claim.id}"


def commands() -> Iterator[str]:
    for file in MAPS:
        of_it = OF_EACH + (OF_SOME if file.name in SOME else "")
        yield from (line.format(file.name) for line in of_it.splitlines())
        if file.name in SOME:
            yield from of_parts(file)


COMMANDS = [command for command in dict.fromkeys(commands()) if not SLOW.search(command)]


@pytest.fixture(scope="module")
def maps(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all maps and the copies of their sources."""
    folder = tmp_path_factory.mktemp("maps")
    for file in [*MAPS, *(ROOT / "docs" / "evidence").iterdir()]:
        shutil.copy(file, folder)
    shutil.copytree(ROOT / "tests" / "maps" / "copies", folder / "copies")
    return folder


@pytest.mark.needs("docx")
@pytest.mark.parametrize("command", COMMANDS)
def test_gives_what_it_gave(
    command: str,
    maps: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    monkeypatch.chdir(maps)
    monkeypatch.setenv("COLUMNS", "80")
    code = main([word.replace("OUT", str(tmp_path)) for word in command.split()])
    out, err = capfdbinary.readouterr()
    made = [(err + out).decode(), *(content(file) for file in sorted(tmp_path.rglob("*")) if file.is_file())]
    text = re.sub(r"(?m)^(.*\bversion\b.*?)\d+\.\d+\.\d+(?:\.?\w+)?", r"\1VERSION", "\n".join(made))
    assert same_as_kept(
        KEPT, command, f"exit code {code}\n{text.replace(str(tmp_path), 'OUT').replace(str(maps), 'MAPS')}"
    )


def content(file: Path) -> str:
    """A file that was written; of an office file the parts that hold what it says."""
    data = file.read_bytes()
    if file.suffix not in {".docx", ".pptx", ".xlsx"}:
        return f"{file.name}\n{data.decode()}"
    parts = {name: part for name, part in parts_of(data).items() if not name.startswith("docProps/")}
    return f"{file.name}\n" + "\n".join(f"{name}\n{parts[name]}" for name in sorted(parts))


def test_nothing_is_kept_that_no_command_gives() -> None:
    assert nothing_else_kept(KEPT, set(COMMANDS))
