"""``argmap report``, ``whatif`` and ``matrix`` from the command line."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from argmap.cli.main import main
from argmap.mapfile.canonical import write
from argmap.vocabulary import CAVEAT
from tests.bench.large_maps import large_map

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = str(ROOT / "maps" / "uk_openai.yaml")

SMALL = """\
argmap: 1
title: A partnership
stakeholders:
  labs:
    name: The labs
claims:
  sign:
    text: Sign the partnership.
  dependence:
    text: It creates dependence.
    objects_to:
      - sign
    positions:
      labs: agrees
    sources:
      - study
  exit-terms:
    text: Exit terms limit it.
    undercuts:
      - dependence -> sign
sources:
  study:
    title: A study
"""


@pytest.fixture
def small(tmp_path: Path) -> str:
    path = tmp_path / "small.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return str(path)


Said = pytest.CaptureFixture[str]


def test_three_reports_by_default(small: str, capsys: Said) -> None:
    assert main(["report", small]) == 0
    said = capsys.readouterr().out
    headings = [line for line, rule in zip(said.splitlines(), said.splitlines()[1:], strict=False) if rule[:1] == "="]
    assert headings == ["In short", "Unanswered objections", "Evidence gaps", "Positions"]
    assert said.endswith(CAVEAT + "\n")


def test_the_usual_report_of_a_large_debate_fits_three_screens(
    tmp_path: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    debate = tmp_path / "debate.yaml"
    debate.write_text(write(large_map(585, 1.4, 3)), encoding="utf-8")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "80")
    assert main(["report", str(debate)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) <= 3 * 24 and max(map(len, lines)) <= 80
    for option in ("--objections", "--gaps", "--positions"):
        assert any(line.startswith("- And ") and line.endswith(f" more: add {option}.") for line in lines)
        assert main(["report", str(debate), option]) == 0
        assert "more: add" not in capsys.readouterr().out


def test_the_reports_asked_for_alone(small: str, capsys: Said) -> None:
    assert main(["report", small, "--cruxes", "sign", "--stakeholder", "labs", "--format", "json"]) == 0
    sections = json.loads(capsys.readouterr().out)["sections"]
    assert [section["report"] for section in sections] == ["cruxes", "view"]
    assert sections[1]["data"]["claims"][0]["claim"] == "sign"


PAGE = (ROOT / "docs" / "reference" / "json.md").read_text(encoding="utf-8")
DOCUMENTED = {
    row[1]: set(re.findall(r"`(\w+)`", row[2])) for row in re.finditer(r"^\| `(\w+)` \| (.+) \|$", PAGE, re.M)
}


def names_in(report: str, data: Any) -> set[str]:
    """The names of the fields in what a report found, without ids and statuses, by which some of it is given."""
    if isinstance(data, list):
        return {name for one in data if isinstance(one, dict) for name in names_in(report, one)}
    if report == "status":
        return {name for one in data.values() for name in one}
    return {*data, *(name for value in data.values() if isinstance(value, list) for name in names_in(report, value))}


@pytest.mark.parametrize(
    "command",
    [
        ["report", SAMPLE, "--all"],
        ["report", SAMPLE, "--claim", "lock-in"],
        ["report", SAMPLE, "--stakeholder", "uk-government"],
        ["whatif", SAMPLE, "--reject", "lock-in", "--accept", "skills-programmes"],
    ],
    ids=["all", "claim", "stakeholder", "whatif"],
)
def test_the_page_on_json_names_all_that_a_report_holds(command: list[str], capsys: Said) -> None:
    assert main([*command, "--format", "json"]) == 0
    for section in json.loads(capsys.readouterr().out)["sections"]:
        found = names_in(section["report"], section["data"])
        assert found, section["report"]
        assert found <= DOCUMENTED[section["report"]], section["report"]


def test_everything_at_once_on_the_sample(capsys: Said) -> None:
    assert main(["report", SAMPLE, "--all", "--format", "json"]) == 0
    kinds = [section["report"] for section in json.loads(capsys.readouterr().out)["sections"]]
    assert list(dict.fromkeys(kinds)) == [
        "summary",
        "unanswered_objections",
        "evidence_gaps",
        "positions",
        "cruxes",
        "open_disputes",
        "agreement",
        "coverage",
        "blocs",
        "status",
    ]


def test_a_claim_says_why(small: str, capsys: Said) -> None:
    assert main(["report", small, "--claim", "dependence"]) == 0
    assert "Supported by the source “A study”." in capsys.readouterr().out


def test_what_if_tells_claims_from_sources(small: str, capsys: Said) -> None:
    assert main(["whatif", small, "--reject", "exit-terms", "--reject", "study", "--format", "json"]) == 0
    (section,) = json.loads(capsys.readouterr().out)["sections"]
    assert section["data"]["rejected"] == ["exit-terms"]
    assert section["data"]["rejected_sources"] == ["study"]
    assert main(["whatif", small, "--accept", "sign", "--reject", "exit-terms"]) == 0
    said = capsys.readouterr().out
    assert "“Sign the partnership” is accepted and “Exit terms limit it” is rejected: no other claim changes" in said
    assert main(["whatif", small, "--reject", "exit-terms"]) == 0
    assert capsys.readouterr().out == WITHOUT_THE_ANSWER


WITHOUT_THE_ANSWER = f"""\
A partnership

