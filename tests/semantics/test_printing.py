"""Reports in print: nothing from a map acts where it is printed, everything ends with the caveat."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable

import pytest
from hypothesis import given

from argmap.model.index import Index
from argmap.model.types import Claim, Map, Position, Stakeholder
from argmap.report.matrix import COLUMNS, matrix_csv, matrix_markdown, matrix_text
from argmap.report.status import claims as claims_words
from argmap.report.status import stakeholders as stakeholder_words
from argmap.report.status.formats import FORMATS, code
from argmap.report.status.model import ReportEntry, StatusReport
from argmap.report.status.names import is_part_of
from argmap.report.status.sections import claim_section, summary_section
from argmap.semantics.labels import Forces, Labels, label
from argmap.semantics.sensitivity import cruxes
from argmap.semantics.stakeholders import agreements, matrix, recorded
from argmap.semantics.whatif import view, whatif
from argmap.semantics.wording import stakeholder_named
from argmap.views.main_claims import main_claims
from argmap.vocabulary import CAVEAT, counted
from tests.examples import examples
from tests.semantics.worked import worked_labels
from tests.strategies import maps

CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def whole_report(labels: Labels) -> StatusReport:
    """Every report on a map, on the first thing that each can be about."""
    index = labels.index
    sections = [
        claims_words.unanswered_section(labels),
        claims_words.gaps_section(labels),
        stakeholder_words.positions_section(index),
        claims_words.status_section(labels),
        summary_section(labels, {claim: cruxes(labels, claim) for claim in main_claims(labels.index)}),
        claims_words.disputes_section(labels),
        stakeholder_words.agreement_section(index),
        stakeholder_words.blocs_section(index),
        stakeholder_words.grid_section(index),
    ]
    for name in list(index.claims)[:1]:
        sections.append(claim_section(labels, name))
        sections.append(claims_words.cruxes_section(labels, name, cruxes(labels, name)))
        sections.append(claims_words.whatif_section(whatif(labels, Forces(rejected=frozenset({name})))))
        for who in list(index.stakeholders)[:1]:
            sections.append(stakeholder_words.view_section(index, who, [view(labels, who, name)]))
    sections += [stakeholder_words.coverage_section(labels, tension) for tension in index.tensions]
    return StatusReport(index.map.title, tuple(sections))


@examples(60)
@given(maps())
def test_no_text_of_a_map_acts_in_print(map_: Map) -> None:
    labels = label(Index.build(map_))
    report = whole_report(labels)
    assert not CONTROL.search(FORMATS["text"](report))
    page = FORMATS["markdown"](report)
    assert not CONTROL.search(page)
    assert "<script" not in page
    assert not re.search(r"(?<!\\)!\[", page)
    assert "@team" not in page
    data = FORMATS["json"](report)
    assert data.isascii()
    assert json.loads(data)["caveat"] == CAVEAT


@examples(60)
@given(maps())
def test_no_text_of_a_map_acts_in_a_matrix(map_: Map) -> None:
    index = Index.build(map_)
    whole = matrix(index)
    assert not CONTROL.search(matrix_text(index, whole))
    page = matrix_markdown(index, whole).splitlines()
    assert len({line.count("|") for line in page[: 2 + len(whole.claims)]}) == 1
    rows = list(csv.reader(io.StringIO(matrix_csv(index, whole), newline="")))
    silent = set(whole.claims) - {claim for claim, _ in whole.positions}
    saying_nothing = set(whole.stakeholders) - {who for _, who in whole.positions}
    assert len(rows) == 1 + len(whole.positions) + len(silent) + len(saying_nothing)
    assert {len(row) for row in rows} == {len(COLUMNS)}
    assert not any(field.lstrip()[:1] in {"=", "+", "-", "@", "|", "%"} for row in rows for field in row)


@pytest.mark.parametrize("format", ["text", "markdown"])
def test_every_report_ends_with_the_caveat(format: str) -> None:
    printed = FORMATS[format](whole_report(worked_labels()))
    assert printed.rstrip("*\n").endswith(CAVEAT)
    assert printed.endswith("\n") and not printed.endswith("\n\n")


@pytest.mark.parametrize("write", [matrix_text, matrix_markdown])
def test_every_matrix_ends_with_the_caveat(write: Callable[..., str]) -> None:
    index = worked_labels().index
    assert write(index, recorded(matrix(index))).rstrip("*\n").endswith(CAVEAT)


def test_the_worked_map_in_text() -> None:
    labels = worked_labels()
    sections = (
        claims_words.unanswered_section(labels),
        claims_words.cruxes_section(labels, "k", cruxes(labels, "k")),
    )
    assert FORMATS["text"](StatusReport("A partnership", sections)) == WORKED_TEXT


WORKED_TEXT = f"""\
A partnership

