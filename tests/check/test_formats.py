"""Every format of findings: what it must hold, and that hostile text in a map cannot act through it."""

from __future__ import annotations

import json
import re

import pytest

from argmap.model.findings import Finding, Place, Severity
from argmap.report.findings.few import A_HANDFUL
from argmap.report.findings.formats import as_commands, as_json, as_rdjson, as_sarif
from argmap.report.findings.text import Checked, FindingsStyle, as_text, in_order, summary
from tests.strategies import HOSTILE

NASTY = (
    *HOSTILE,
    "x\n::error::y",
    "::set-output name=a::b",
    "\u00a0::warning::x",
    "##[add-mask]x",
    "##vso[task.complete]x",
    "\x1b]0;title\x07",
    "\x1b[2J",
    "%0A::error::x",
    "a,b:c",
)


def finding(text: str = "plain", severity: Severity = "error", line: int = 1, code: str = "AM101") -> Finding:
    return Finding(code, severity, f"{text} is wrong.", f"Mend {text}.", ("claims", text), Place("map.yaml", line, 3))


def checked(*findings: Finding, file: str = "map.yaml", lines: tuple[str, ...] = ("  text: here",)) -> list[Checked]:
    return [Checked(file, tuple(findings), lines)]


# Text.


def test_an_error_is_shown_with_its_line_and_a_caret() -> None:
    text = as_text(checked(finding()), FindingsStyle())
    assert text == (
        "Checked 1 map: 1 error, no warnings, no suggestions.\n"
        "\n"
        "map.yaml:1:3: error AM101: plain is wrong.\n"
        "     1 |   text: here\n"
        "       |   ^\n"
        "    Mend plain.\n"
    )


def test_suggestions_are_counted_by_rule_unless_asked_for() -> None:
    notes = [finding(f"c{number}", "suggestion", code="AM205") for number in range(30)]
    alone = finding("lonely", "suggestion", code="AM204")
    folded = as_text(checked(alone, *notes), FindingsStyle(width=80))
    assert folded.splitlines() == [
        "Checked 1 map: no errors, no warnings, 31 suggestions.",
        "",
        "map.yaml: 31 suggestions (--suggestions lists them)",
        "  AM205  30 objections are unanswered",
        "  AM204  lonely is wrong",
    ]


def test_suggestions_by_rule() -> None:
    notes = [finding(f"c{number}", "suggestion", code="AM205") for number in range(30)]
    assert as_text(checked(*notes), FindingsStyle(suggestions=True)).count("suggestion AM205") == A_HANDFUL
    assert as_text(checked(*notes), FindingsStyle(suggestions=True, all=True)).count("suggestion AM205") == 30


def test_colour_adds_nothing_but_colour() -> None:
    found = checked(finding(), finding(severity="warning"), finding(severity="suggestion"))
    plain, coloured = as_text(found, FindingsStyle()), as_text(found, FindingsStyle(colour=True))
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain
    assert "\x1b" not in plain


def test_a_caret_stands_below_escaped_text() -> None:
    one = Finding("AM002", "error", "Bad.", place=Place("map.yaml", 1, 4))
    text = as_text(checked(one, lines=("a\x1bb!",)), FindingsStyle())
    line, caret = text.splitlines()[3:5]
    assert line == "     1 | a<U+001B>b!"
    assert caret.index("^") == line.index("!")


def test_long_lines_are_cut() -> None:
    text = as_text(checked(finding(), lines=("  " + "x" * 5000,)), FindingsStyle(width=80))
    assert "x" * 60 in text
    assert max(map(len, text.splitlines())) == 80


def test_findings_come_in_the_order_of_the_file() -> None:
    found = [finding(line=3), finding(line=1), finding(line=2)]
    assert [one.place.line for one in in_order(found) if one.place] == [1, 2, 3]


def test_the_summary_counts() -> None:
    several = [*checked(finding(), finding(severity="warning")), Checked("b.yaml", (finding(),), was_read=False)]
    assert (
        summary(several, FindingsStyle())
        == "Checked 2 maps: 2 errors, 1 warning, no suggestions, 1 could not be read."
    )


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize(
    "style",
    [FindingsStyle(), FindingsStyle(suggestions=True), FindingsStyle(width=20)],
    ids=["plain", "suggestions", "narrow"],
)
def test_no_line_of_text_is_a_command_or_moves_the_cursor(text: str, style: FindingsStyle) -> None:
    found = checked(finding(text), finding(text, "suggestion", code="AM205"), file=text, lines=(text,))
    printed = as_text(found, style)
    assert_harmless(printed)


def assert_harmless(printed: str) -> None:
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", printed)
    assert not [line for line in printed.split("\n") if line.lstrip().startswith("::")]
    assert "##[" not in printed
    assert "##vso[" not in printed


# GitHub.


@pytest.mark.parametrize(("message", "shown"), [("m" * 240, "m" * 240), ("m" * 241, "m" * 239 + "…")])
def test_the_only_suggestion_of_its_kind_is_told_by_so_many_characters(message: str, shown: str) -> None:
    one = Finding("AM204", "suggestion", message, "", (), Place("map.yaml", 1, 3))
    assert as_text(checked(one), FindingsStyle()).splitlines()[-1] == f"  AM204  {shown}"


