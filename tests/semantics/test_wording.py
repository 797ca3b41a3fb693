"""Every status says why in a sentence or two, in the agreed words and never in others."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from rich.cells import cell_len

import argmap
from argmap import vocabulary
from argmap.model.index import Index
from argmap.model.types import Map, Source
from argmap.semantics.explanations import sentence
from argmap.semantics.labels import Forces, label
from argmap.semantics.status import objections, status
from argmap.semantics.wording import LONGEST_QUOTE, listed, quoted, source_named
from argmap.vocabulary import CAVEAT, STATUSES
from tests.semantics.cases import Case, build
from tests.semantics.small_cases import cases
from tests.semantics.worked import claim, labels_of, objects, supports, undercuts, worked_labels
from tests.strategies import maps

PACKAGE = Path(argmap.__file__).parent
OURS = sorted(
    [*PACKAGE.glob("semantics/*.py"), *PACKAGE.glob("report/status/*.py"), *PACKAGE.glob("report/matrix*.py")]
)
FORBIDDEN = re.compile(
    r"\b(true|proven|wins?|won|defeat(s|ed)?|debunked|50/50|refuted|stands?|falls?|fallen|fell|as mapped|granted|"
    r"withdrawn|contention|on record|told|bears? on)\b",
    re.IGNORECASE,
)
MARK = re.compile(r"“[^”]*”")


def test_the_worked_map_in_words() -> None:
    labels = worked_labels()
    assert {name: sentence(labels, name) for name in labels.index.claims} == {
        "k": "Challenged: has an unanswered objection, “It creates dependence”.",
        "a": "Supported by “Pilots ran twice as fast”.",
        "b": "Supported by the source s2.",
        "c": "Challenged: has an unanswered objection, “Exit terms are rarely enforceable”.",
        "d": "Supported by the source s2.",
        "e": "Supported by the source “Pilot study”.",
    }


def test_the_worked_map_in_words_without_its_sources() -> None:
    labels = worked_labels().under(Forces(rejected_sources=frozenset({"s1", "s2"})))
    assert sentence(labels, "e") == "Support lost: its only source, “Pilot study”, is rejected."
    assert (
        sentence(labels, "a") == "Support lost: its only support, “Pilots ran twice as fast”, has lost its support."
    )
    assert sentence(labels, "c") == "Objections answered: “Exit terms are rarely enforceable” has lost its support."


SAID = (
    ((claim("a"),), "No reasons yet: nobody has added a reason for or against it."),
    ((claim("a", assumed=True),), "Assumed: the map takes this as given."),
    (
        (claim("a", assumed=True), claim("b", supports("b", "a"))),
        "Assumed: the map takes this as given. Also supported by “Claim b”.",
    ),
    (
        (claim("a"), claim("b", supports("b", "a", "c")), claim("c")),
        "Supported by “Claim b” with “Claim c”.",
    ),
    (
        (claim("a"), claim("b", supports("b", "a")), claim("c", supports("c", "a")), claim("d", supports("d", "a"))),
        "Supported by “Claim b”, “Claim c” and 1 more.",
    ),
    (
        (claim("a"), claim("b", supports("b", "a")), claim("c", objects("c", "a")), claim("d", objects("d", "c"))),
        "Supported by “Claim b”. Its objection “Claim c” is answered.",
    ),
    (
        (claim("a"), claim("c", objects("c", "a")), claim("d", objects("d", "c"))),
        "Objections answered: “Claim c” is answered.",
    ),
    (
        (claim("a"), claim("c", objects("c", "a")), claim("d", objects("d", "a"))),
        "Challenged: has 2 unanswered objections, “Claim c” and “Claim d”.",
    ),
    (
        (claim("a"), claim("b", supports("b", "a")), claim("c", undercuts("c", "b -> a"))),
        "Support lost: its only support, “Claim b”, is undercut by “Claim c”.",
    ),
    (
        (claim("a"), claim("b", supports("b", "a")), claim("c", objects("c", "b"))),
        "Support lost: its only support, “Claim b”, is challenged.",
    ),
    (
        (
            claim("a"),
            claim("b", supports("b", "a")),
            claim("c", objects("c", "b"), undercuts("c", "d -> a")),
            claim("d", supports("d", "a")),
        ),
        "Support lost: “Claim b” is challenged and “Claim d” is undercut by “Claim c”.",
    ),
    ((claim("a", objects("a", "a")),), "Contested: objects to itself."),
    (
        (claim("a", objects("a", "b")), claim("b", objects("b", "a"))),
        "Contested: in an open dispute with “Claim b”.",
    ),
    (
        (claim("a"), claim("b", supports("b", "a")), claim("c", objects("c", "c"), undercuts("c", "b -> a"))),
        "Contested: depends on an open dispute about “Claim c”.",
    ),
    ((claim("a", supports("a", "a")),), "Circular: supported only by itself."),
    (
        (claim("a", supports("a", "b")), claim("b", supports("b", "a"))),
        "Circular: supported only through “Claim b”, which it supports.",
    ),
    (
        (claim("a"), claim("b", supports("b", "b"), supports("b", "a"))),
        "Contested: depends on “Claim b”, which has only circular support.",
    ),
    (
        (
            claim("a", supports("a", "b")),
            claim("b", supports("b", "a")),
            claim("x", objects("x", "x"), objects("x", "a")),
        ),
        "Contested: depends on an open dispute about “Claim x”.",
    ),
    (
        (
            claim("a", supports("a", "b")),
            claim("b", supports("b", "a"), supports("b", "c")),
            claim("c", objects("c", "a")),
        ),
        "Contested: in an open dispute with “Claim b” and “Claim c”.",
    ),
)


@pytest.mark.parametrize(("claims", "expected"), SAID, ids=[said for _, said in SAID])
def test_why_a_claim_has_its_status(claims: tuple, expected: str) -> None:
    assert sentence(labels_of(*claims), "a") == expected


def test_a_source_without_a_title_is_named_on_one_line_of_a_few_words() -> None:
    sources = (Source(id="a", publisher="two\nlines"), Source(id="b", url=f"https://example.org/{'x' * 500}"))
    index = Index.build(Map(title="t", sources=sources))
    assert source_named(index, "a") == "two lines"
    assert source_named(index, "b") == f"example.org/{'x' * 47}…"


def test_forced_claims_say_so() -> None:
    labels = worked_labels().under(Forces(accepted=frozenset({"c"}), rejected=frozenset({"a"})))
    assert sentence(labels, "c") == "Accepted in this what-if."
    assert sentence(labels, "a") == "Rejected in this what-if."


WHAT_IFS = (
    (
        (claim("a"), claim("o", objects("o", "a"))),
        {"o"},
        "No longer objected to: “Claim o” is rejected.",
    ),
    (
        (claim("a"), claim("o", objects("o", "a"), objects("o", "b")), claim("b", objects("b", "a"))),
        {"b", "o"},
        "No longer objected to: “Claim o” and “Claim b” are rejected.",
    ),
    (
        (claim("a", assumed=True), claim("o", objects("o", "a")), claim("p", supports("p", "o"))),
        {"p"},
        "Assumed: the map takes this as given. Its objection “Claim o” has lost its support.",
    ),
    (
        (claim("a"), claim("o", objects("o", "a")), claim("p", objects("p", "o"))),
        {"o"},
        "No longer objected to: “Claim o” is rejected.",
    ),
    (
        (claim("a"), claim("o", objects("o", "a")), claim("p", undercuts("p", "o -> a"))),
        {"o"},
        "Objections answered: “Claim o” is answered.",
    ),
    (
        (claim("a"), claim("b", supports("b", "a"))),
        {"b"},
        "Support lost: its only support, “Claim b”, is rejected.",
    ),
)


@pytest.mark.parametrize(("claims", "rejected", "expected"), WHAT_IFS, ids=[said for *_, said in WHAT_IFS])
def test_what_is_rejected_answers_nothing(claims: tuple, rejected: set[str], expected: str) -> None:
    labels = labels_of(*claims).under(Forces(rejected=frozenset(rejected)))
    assert sentence(labels, "a") == expected


@given(cases(most_claims=7, most_reasons=12))
def test_only_what_counts_answers(case: Case) -> None:
    """In every what-if, an objection is answered just when an objection or undercut that counts is against it."""
    built = build(case)
    labels = label(built.index, built.forces)
    for reason, became in objections(labels):
        against = [
            one.address
            for one in built.index.reasons.values()
            if one.kind != "supports" and labels.of_reason(one.address) == "in"
            if one.target == reason.address
            or (
                one.kind == "objects_to" and one.target in reason.premises and one.target not in built.forces.rejected
            )
        ]
        assert (became == "answered") == (labels.of_reason(reason.address) == "out" and bool(against))
        forced = not built.forces.rejected.isdisjoint(reason.premises)
        assert became != "rejected" or forced
        assert became != "support lost" or not forced


@given(cases(most_claims=7, most_reasons=12))
def test_every_status_has_a_sentence_that_names_claims_of_the_map(case: Case) -> None:
    built = build(case)
    labels = label(built.index, built.forces)
    for name in built.index.claims:
        said = sentence(labels, name)
        found = status(labels, name)
        assert said.startswith((STATUSES[found].label, *(["No longer objected to"] if found == "no reasons" else [])))
        assert said.endswith(".")
        assert said.count(". ") <= 3
        texts = {item.text for item in built.index.claims.values()}
        assert all(quote[1:-1] in texts for quote in MARK.findall(said))
        if labels.of(name) == "out" and name not in labels.forces.rejected:
            assert MARK.search(said) or "source" in said


@given(maps())
def test_any_map_can_be_said(map_: Map) -> None:
    labels = label(Index.build(map_))
    assert all("\n" not in sentence(labels, item.id) for item in map_.claims)


def test_a_long_text_is_cut_at_a_word_and_a_list_is_counted() -> None:
    assert quoted("word " * 100) == "“" + " ".join(["word"] * (LONGEST_QUOTE // 5)) + "…”"
    assert [quoted("x" * 160), quoted("x" * 161)] == [f"“{'x' * 160}”", f"“{'x' * 159}…”"]
    assert quoted("One sentence.\nAnd more.") == "“One sentence. And more”"
    assert listed(["a", "a"]) == "a"
    assert listed(["a", "b"]) == "a and b"
    assert listed(["a", "b", "c", "d"]) == "a, b and 2 more"
    assert listed(["a", "b", "c"], 5) == "a, b and c"


def test_a_source_is_named_by_its_title() -> None:
    cited = claim("a", sources=("s",))
    index = Index.build(Map(title="T", claims=(cited,), sources=(Source(id="s", title="A title."),)))
    assert sentence(label(index), "a") == "Supported by the source “A title”."


@pytest.mark.parametrize(("title", "named"), [("x" * 60, f"“{'x' * 60}”"), ("x" * 61, f"“{'x' * 59}…”")])
def test_the_title_of_a_source_is_cut_after_sixty_characters(title: str, named: str) -> None:
    index = Index.build(Map(title="T", sources=(Source(id="s", title=title),)))
    assert source_named(index, "s") == named


@pytest.mark.parametrize("file", OURS, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_no_forbidden_word_is_in_what_we_say(file: Path) -> None:
    nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    said = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    assert said
    assert [text for text in said if FORBIDDEN.search(text)] == []


def test_the_guard_against_forbidden_words_reads_our_files() -> None:
    assert len(OURS) >= 15
    assert FORBIDDEN.search("This side wins.")
    assert CAVEAT == "Based only on this map. Something missing may not have been added yet."


def strings(of: object) -> Iterator[str]:
    """All texts in a constant, those in tuples and mappings too."""
    if isinstance(of, str):
        yield of
    elif isinstance(of, Mapping):
        yield from strings([*of, *of.values()])
    elif isinstance(of, Iterable):
        for one in of:
            yield from strings(one)


def test_no_word_of_the_vocabulary_is_missing() -> None:
    words = {name: list(strings(value)) for name, value in vars(vocabulary).items() if name.isupper()}
    assert sum(map(len, words.values())) > 200
    assert [name for name, texts in words.items() if not all(texts)] == []


SEVERAL = {"is": "are", "has": "have", "its": "their"}


@pytest.mark.parametrize("words", STATUSES.values(), ids=list(STATUSES))
def test_a_status_is_the_same_word_at_every_length(words: vocabulary.StatusWords) -> None:
    assert words.verb_of_several == " ".join(SEVERAL.get(word, word) for word in words.verb.split())
    assert words.badge.startswith(f"{words.sign} ") and cell_len(words.badge) <= 12
    root = words.badge.split()[1]
    longer = (words.label, words.verb, words.becomes, words.of_several)
    assert all(root in text.casefold() or root in {"answered", "lost"} for text in longer)
    assert words.label[0].isupper() and words.meaning[0].islower()


def test_several_claims_have_the_verb_of_one_in_the_plural() -> None:
    for words in STATUSES.values():
        of_several = re.sub(r"^has\b", "have", re.sub(r"^is\b", "are", words.verb))
        assert words.verb_of_several == re.sub(r"\bits\b", "their", of_several)