Unanswered objections
=====================
2 objections and 1 undercut: 2 unanswered, 1 answered.

Against “Sign the partnership”
- “It creates dependence”.
    Agrees: The Ministry.

Against “Exit terms limit it”
- “Exit terms are rarely enforceable”.
    Agrees: The labs.
    An answer would change the status of 2 claims.

Cruxes of “Sign the partnership”
================================
“Sign the partnership” is challenged. Accepting or rejecting one of 3 other claims would change
that.
- “It creates dependence”.
    If rejected: not challenged. If accepted: challenged.
    Agrees: The Ministry.
- “Exit terms limit it”.
    If rejected: challenged. If accepted: not challenged.
    Agrees: The Ministry.
- “Exit terms are rarely enforceable”.
    If rejected: not challenged. If accepted: challenged.
    Stakeholders disagree: The labs for, The Ministry against.

{CAVEAT}
"""


def test_ids_follow_the_texts_when_asked_for() -> None:
    labels = worked_labels()
    report = StatusReport("A partnership", (claims_words.unanswered_section(labels),))
    assert "- “It creates dependence”. [b -> k]\n" in FORMATS["text"](report, ids=True)
    assert "- “It creates dependence”. (`b -> k`)\n" in FORMATS["markdown"](report, ids=True)
    for format in ("text", "markdown"):
        assert "b -> k" not in FORMATS[format](report)


def test_the_worked_map_in_markdown() -> None:
    labels = worked_labels()
    sections = (stakeholder_words.positions_section(labels.index),)
    assert FORMATS["markdown"](StatusReport("A partnership", sections)) == WORKED_MARKDOWN


WORKED_MARKDOWN = f"""\
# A partnership

## Positions

8 positions: 2 of 3 stakeholders, on 5 of 6 claims.

- “Sign the partnership”.
  - Agrees: The Ministry \\(no source\\).
- “Exit terms are rarely enforceable”.
  - Agrees: The labs \\(no source\\).
  - Disagrees: The Ministry \\(no source\\).
- “It speeds adoption”.
  - Agrees: The Ministry \\(no source\\); The labs \\(no source\\).
- “It creates dependence”.
  - Agrees: The Ministry \\(“Pilot study”, 2026\\-01\\-02\\).
  - Mixed: The labs \\(no source\\).
- “Exit terms limit it”.
  - Agrees: The Ministry \\(no source\\).

*{CAVEAT}*
"""


def test_the_coverage_of_a_tension_is_no_verdict() -> None:
    section = stakeholder_words.coverage_section(worked_labels(), "reliance")
    assert section.heading == "Coverage of the tension “Speed versus independence”"
    assert section.lead == "These counts show how much the map records for each side, not which side is stronger."
    assert [entry.text for entry in section.groups[0].entries] == [
        "Go fast: 1 claim, 1 support, 1 source, 1 unanswered objection, 1 stakeholder for it.",
        "Stay independent: 1 claim, no supports, 1 source, no unanswered objections, 1 stakeholder for it.",
    ]


def test_one_claim_with_its_reasons() -> None:
    assert FORMATS["text"](StatusReport("A partnership", (claim_section(worked_labels(), "k"),))) == WORKED_CLAIM


WORKED_CLAIM = f"""\
A partnership

