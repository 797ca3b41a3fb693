"""Every label says why in one sentence, in the agreed words and never in others."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from hypothesis import given

import argmap
from argmap.model.index import Index
from argmap.model.types import Map, Source
from argmap.semantics.labels import Forces, label
from argmap.semantics.objections import objections
from argmap.semantics.wording import LONGEST_QUOTE, headline, listed, quoted, sentence, source_named
from argmap.vocabulary import CAVEAT
from tests.semantics.cases import Case, build
from tests.semantics.small_cases import cases
from tests.semantics.worked import claim, labels_of, objects, supports, undercuts, worked_labels
from tests.strategies import maps

PACKAGE = Path(argmap.__file__).parent
OURS = sorted(
    [*PACKAGE.glob("semantics/*.py"), *PACKAGE.glob("report/status/*.py"), *PACKAGE.glob("report/matrix*.py")]
)
FORBIDDEN = re.compile(r"\b(true|proven|wins?|won|defeat(s|ed)?|debunked|50/50|refuted)\b", re.IGNORECASE)
MARK = re.compile(r"“[^”]*”")

HEADLINES = {
    "Stands, as mapped",
    "Has an unanswered objection",
    "No remaining support on this map",
    "Contested",
    "Rests only on itself",
    "No reasons recorded yet",
    "Granted in this what-if",
    "Withdrawn in this what-if",
}


def test_the_worked_map_in_words() -> None:
    labels = worked_labels()
    assert {name: sentence(labels, name) for name in labels.index.claims} == {
        "k": "Has an unanswered objection: “It creates dependence”.",
        "a": "Stands, as mapped: supported by “Pilots ran twice as fast”.",
        "b": "Stands, as mapped: supported by the source s2.",
        "c": "Has an unanswered objection: “Exit terms are rarely enforceable”.",
        "d": "Stands, as mapped: supported by the source s2.",
        "e": "Stands, as mapped: supported by the source “Pilot study”.",
    }


def test_the_worked_map_in_words_without_its_sources() -> None:
    labels = worked_labels().under(Forces(withdrawn_sources=frozenset({"s1", "s2"})))
    assert sentence(labels, "e") == "No remaining support on this map: the source “Pilot study” is withdrawn."
    assert sentence(labels, "a") == "No remaining support on this map: “Pilots ran twice as fast” has fallen."
    assert sentence(labels, "c") == (
        "No reasons recorded yet: it stands, as mapped, and its objection has lost support: “Exit terms are "
        "rarely enforceable”."
    )


SAID = (
    ((claim("a"),), "No reasons recorded yet: it stands, as mapped, because no objection to it is recorded either."),
    ((claim("a", assumed=True),), "Stands, as mapped: it is assumed."),
    (
        (claim("a", assumed=True), claim("b", supports("b", "a"))),
        "Stands, as mapped: it is assumed and supported by “Claim b”.",
    ),
    (
        (claim("a"), claim("b", supports("b", "a", "c")), claim("c")),
        "Stands, as mapped: supported by “Claim b” with “Claim c”.",
    ),
    (
        (claim("a"), claim("b", supports("b", "a")), claim("c", supports("c", "a")), claim("d", supports("d", "a"))),
        "Stands, as mapped: supported by “Claim b”, “Claim c” and 1 more.",
    ),
    (
        (claim("a"), claim("b", supports("b", "a")), claim("c", undercuts("c", "b -> a"))),
        "No remaining support on this map: the link from “Claim b” is undercut by “Claim c”.",
    ),
    ((claim("a", objects("a", "a")),), "Contested: depends on itself."),
    ((claim("a", objects("a", "b")), claim("b", objects("b", "a"))), "Contested: depends on “Claim b”."),
    (
        (claim("a"), claim("b", supports("b", "a")), claim("c", objects("c", "c"), undercuts("c", "b -> a"))),
        "Contested: depends on “Claim c”.",
    ),
    ((claim("a", supports("a", "a")),), "Rests only on itself: its reasons come back to it."),
    (
        (claim("a", supports("a", "b")), claim("b", supports("b", "a"))),
        "Rests only on itself: its reasons come back to it through “Claim b”.",
    ),
    (
        (claim("a"), claim("b", supports("b", "b"), supports("b", "a"))),
        "Contested: depends on “Claim b”.",
    ),
    (
        (
            claim("a", supports("a", "b")),
            claim("b", supports("b", "a")),
            claim("x", objects("x", "x"), objects("x", "a")),
        ),
        "Contested: depends on “Claim x” and “Claim b”.",
    ),
    (
        (
            claim("a", supports("a", "b")),
            claim("b", supports("b", "a"), supports("b", "c")),
            claim("c", objects("c", "a")),
        ),
        "Contested: depends on “Claim c” and “Claim b”.",
    ),
)


@pytest.mark.parametrize(("claims", "expected"), SAID, ids=[said for _, said in SAID])
def test_why_a_claim_has_its_label(claims: tuple, expected: str) -> None:
    assert sentence(labels_of(*claims), "a") == expected


def test_a_source_without_a_title_is_named_on_one_line_of_a_few_words() -> None:
    sources = (Source(id="a", publisher="two\nlines"), Source(id="b", url=f"https://example.org/{'x' * 500}"))
    index = Index.build(Map(title="t", sources=sources))
    assert source_named(index, "a") == "two lines"
    assert source_named(index, "b") == f"example.org/{'x' * 47}…"


def test_forced_claims_say_so() -> None:
    labels = worked_labels().under(Forces(granted=frozenset({"c"}), withdrawn=frozenset({"a"})))
    assert sentence(labels, "c") == "Granted in this what-if."
    assert sentence(labels, "a") == "Withdrawn in this what-if."


WHAT_IFS = (
    (
        (claim("a"), claim("o", objects("o", "a"))),
        {"o"},
        "No reasons recorded yet: it stands, as mapped, and its objection is withdrawn: “Claim o”.",
    ),
    (
        (claim("a"), claim("o", objects("o", "a"), objects("o", "b")), claim("b", objects("b", "a"))),
        {"b", "o"},
        "No reasons recorded yet: it stands, as mapped, and its objections are withdrawn: “Claim o” and “Claim b”.",
    ),
    (
        (claim("a", assumed=True), claim("o", objects("o", "a")), claim("p", supports("p", "o"))),
        {"p"},
        "Stands, as mapped: it is assumed, and its objection has lost support: “Claim o”.",
    ),
    (
        (claim("a"), claim("o", objects("o", "a")), claim("p", objects("p", "o"))),
        {"o"},
        "No reasons recorded yet: it stands, as mapped, and its objection is withdrawn: “Claim o”.",
    ),
    (
        (claim("a"), claim("o", objects("o", "a")), claim("p", undercuts("p", "o -> a"))),
        {"o"},
        "No reasons recorded yet: it stands, as mapped, and its objection is answered on this map: “Claim o”.",
    ),
    (
        (claim("a"), claim("b", supports("b", "a"))),
        {"b"},
        "No remaining support on this map: “Claim b” is withdrawn.",
    ),
)


@pytest.mark.parametrize(("claims", "withdrawn", "expected"), WHAT_IFS, ids=[said for *_, said in WHAT_IFS])
def test_what_is_withdrawn_answers_nothing(claims: tuple, withdrawn: set[str], expected: str) -> None:
    labels = labels_of(*claims).under(Forces(withdrawn=frozenset(withdrawn)))
    assert sentence(labels, "a") == expected


@given(cases(most_claims=7, most_reasons=12))
def test_only_what_stands_answers(case: Case) -> None:
    """In every what-if, an objection is told as answered just when something on the map that stands is against it."""
    built = build(case)
    labels = label(built.index, built.forces)
    for reason, became in objections(labels):
        against = [
            one.address
            for one in built.index.reasons.values()
            if one.kind != "supports" and labels.of_reason(one.address) == "in"
            if one.target == reason.address
            or (
                one.kind == "objects_to"
                and one.target in reason.premises
                and one.target not in built.forces.withdrawn
            )
        ]
        assert (became == "answered") == (labels.of_reason(reason.address) == "out" and bool(against))
        forced = not built.forces.withdrawn.isdisjoint(reason.premises)
        assert became != "withdrawn" or forced
        assert became != "support lost" or not forced


@given(cases(most_claims=7, most_reasons=12))
def test_every_label_has_one_sentence_that_names_claims_of_the_map(case: Case) -> None:
    built = build(case)
    labels = label(built.index, built.forces)
    for name in built.index.claims:
        said = sentence(labels, name)
        assert said.startswith(headline(labels, name))
        assert headline(labels, name) in HEADLINES
        assert said.endswith(".")
        assert said.count(". ") == 0
        texts = {item.text for item in built.index.claims.values()}
        assert all(quote[1:-1] in texts for quote in MARK.findall(said))
        if said.startswith("Rests only on itself"):
            assert labels.of(name) == "undecided"
        if labels.of(name) == "out" and name not in labels.forces.withdrawn:
            assert MARK.search(said) or "the source" in said


@given(maps())
def test_any_map_can_be_said(map_: Map) -> None:
    labels = label(Index.build(map_))
    assert all("\n" not in sentence(labels, item.id) for item in map_.claims)


def test_a_long_text_is_cut_at_a_word_and_a_list_is_counted() -> None:
    assert quoted("word " * 100) == "“" + " ".join(["word"] * (LONGEST_QUOTE // 5)) + "…”"
    assert quoted("One sentence.\nAnd more.") == "“One sentence. And more”"
    assert listed(["a", "a"]) == "a"
    assert listed(["a", "b"]) == "a and b"
    assert listed(["a", "b", "c", "d"]) == "a, b and 2 more"
    assert listed(["a", "b", "c"], 5) == "a, b and c"


def test_a_source_is_named_by_its_title() -> None:
    cited = claim("a", sources=("s",))
    index = Index.build(Map(title="T", claims=(cited,), sources=(Source(id="s", title="A title."),)))
    assert sentence(label(index), "a") == "Stands, as mapped: supported by the source “A title”."


@pytest.mark.parametrize("file", OURS, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_no_forbidden_word_is_in_what_we_say(file: Path) -> None:
    nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    said = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    assert said
    assert [text for text in said if FORBIDDEN.search(text)] == []


def test_the_guard_against_forbidden_words_reads_our_files() -> None:
    assert len(OURS) >= 20
    assert FORBIDDEN.search("This side wins.")
    assert CAVEAT == "Based only on this map. Something missing may not have been added yet."
