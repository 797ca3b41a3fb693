"""However much is wrong with a file, what is printed is short, says how much more there is, and how to see it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from argmap.cli import check, fmt, show
from argmap.cli.export import command
from argmap.mapfile.read.read import read
from argmap.mapfile.syntax.positions import Lines
from argmap.mapfile.syntax.problems import LONGEST_MESSAGE, MOST_OF_A_KIND, Report
from argmap.model.findings import Finding, ReadingRefused
from argmap.report.findings.few import A_HANDFUL, few
from tests.mapfile.test_bounds import HOSTILE

HEAD = "argmap: 1\ntitle: T\nclaims:\n"
REFUSED = HOSTILE | {
    "alias-each-claim": HEAD + "".join(f"  c{number}: *a\n" for number in range(400)),
    "alias-with-a-long-name": HEAD + "  a: *" + "x" * 100_000 + "\n",
    "repeated-claims": HEAD + "  a: {text: x}\n" * 1_000,
    "all-repeated": HEAD + "".join(f"  c{number}: {{text: x}}\n" for number in [*range(3_000)] * 2),
    "no-texts": HEAD + "".join(f"  c{number}: {{note: x}}\n" for number in range(1_000)),
    "conflicts": HEAD + "<<<<<<< HEAD\n" * 5_000,
    "impostors": HEAD + "  a:\n    text: x\n    supports:\n" + "      – a\n" * 5_000,
}
FEW_BYTES = 12_000
Output = pytest.CaptureFixture[str]


@pytest.mark.parametrize("name", REFUSED)
def test_little_is_printed_of_a_file_that_is_refused(name: str, tmp_path: Path, capsys: Output) -> None:
    file = tmp_path / "map.yaml"
    file.write_text(REFUSED[name], encoding="utf-8")
    for main in (check.main, fmt.main, show.main, command.main):
        assert main([str(file)]) == 2
        printed = capsys.readouterr()
        assert 0 < len(printed.out + printed.err) < FEW_BYTES


@pytest.mark.parametrize(("main", "word"), [(fmt.main, "argmap check --all"), (show.main, "argmap check --all")])
def test_what_is_left_out_is_counted(
    main: Callable[[list[str]], int], word: str, tmp_path: Path, capsys: Output
) -> None:
    file = tmp_path / "map.yaml"
    file.write_text(REFUSED["alias-each-claim"], encoding="utf-8")
    assert main([str(file)]) == 2
    err = capsys.readouterr().err
    assert err.count("error AM006") == err.count("error AM014") == A_HANDFUL
    assert err.endswith(f"... and 395 more AM006 and 394 more AM014. Run '{word} {file}' to list them.\n")


def test_check_prints_a_handful_of_each_rule_and_all_on_request(tmp_path: Path, capsys: Output) -> None:
    file = tmp_path / "map.yaml"
    claims = "".join(f"  c{number}:\n    text: Text {number}\n    supports: [no-{number}]\n" for number in range(500))
    file.write_text(HEAD + claims, encoding="utf-8")
    assert check.main([str(file)]) == 1
    short = capsys.readouterr().out
    assert short.count("error AM101") == A_HANDFUL
    assert f"{file}: 495 more AM101 (--all lists them)" in short
    assert "500 errors" in short
    assert len(short) < FEW_BYTES
    assert check.main([str(file), "--all"]) == 1
    full = capsys.readouterr().out
    assert full.count("error AM101") == 500
    assert "--all" not in full
    assert check.main([str(file), "--format", "json", "--select", "AM101"]) == 1
    assert len(json.loads(capsys.readouterr().out)["findings"]) == 500


def test_millions_of_one_kind_are_counted_and_not_listed() -> None:
    with pytest.raises(ReadingRefused) as refused:
        read((HEAD + "\x01" * (MOST_OF_A_KIND + 7)).encode(), "map.yaml")
    findings = refused.value.findings
    assert len(findings) == MOST_OF_A_KIND
    assert findings[-1].more == 7
    assert findings[-1].message.endswith("7 more of this kind follow.")
    assert few(findings).rest == f"{MOST_OF_A_KIND + 2} more AM002"


def test_a_message_quotes_no_more_of_a_file_than_can_be_read() -> None:
    with pytest.raises(ReadingRefused) as refused:
        read(REFUSED["alias-with-a-long-name"].encode(), "map.yaml")
    assert all(len(finding.message) < LONGEST_MESSAGE + 40 for finding in refused.value.findings)


def test_few_keeps_the_order_and_counts_each_kind() -> None:
    findings = [Finding(code, "error", str(number)) for number, code in enumerate("ABAABC")]
    shown, rest = few(findings, most=2)
    assert [(one.code, one.message) for one in shown] == [("A", "0"), ("B", "1"), ("A", "2"), ("B", "4"), ("C", "5")]
    assert rest == "1 more A"
    assert few(findings).rest == ""


def test_a_problem_that_is_taken_back_leaves_room_for_another() -> None:
    report = Report(Lines("map.yaml", "x" * (MOST_OF_A_KIND + 1)))
    for offset in range(MOST_OF_A_KIND):
        report.add("AM035", offset, f"Problem {offset}.")
    report.forget("AM035", MOST_OF_A_KIND - 1)
    report.add("AM035", MOST_OF_A_KIND, "The last one.")
    assert [finding.message for finding in report.findings[-2:]] == [
        f"Problem {MOST_OF_A_KIND - 2}.",
        "The last one.",
    ]