Status of “Sign the partnership”
================================
Challenged: has an unanswered objection, “It creates dependence”.

Objections
- “It creates dependence”: unanswered.
    Its link is undercut by “Exit terms limit it”: answered.

Supports
- “It speeds adoption”: counts.

Positions
- Agrees: The Ministry (no source).

Sources under the claim
- “Pilot study”.

{CAVEAT}
"""


def test_the_worked_map_as_data() -> None:
    labels = worked_labels()
    result = whatif(labels, Forces(rejected_sources=frozenset({"s2"})))
    (section,) = json.loads(FORMATS["json"](StatusReport("A", (claims_words.whatif_section(result),))))["sections"]
    assert section["report"] == "what_if"
    assert section["data"]["rejected_sources"] == ["s2"]
    assert [(change["claim"], change["before"], change["after"]) for change in section["data"]["changes"]] == [
        ("k", "challenged", "supported"),
        ("b", "supported", "support lost"),
        ("c", "challenged", "answered"),
        ("d", "supported", "support lost"),
    ]


def test_the_matrix_in_text() -> None:
    index = worked_labels().index
    lines = matrix_text(index, recorded(matrix(index)), width=40).splitlines()
    assert lines[0].endswith(" 1 2")
    assert lines[3] == "It creates dependence.               A M"
    assert "Not shown: 1 claim and 1 stakeholder." in lines
    lines = matrix_text(index, recorded(matrix(index)), ids=True, width=40).splitlines()
    assert lines[3] == "b: It creates dependence.            A M"


def test_pairs_are_told_apart_by_how_much_they_share() -> None:
    index = worked_labels().index
    section = stakeholder_words.agreement_section(index)
    (entry,) = section.groups[0].entries
    assert entry.text == "The Ministry and The labs agree on 1 of 3 claims in common."
    assert section.lead == "3 pairs of stakeholders: 1 with positions on the same claims."


def test_who_is_part_of_whom_is_said_where_they_agree() -> None:
    above = {"minister": "ministry", "ministry": "state", "state": "ministry", "mayor": None}
    assert not is_part_of(_holding_alike(above), "mayor", "state")
    section = stakeholder_words.blocs_section(_holding_alike(above))
    (bloc,) = section.groups[0].entries
    assert bloc.ids == ("minister", "ministry", "state", "mayor")
    assert bloc.details[:2] == ("minister is part of ministry.", "minister is part of state.")


def _holding_alike(above: dict[str, str | None]) -> Index:
    held = tuple(Position(stakeholder=who, stance="agrees") for who in above)
    return Index.build(
        Map(
            title="Alike",
            stakeholders=tuple(Stakeholder(id=who, part_of=whole) for who, whole in above.items()),
            claims=tuple(Claim(id=name, text=f"Claim {name}.", positions=held) for name in ("one", "two")),
        )
    )


def test_counts_read_well() -> None:
    assert [counted(n, "claim") for n in (0, 1, 2)] == ["no claims", "1 claim", "2 claims"]


def test_addresses_are_code_and_anything_else_is_escaped() -> None:
    assert code("a -> b -> c") == "`a -> b -> c`"
    assert code("a` <b>") == r"a\` &lt;b&gt;"


def test_pairs_that_are_asked_for_are_told_of_without_a_claim_in_common() -> None:
    index = worked_labels().index
    pairs = tuple(pair for pair in agreements(index) if not pair.shared)[:1]
    (entry,) = stakeholder_words.agreement_section(index, pairs).groups[0].entries
    one, other = (stakeholder_named(index, name) for name in (pairs[0].one, pairs[0].other))
    assert entry == ReportEntry(f"{one} and {other}: no claim in common.", (pairs[0].one, pairs[0].other))
