"""Nothing of a map acts where it is written: every field and reference, every payload, every command and format.

Each turn is one map in which all fields and references hold payloads; after all turns each has held each. What a
command prints is judged by what it is, and as a build log that somebody prints it to.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from argmap.cli.main import main
from tests.escape.hostile import PAYLOADS, TURNS, hostile_map, map_with_bad_names
from tests.escape.judges import (
    Judge,
    in_log,
    is_argdown,
    is_csv,
    is_dot,
    is_html,
    is_json,
    is_markdown,
    is_mermaid,
    is_own_commands,
    is_pdf,
    is_said,
    is_sheet,
    is_svg,
    is_text,
    is_xml,
)
from tests.examples import slow_but

REPORT = "report map.yaml --all --grid --claim main --cruxes main --stakeholder artists --format"
WHATIF = "whatif map.yaml --reject help --reject bare --accept against --format"
PICTURES = ("network", "matrix", "coverage", "grid")

COMMANDS: dict[str, Judge] = {
    "show map.yaml": is_text,
    "show map.yaml --ids": is_text,
    "check map.yaml": is_text,
    "check map.yaml --suggestions": is_text,
    "check map.yaml --suggestions --format github": is_own_commands,
    "check map.yaml --format json": is_json,
    "check map.yaml --format sarif": is_json,
    "check map.yaml --format rdjson": is_json,
    "show named.yaml": is_text,
    "check named.yaml": is_text,
    "check named.yaml --format github": is_own_commands,
    "check named.yaml --format json": is_json,
    "fmt map.yaml --diff": is_text,
    f"{REPORT} text": is_text,
    f"{REPORT} markdown": is_markdown,
    f"{REPORT} json": is_json,
    "report map.yaml --tension versus": is_text,
    f"{WHATIF} text": is_text,
    f"{WHATIF} markdown": is_markdown,
    f"{WHATIF} json": is_json,
    "matrix map.yaml --all": is_text,
    "matrix map.yaml --format markdown": is_markdown,
    "matrix map.yaml --format csv": is_csv,
    "matrix map.yaml --format svg": is_svg,
    "diff other.yaml map.yaml": is_text,
    "diff other.yaml map.yaml --format markdown": is_markdown,
    "diff other.yaml map.yaml --format json": is_json,
    "diff other.yaml map.yaml --format html": is_html,
    "diff other.yaml map.yaml --format svg": is_svg,
    "merge base.yaml map.yaml other.yaml -o merged.yaml": is_text,
    "resolve merged.yaml": is_text,
    "log map.yaml": is_text,
    "log map.yaml --format json": is_json,
    "export map.yaml -o - --format svg": is_svg,
    "export map.yaml -o - --format html": is_html,
    "export map.yaml -o - --format dot": is_dot,
    "export map.yaml -o - --format mermaid": is_mermaid,
    "export map.yaml -o - --format md": is_markdown,
    "export map.yaml -o - --format txt": is_text,
    "export map.yaml -o - --format json": is_json,
    "export map.yaml -o - --format argdown": is_argdown,
    "export map.yaml -o - --format csv": is_sheet,
    "export map.yaml -o - --format edges": is_csv,
    "export map.yaml -o - --format aif": is_json,
    "export map.yaml -o - --format annotations": is_json,
    "export map.yaml -o - --format opml": is_xml,
    "export map.yaml -o - --format graphml": is_xml,
    "export map.yaml -o - --format graphml --picture network": is_xml,
    "export map.yaml -o - --format svg --picture brief --depth all --quotes": is_svg,
    "export map.yaml -o - --format html --picture brief --width 390": is_html,
    **{f"export map.yaml -o - --format svg --picture {name}": is_svg for name in PICTURES},
    **{f"export map.yaml -o - --format txt --picture {name}": is_text for name in PICTURES},
    **{f"export map.yaml -o - --format md --picture {name}": is_markdown for name in PICTURES},
    **{f"export map.yaml -o - --format json --picture {name}": is_json for name in PICTURES},
}

LENSES = ("--tension versus", "--focus main", "--stakeholder artists", "--status")
"""They draw what the whole picture draws, so a turn takes one of them."""

NAMING_FILES = (
    "check NAME",
    "check NAME --format github",
    "fmt --check NAME",
    "fmt --diff NAME",
    "export NAME --format txt",
    "export NAME --format txt --check",
    "diff other.yaml NAME",
    "diff other.yaml NAME --format markdown",
    "merge NAME other.yaml NAME -o NAME",
    "resolve NAME",
    "new NAME",
    "import NAME",
    "import NAME --into map.yaml",
    "rename NAME main chief",
    "source check NAME",
    "source add map.yaml NAME",
    "source show NAME a",
    "fmt NAME",
    "show gone-NAME",
    "export map.yaml -o NAME/NAME.svg",
)
"""Commands that say the names of files."""

NAMING_THINGS = (
    "NAME",
    "help NAME",
    "explain NAME",
    "show --NAME",
    "show map.yaml --depth NAME",
    "check map.yaml --select NAME",
    "check map.yaml --config NAME",
    "report map.yaml --claim NAME",
    "whatif map.yaml --reject NAME",
    "matrix map.yaml --tension NAME",
    "export map.yaml --focus NAME",
    "export map.yaml --format NAME",
    "export map.yaml -o NAME",
    "export map.yaml --changed-since NAME",
    "diff NAME map.yaml",
    "log map.yaml NAME",
    "log map.yaml --rev NAME",
    "rename map.yaml NAME NAME-2",
    "source show map.yaml NAME",
    "source add map.yaml notes.txt --title NAME --id NAME",
    "rename map.yaml main NAME",
    "unite map.yaml main NAME",
    "resolve map.yaml NAME",
    "merge map.yaml map.yaml",
)
"""Commands that say what they were given."""


class Shell:
    """Runs commands in one folder and gives what they print."""

    def __init__(self, capture: pytest.CaptureFixture[bytes]) -> None:
        self._capture = capture

    def __call__(self, *argv: str) -> tuple[str, str]:
        try:
            main(argv)
        except SystemExit as ended:
            assert ended.code in {0, 2}
        said = self._capture.readouterr()
        return said.out.decode(), said.err.decode()


@pytest.fixture
def shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Iterator[Shell]:
    monkeypatch.chdir(tmp_path)
    yield Shell(capsysbinary)


def write_maps(turn: int) -> None:
    """The files that the commands name, the map committed twice by somebody and with messages that are payloads."""
    turns = len(PAYLOADS)
    Path("map.yaml").write_bytes(hostile_map((turn + 1) % turns))
    Path("base.yaml").write_bytes(hostile_map((turn + 1) % turns))
    Path("other.yaml").write_bytes(hostile_map((turn + 2) % turns))
    Path("named.yaml").write_bytes(map_with_bad_names(turn))


def commit_maps(turn: int) -> None:
    name = PAYLOADS[turn].splitlines()[0]
    who = {f"GIT_{who}_{what}": name for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    own = {**os.environ, **who, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}

    def git(*words: str) -> None:
        subprocess.run(["git", *words], check=True, capture_output=True, env=own)

    git("init", "-q")
    git("add", "map.yaml")
    git("commit", "-q", "-m", PAYLOADS[turn], "--cleanup=verbatim")
    Path("map.yaml").write_bytes(hostile_map(turn))
    git("commit", "-q", "-a", "-m", PAYLOADS[turn], "--cleanup=verbatim")


def faults(command: str, said: tuple[str, str], judge: Judge) -> Iterator[str]:
    """What the judges find wrong in what a command said."""
    out, err = said
    judged = [(judge, out or err), (in_log, err)]
    judged += [(in_log, out)] if judge not in {is_own_commands, is_sheet} else []
    for one, text in judged:
        try:
            one(text)
        except Exception as fault:  # noqa: BLE001  what cannot be parsed is wrong too
            yield f"{command}: {one.__name__}: {type(fault).__name__} {str(fault)[:400]}"


@pytest.mark.parametrize("turn", slow_but(TURNS, *TURNS[::2]))
def test_nothing_of_a_map_acts(turn: int, shell: Shell) -> None:
    write_maps(turn)
    commit_maps(turn)
    commands = {**COMMANDS, f"export map.yaml -o - --format svg {LENSES[turn % len(LENSES)]}": is_svg}
    wrong = [
        fault for command, judge in commands.items() for fault in faults(command, shell(*command.split()), judge)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("turn", TURNS)
def test_no_page_and_no_pdf_acts(turn: int, shell: Shell) -> None:
    write_maps(turn)
    shell("export", "map.yaml", "-o", "map.pdf", *(("--pages", "-o", "pages.html") if turn == 0 else ()))
    is_pdf(Path("map.pdf").read_bytes())
    for page in Path().glob("pages*.html"):
        is_html(page.read_text(encoding="utf-8"))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
@pytest.mark.parametrize("turn", TURNS)
def test_no_name_of_a_file_acts(turn: int, shell: Shell) -> None:
    name = PAYLOADS[turn].replace("/", ":")[:200] + ".yaml"
    write_maps(turn)
    Path(name).write_bytes(Path("map.yaml").read_bytes())
    for command in NAMING_FILES:
        argv = [word.replace("NAME", name) for word in command.split()]
        judge = is_own_commands if "github" in argv else is_said
        assert not list(faults(command, shell(*argv), judge))


@pytest.mark.parametrize("turn", TURNS)
def test_nothing_that_is_asked_for_acts(turn: int, shell: Shell) -> None:
    write_maps(turn)
    commit_maps(turn)
    for command in NAMING_THINGS:
        argv = [word.replace("NAME", PAYLOADS[turn]) for word in command.split()]
        assert not list(faults(command, shell(*argv), is_said))
