"""Wrong arguments end a command with exit code 2 and one sentence, as ``wrong_arguments.txt`` lists them."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from argmap.cli.main import COMMANDS, main

_LINES = (Path(__file__).parent / "wrong_arguments.txt").read_text(encoding="utf-8").splitlines()
CALLS = [
    (call.removeprefix("$ argmap ").replace(r"\x1b", "\x1b"), said)
    for call, said in zip(_LINES[::2], _LINES[1::2], strict=True)
]


@pytest.mark.parametrize(("call", "said"), CALLS)
def test_wrong_arguments_are_told_in_one_sentence(call: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(shlex.split(call))
    assert ended.value.code == 2
    assert capsys.readouterr() == ("", f"{said}\n")


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_no_command_has_an_option_that_nobody_heard_of(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--no-such-option", *"abcde"])
    assert ended.value.code == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(f"argmap {command}: ")
    assert printed.err.count("\n") == 1


@pytest.mark.parametrize("arguments", [["-map.yaml"], ["map.yaml", "-o", "-picture.svg"]])
def test_a_name_that_begins_like_an_option_is_helped_with(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "-map.yaml").touch()
    with pytest.raises(SystemExit):
        main(["export", *arguments])
    assert "Write './' before a name that begins with '-'." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("word", "hint"), [("exprot", "Did you mean 'export'?"), ("qqqqq", "'argmap --help' lists the commands.")]
)
def test_a_word_that_is_no_command_and_no_file_is_told_with_the_nearest(
    word: str, hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([word]) == 2
    assert capsys.readouterr() == ("", f"argmap: unknown command or file '{word}'. {hint}\n")


def test_a_file_after_two_dashes_is_opened(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--", "-lead.yaml"]) == 2
    assert "The editor needs a terminal." in capsys.readouterr().err


@pytest.mark.parametrize(
    "call", ["new y.csv", "import x.md -o y.csv", "merge x.yaml x.yaml x.yaml -o y.SVG", "edit y.graphml"]
)
def test_a_map_is_not_written_under_the_ending_of_another_format(
    call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("argmap.cli.edit.refuse_without_terminal", lambda: None)
    (tmp_path / "x.md").write_text("- One claim\n", encoding="utf-8")
    (tmp_path / "x.yaml").write_text("argmap: 1\ntitle: T\nclaims: {}\n", encoding="utf-8")
    assert main(shlex.split(call)) == 2
    assert "has the ending of another format. Name it y.yaml; " in capsys.readouterr().err
    assert sorted(file.name for file in tmp_path.iterdir()) == ["x.md", "x.yaml"]


@pytest.mark.parametrize("command", ["diff", "report", "whatif", "matrix", "export"])
@pytest.mark.parametrize(("name", "other"), [("md", "markdown"), ("txt", "text")])
def test_a_format_may_be_spelt_as_in_another_command(
    command: str, name: str, other: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x.yaml").write_text(
        "argmap: 1\ntitle: T\nstakeholders: {s: {name: S}}\nclaims: {a: {text: A., positions: {s: agrees}}}\n",
        encoding="utf-8",
    )
    files = [str(tmp_path / "x.yaml")] * (1 + (command == "diff"))
    ends = {"export": ["-o", "-"], "whatif": ["--accept", "a"]}.get(command, [])
    said = []
    for spelling in (name, other):
        assert main([command, *files, "--format", spelling, *ends]) == 0
        said.append(capsys.readouterr())
    assert said[0].out
    assert said[0] == said[1]