What if
=======
If “Exit terms limit it” is rejected: the status of 1 other claim changes.
- “Sign the partnership”: objections answered → challenged.
    Challenged: has an unanswered objection, “It creates dependence”.

{CAVEAT}
"""


@pytest.mark.parametrize("format", ["text", "markdown", "csv", "svg"])
def test_the_matrix_in_every_format(small: str, format: str, capsys: Said) -> None:
    assert main(["matrix", small, "--format", format]) == 0
    said = capsys.readouterr()
    assert "It creates dependence." in said.out
    assert "Exit terms limit it." not in said.out
    assert CAVEAT in said.out + said.err
    if format == "svg":
        assert said.out.startswith("<")
        assert main(["matrix", small, "--format", "svg", "--theme", "dark"]) == 0
        assert '<rect class="paper" fill="#14171c"' in capsys.readouterr().out
        return
    assert main(["matrix", small, "--format", format, "--all"]) == 0
    assert "Exit terms limit it." in capsys.readouterr().out


@pytest.mark.parametrize("ending", ["txt", "csv", "md", "svg"])
def test_a_matrix_in_a_file_is_that_of_standard_output(small: str, ending: str, tmp_path: Path, capsys: Said) -> None:
    file = tmp_path / f"matrix.{ending}"
    formats = {"txt": "text", "md": "markdown"}
    assert main(["matrix", small, "--format", formats.get(ending, ending)]) == 0
    printed = capsys.readouterr().out.encode()
    assert main(["matrix", small, "-o", str(file)]) == 0
    assert f"Wrote {file}" in capsys.readouterr().err
    # What a spreadsheet opens says that it is UTF-8.
    assert file.read_bytes() == (b"\xef\xbb\xbf" if ending == "csv" else b"") + printed


def test_a_matrix_is_written_over_no_map_and_in_no_unknown_format(small: str, tmp_path: Path, capsys: Said) -> None:
    before = Path(small).read_bytes()
    assert main(["matrix", small, "-o", small, "--format", "csv"]) == 2
    assert "would overwrite the map" in capsys.readouterr().err
    assert Path(small).read_bytes() == before
    assert main(["matrix", small, "-o", str(tmp_path / "matrix.xls")]) == 2
    assert "Use one of .txt, .csv, .md, .svg" in capsys.readouterr().err


FIXTURES = sorted((ROOT / "tests" / "maps").glob("*.yaml"))


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.name)
def test_any_map_can_be_reported_on(fixture: Path, capsys: Said) -> None:
    for format in ("text", "markdown", "json"):
        assert main(["report", str(fixture), "--all", "--grid", "--format", format]) == 0
        assert CAVEAT in capsys.readouterr().out
    assert main(["matrix", str(fixture), "--all"]) == 0
    assert capsys.readouterr().out.endswith(CAVEAT + "\n")


@pytest.mark.parametrize(
    "command", [["report", SAMPLE, "--all", "--grid"], ["whatif", SAMPLE, "--reject", "article"]]
)
def test_reports_are_the_same_bytes_under_another_hash_seed(command: list[str]) -> None:
    said = [
        subprocess.run(
            [sys.executable, "-m", "argmap", *command, "--format", "json"],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert said[0] == said[1]


REFUSED = (
    (["report", "{}", "--claim", "sing"], "The map has no claim 'sing'. Did you mean 'sign'?"),
    (["report", "{}", "--cruxes", "labs"], "The map has no claim 'labs'. 'labs' is a stakeholder."),
    (["report", "{}", "--tension", "x"], "The map has no tension 'x'. It has none."),
    (["report", "{}", "--stakeholder", "zzz"], "The map has no stakeholder 'zzz'. It has: labs."),
    (["whatif", "{}"], "Nothing to accept or reject. Add --reject or --accept with the id of a claim."),
    (["whatif", "{}", "--accept", "study"], "The map has no claim 'study'. 'study' is a source."),
    (["whatif", "{}", "--reject", "labs"], "The map has no claim or source 'labs'. 'labs' is a stakeholder."),
    (
        ["whatif", "{}", "--accept", "sign", "--reject", "sign"],
        "'sign' is both accepted and rejected. Keep one of the two.",
    ),
    (["matrix", "{}", "--stakeholder", "lab"], "The map has no stakeholder 'lab'. Did you mean 'labs'?"),
)


@pytest.mark.parametrize(("command", "said"), REFUSED, ids=[said for _, said in REFUSED])
def test_what_cannot_be_done_is_said_in_one_sentence(small: str, command: list[str], said: str, capsys: Said) -> None:
    assert main([word.format(small) for word in command]) == 2
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", f"argmap: {said}\n")


RENAMED = (
    (["report", "{}", "--standing"], "argmap report: --standing is now --status."),
    (["whatif", "{}", "--withdraw", "sign"], "argmap whatif: --withdraw is now --reject."),
    (["whatif", "{}", "--grant", "sign"], "argmap whatif: --grant is now --accept."),
)


@pytest.mark.parametrize(("command", "said"), RENAMED, ids=[said for _, said in RENAMED])
def test_an_option_of_an_earlier_version_names_the_new_one(
    small: str, command: list[str], said: str, capsys: Said
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([word.format(small) for word in command])
    assert ended.value.code == 2
    printed = capsys.readouterr()
    assert printed.out == "" and printed.err.startswith(said) and printed.err.count("\n") == 1


def test_the_committed_report_of_the_sample_is_current(capsys: Said) -> None:
    options = "--all --stakeholder uk-government --stakeholder reliance-critics --stakeholder creative-critics"
    assert main(["report", SAMPLE, *options.split(), "--format", "markdown"]) == 0
    committed = (ROOT / "exports" / "uk_openai-report.md").read_text(encoding="utf-8")
    assert committed == capsys.readouterr().out, (
        f"Run: argmap report maps/uk_openai.yaml {options} --format markdown > exports/uk_openai-report.md"
    )


EMPTY = (
    (["matrix", "{}"], "No positions to show."),
    (["matrix", "{}", "--all", "--format", "markdown"], "No positions to show."),
    (["report", "{}", "--objections"], "This map has no objections."),
    (["report", "{}", "--positions"], "No stakeholder has a position on any claim."),
    (["report", "{}", "--agreement"], "Fewer than two stakeholders: nothing to compare."),
    (["report", "{}", "--disputes"], "No claim is contested."),
    (["report", "{}", "--cruxes", "one"], "No other claim alone would change that."),
    (["report", "{}", "--all"], "No stakeholder has a position on any claim."),
)


@pytest.mark.parametrize(("command", "said"), EMPTY, ids=[" ".join(command) for command, _ in EMPTY])
def test_a_map_with_nothing_to_report_says_so(tmp_path: Path, command: list[str], said: str, capsys: Said) -> None:
    bare = tmp_path / "bare.yaml"
    bare.write_text("argmap: 1\ntitle: Bare\nclaims:\n  one:\n    text: One claim alone.\n", encoding="utf-8")
    assert main([word.format(bare) for word in command]) == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert said in printed
    assert CAVEAT in printed
