"""What each command says of arguments that are right, wrong and missing, and what help finds in a few pages.

Fingerprints are in ``many_arguments.txt``; ``ARGMAP_GOLDEN=write`` writes them anew.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from argmap.cli.help_search import find_sections, sections_of
from argmap.cli.main import COMMANDS, main
from tests.fingerprints import nothing_else_kept, same_as_kept

KEPT = Path(__file__).with_name("many_arguments.txt")

OPENING = frozenset({"lsp", "tutor", "doctor", "schema", "help", "merge-driver", "log"})
"""Commands that do something without arguments."""

PAGES = {
    "start": "# Start\n\nBegin with `argmap new`.\n\n## Write a claim\n\nIt says one thing.\n\n```\n# code\n```\n",
    "work-together": "# Work together\n\nTwo people share a map.\n\n## Merge\n\nMerging branches.\n\n## Empty\n",
    "pictures": "# Pictures\n\nExport one.\n\n## On paper\n\nPrint on A4.\n\n## For slides\n\nFor PowerPoint.\n",
    "faq": "# Questions\n\n## How do I undo?\n\nPress u.\n\n## Why is my claim dark?\n\nIt was removed.\n",
}
ABOUT = {"pictures": "images, charts and documents", "start": "the first map"}
WITH_ARGUMENTS = [command for command in COMMANDS if command not in OPENING]
ASKED = (
    *("claim", "claims", "a claim", "write a claim", "merge", "share", "image", "picture paper", "print", "poster"),
    *("powerpoint", "slides", "undo", "how do I undo", "dark", "theme", "delete", "remove", "nothing of this", "the"),
    *("", "NEAR(", '"', "first map", "begin", "create", "documents", "two people", "pictures slides", "sentence"),
)


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    try:
        code: object = main(words)
    except SystemExit as ended:
        code = ended.code
    told = re.sub(r"\(choose from .*?\)", "", "".join(capsys.readouterr()))  # Python's versions differ there
    return f"$ argmap {shlex.join(words)}\n{told}exit code {code}\n"


def calls(command: str, options: list[str]) -> Iterator[tuple[str, ...]]:
    """Calls without the file that a command needs, so that none does anything."""
    yield (command, "--no-such-option")
    for option in options:
        yield from ((command, f"{option}x"), (command, option[:-1]), (command, f"{option}=nothing"))
        yield from ((command, option), (command, option, "--other"))


@pytest.mark.parametrize("command", WITH_ARGUMENTS)
def test_wrong_arguments_are_told_as_they_were(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    options = sorted(set(re.findall(r"--[a-z][a-z-]+", said(capsys, command, "--help"))) - {"--help"})
    told = [said(capsys, *call) for call in calls(command, options)]
    assert list(tmp_path.iterdir()) == []
    assert same_as_kept(KEPT, f"{command}, wrong", "".join(told))


READING = (
    "show",
    "check",
    "report",
    "whatif",
    "matrix",
    "log",
    "fmt",
    "export",
    "unite",
    "rename",
    "resolve",
    "diff",
)


@pytest.mark.parametrize("command", READING)
def test_files_that_are_no_maps_are_told_as_they_were(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "words.yaml").write_text("Only words.\n", encoding="utf-8")
    (tmp_path / "bytes.yaml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "none.yaml").write_bytes(b"")
    more = {"unite": ["a", "b"], "rename": ["a", "b"], "whatif": ["--reject", "a"]}.get(command, [])
    files = ("missing.yaml", "folder", "words.yaml", "bytes.yaml", "none.yaml", "missing/map.yaml", "map.txt")
    told = "".join(said(capsys, command, file, *more) for file in files)
    assert same_as_kept(KEPT, f"{command}, no map", told.replace(str(tmp_path), "HERE"))


def test_help_finds_what_it_found() -> None:
    told = [f"{topic}: {list(sections_of(topic, page))}" for topic, page in PAGES.items()]
    for question in ASKED:
        found = find_sections(question, PAGES, ABOUT)
        told.append(f"{question}: {[(one.topic, one.heading, one.is_named) for one in found]}")
    assert same_as_kept(KEPT, "found in pages", "\n".join(told))


def test_nothing_is_kept_of_what_is_not_asked() -> None:
    told = {f"{command}, wrong" for command in WITH_ARGUMENTS} | {f"{command}, no map" for command in READING}
    assert nothing_else_kept(KEPT, told | {"found in pages"})