def test_github_annotations() -> None:
    found = checked(finding("5%"), finding("w", "warning"), file="./maps/my map,1.yaml")
    assert as_commands(found).splitlines() == [
        "::error file=maps/my map%2C1.yaml,line=1,col=3,title=AM101 unknown-claim::5%25 is wrong. Mend 5%25.",
        "::warning file=maps/my map%2C1.yaml,line=1,col=3,title=AM101 unknown-claim::w is wrong. Mend w.",
        "Checked 1 map: 1 error, 1 warning, no suggestions.",
    ]


@pytest.mark.parametrize("file", ["./a/b.yaml", "././a/b.yaml", "a\\b.yaml", ".//a/b.yaml", "a/b.yaml"])
def test_github_gets_the_file_as_the_repository_has_it(file: str) -> None:
    assert as_commands(checked(finding(), file=file)).startswith("::error file=a/b.yaml,")


def test_github_drops_nothing_silently() -> None:
    many = [finding(f"e{number}") for number in range(14)] + [
        finding(f"w{number}", "warning") for number in range(11)
    ]
    lines = as_commands(checked(*many)).splitlines()
    assert sum(line.startswith("::error ") for line in lines) == 10
    assert sum(line.startswith("::warning ") for line in lines) == 10
    (rest,) = [line for line in lines if line.startswith("::notice ")]
    assert "4 more errors and 1 more warning" in rest


def test_github_gets_notes_only_when_asked() -> None:
    notes = [finding(f"n{number}", "suggestion") for number in range(30)]
    assert "::notice" not in as_commands(checked(*notes))
    shown = [
        line for line in as_commands(checked(*notes), suggestions=True).splitlines() if line.startswith("::notice ")
    ]
    assert len(shown) == 10
    assert "21 more suggestions" in shown[-1]


@pytest.mark.parametrize("text", NASTY)
def test_a_workflow_command_ends_where_we_end_it(text: str) -> None:
    lines = as_commands(checked(finding(text), file=text)).splitlines()
    assert len(lines) == 2
    command, last = lines
    match = re.fullmatch(r"::error file=([^,:]*),line=1,col=3,title=AM101 unknown-claim::(.*)", command)
    assert match
    assert not last.lstrip().startswith("::")
    assert not re.search(r"%(?!25|3A|2C|0A|0D)", command)


# JSON, SARIF, rdjson.


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("render", [as_json, as_sarif, as_rdjson], ids=["json", "sarif", "rdjson"])
def test_json_is_ascii_and_can_be_read_back(text: str, render: type) -> None:
    printed = render(checked(finding(text), file=text))  # type: ignore[call-arg]
    assert printed.isascii()
    assert printed.replace("\n", "").isprintable()
    json.loads(printed)


def test_json_says_it_all() -> None:
    report = json.loads(as_json(checked(finding("c1"))))
    assert report["version"] == 1
    assert report["counts"] == {"error": 1, "warning": 0, "suggestion": 0}
    assert report["findings"] == [
        {
            "code": "AM101",
            "name": "unknown-claim",
            "level": "error",
            "file": "map.yaml",
            "line": 1,
            "column": 3,
            "claim": "c1",
            "path": ["claims", "c1"],
            "message": "c1 is wrong.",
            "hint": "Mend c1.",
            "related": [],
        }
    ]


def test_sarif_has_what_its_schema_demands() -> None:
    found = checked(
        finding("c1"), finding("c2", "suggestion", code="AM205"), finding("c3", code="AM999"), file="./maps/é 1.yaml"
    )
    log = json.loads(as_sarif(found))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"]
    ids = [rule["id"] for rule in driver["rules"]]
    assert ids == sorted(set(ids))
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"]
        assert rule["defaultConfiguration"]["level"] in {"none", "note", "warning", "error"}
    assert len(run["results"]) == 3
    for result in run["results"]:
        assert result["message"]["text"]
        assert result["level"] in {"none", "note", "warning", "error"}
        if "ruleIndex" in result:
            assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        (location,) = result["locations"]
        assert location["physicalLocation"]["artifactLocation"]["uri"] == "maps/%C3%A9%201.yaml"
        assert location["physicalLocation"]["region"] == {"startLine": 1, "startColumn": 3}


def test_sarif_fingerprints_stay_while_lines_move_and_tell_findings_apart() -> None:
    def prints(*findings: Finding) -> list[str]:
        results = json.loads(as_sarif(checked(*findings)))["runs"][0]["results"]
        return [result["partialFingerprints"]["argmapPath/v1"] for result in results]

    assert prints(finding("a", line=1)) == prints(finding("a", line=9))
    assert len(set(prints(finding("a"), finding("b"), finding("a", code="AM102")))) == 3


def test_rdjson_counts_columns_in_bytes() -> None:
    report = json.loads(as_rdjson(checked(finding(), lines=("éé: x",))))
    assert report["diagnostics"][0]["location"]["range"]["start"] == {"line": 1, "column": 5}
    assert report["diagnostics"][0]["severity"] == "ERROR"
    assert report["diagnostics"][0]["code"] == {"value": "AM101"}
