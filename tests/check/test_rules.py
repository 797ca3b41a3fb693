"""The rules, each at its edges: what it must find and what it must leave alone."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.check.dates import date_advice, meant_date, span_of
from argmap.check.debate import circles_of_support, rests_on
from argmap.check.rule import parts_of
from argmap.check.rules import RULES, check
from argmap.check.settings import Settings
from argmap.check.texts import alike, gist, nearly_the_same
from argmap.check.wording import ids_listed
from argmap.mapfile.syntax.problems import PROBLEMS
from argmap.model.findings import Finding
from argmap.model.index import Index
from argmap.model.lookup import Nearest
from argmap.model.types import Citation, Claim, Kind, Map, Position, Reason, Source, Stakeholder, Tension, rebuilt
from argmap.report.findings.pages import CHAPTERS, FIXABLE, pages
from argmap.report.findings.text import hint_of
from tests.golden import kept
from tests.strategies import maps


def found(map: Map, code: str, settings: Settings | None = None) -> list[Finding]:
    return [one for one in check(Index.build(map), settings or Settings()) if one.code == code]


def texts_map(*texts: str) -> Map:
    return Map(title="T", claims=tuple(Claim(id=f"c{place}", text=text) for place, text in enumerate(texts)))


def supports(*pairs: str) -> Map:
    """``"ab"`` means that claim a supports claim b."""
    ids = sorted(set("".join(pairs)))
    return Map(
        title="T",
        claims=tuple(
            Claim(
                id=one,
                text=f"Claim {one}",
                reasons=tuple(
                    Reason(premise=one, kind="supports", target=pair[1]) for pair in pairs if pair[0] == one
                ),
            )
            for one in ids
        ),
    )


def test_codes_and_names_are_never_used_twice() -> None:
    codes = [rule.code for rule in RULES] + [problem.code for problem in PROBLEMS]
    names = [rule.name for rule in RULES] + [problem.name for problem in PROBLEMS]
    assert len(set(codes)) == len(codes)
    assert len(set(names)) == len(names)
    assert [rule.code for rule in RULES] == sorted(rule.code for rule in RULES)


def test_every_rule_has_its_page() -> None:
    for page in pages().values():
        assert page.sentence.endswith(".")
        assert "\n" not in page.sentence
        assert page.bad.strip()
        assert page.good.strip()
        assert page.bad != page.good
        assert page.code[:3] in CHAPTERS
    assert set(pages()) >= FIXABLE


def test_state_of_the_debate_is_never_an_error_and_unsoundness_never_a_note() -> None:
    for rule in RULES:
        if rule.code.startswith("AM1"):
            assert rule.level in {"error", "warning"}
        if rule.code.startswith("AM2"):
            assert rule.level == "suggestion"


@given(maps())
def test_a_sound_map_has_no_broken_reference_and_checking_twice_says_the_same(map: Map) -> None:
    first = list(check(Index.build(map), Settings(today=date(2026, 1, 1))))
    assert first == list(check(Index.build(map), Settings(today=date(2026, 1, 1))))
    assert not [one for one in first if one.code in {"AM101", "AM102", "AM103", "AM104", "AM105", "AM106", "AM108"}]


@pytest.mark.parametrize(
    ("docstring", "parts"),
    [
        ("One sentence.", ("One sentence.", "", "", "")),
        ("One\n    sentence.\n\n    Why it\n    matters.\n    ", ("One sentence.", "Why it matters.", "", "")),
        (
            "S.\n\n    Bad:\n        a: 1\n\n    Good:\n        a:\n          b\n    ",
            ("S.", "", "a: 1\n", "a:\n  b\n"),
        ),
    ],
)
def test_reading_a_docstring(docstring: str, parts: tuple[str, str, str, str]) -> None:
    assert parts_of(docstring) == parts


# Which rules are wanted.


@pytest.mark.parametrize(
    ("select", "ignore", "wanted"),
    [
        ((), (), True),
        (("AM2",), (), True),
        (("AM205",), (), True),
        (("unanswered-objection",), (), True),
        (("AM1",), (), False),
        ((), ("AM2",), False),
        ((), ("AM205",), False),
        ((), ("unanswered-objection",), False),
        ((), ("AM203",), True),
        (("AM205",), ("AM2",), True),
        (("AM2",), ("AM205",), False),
        (("AM205",), ("AM205",), False),
    ],
)
def test_the_longer_selector_wins(select: tuple[str, ...], ignore: tuple[str, ...], wanted: bool) -> None:
    assert Settings(select, ignore).wants("AM205", "unanswered-objection") is wanted


def test_levels_can_be_changed_by_code_and_by_name() -> None:
    map = texts_map("One", "Two")
    assert found(map, "AM204", Settings(levels={"AM204": "error"}))[0].severity == "error"
    assert found(map, "AM204", Settings(levels={"claim-without-connection": "warning"}))[0].severity == "warning"


# Circles and sources.


@pytest.mark.parametrize(
    ("pairs", "circles"),
    [
        (["ab", "bc"], []),
        (["ab", "ba"], [("a", "b")]),
        (["aa"], []),
        (["ab", "bc", "ca", "cd", "de", "ed"], [("a", "b", "c"), ("d", "e")]),
    ],
)
def test_circles_of_support(pairs: list[str], circles: list[tuple[str, ...]]) -> None:
    assert list(circles_of_support(Index.build(supports(*pairs)))) == circles


@given(st.lists(st.text(alphabet="abcdef", min_size=2, max_size=2), max_size=12, unique=True))
def test_two_claims_are_in_one_circle_exactly_if_each_reaches_the_other(pairs: list[str]) -> None:
    reach = {pair for pair in pairs if pair[0] != pair[1]}
    for _ in "abcdef":
        reach |= {x[0] + y[1] for x in reach for y in reach if x[1] == y[0]}
    circles = circles_of_support(Index.build(supports(*pairs)))
    together = {a + b for circle in circles for a in circle for b in circle if a != b}
    assert together == {a + b for a, b in map(tuple, reach) if a != b and b + a in reach}


def test_a_long_chain_is_legal() -> None:
    ids = [f"c{number}" for number in range(3000)]
    claims = [
        Claim(id=one, text=f"Claim {one}.", reasons=(Reason(premise=one, kind="supports", target=upper),))
        for upper, one in itertools.pairwise(ids)
    ]
    map = Map(title="T", claims=(Claim(id="c0", text="Top."), *claims))
    assert not found(map, "AM207")


def test_sources_are_counted_down_the_supports() -> None:
    claims = (
        Claim(id="top", text="Top."),
        Claim(id="left", text="Left.", reasons=(Reason(premise="left", kind="supports", target="top"),),
              sources=(Citation(source="s"),)),
        Claim(id="right", text="Right.", reasons=(Reason(premise="right", kind="supports", target="top"),)),
        Claim(id="deep", text="Deep.", reasons=(Reason(premise="deep", kind="supports", target="right"),),
              sources=(Citation(source="s"), Citation(source="t"))),
    )  # fmt: skip
    assert rests_on(Index.build(Map(title="T", claims=claims))) == {"top": "", "left": "s", "right": "", "deep": ""}


# What holds of everything is said once.


def everywhere(**fields: Any) -> Map:
    """Three claims and two objections to the first, all with the same fields."""
    against = [(), (), (), *[(Reason(premise=one, kind="objects_to", target="a"),) for one in "de"]]
    texts = ("The town builds a bridge", "Ferries cost less", "Anglers would leave", "Trains run", "Roads flood")
    claims = zip("abcde", texts, against, strict=True)
    return Map(
        title="T",
        sources=tuple(Source(id=f"s{number}", title="A report") for number in range(3)),
        tensions=tuple(Tension(id=f"t{number}", title="A tension") for number in range(3)),
        stakeholders=(Stakeholder(id="who", name="Somebody"),),
        claims=tuple(Claim(id=one, text=text, reasons=reasons, **fields) for one, text, reasons in claims),
    )


HELD = {"positions": (Position(stakeholder="who", stance="agrees"),)}
CITED = {"positions": (Position(stakeholder="who", stance="agrees", source="s0"),)}


@pytest.mark.parametrize(
    ("code", "map", "sentence"),
    [
        ("AM202", everywhere(), "No claim cites a source, and 3 have no support."),
        (
            "AM202",
            everywhere(**CITED),
            "Sources are cited for positions but for no claim, and 3 have no support.",
        ),
        ("AM203", everywhere(), "No stakeholder has a position on any claim."),
        ("AM209", everywhere(**HELD), "None of the 5 positions has a source."),
        ("AM211", everywhere(), "None of the 3 sources is cited."),
        ("AM213", everywhere(), "None of the 3 tensions has claims."),
    ],
)
def test_what_holds_of_everything_is_said_once(code: str, map: Map, sentence: str) -> None:
    (one,) = found(map, code)
    assert one.message == sentence
    assert one.whole
    assert hint_of(one).endswith(f"Run 'argmap check --select {code}' to list them.")
    each = [finding for finding in check(Index.build(map), Settings(select=(code,))) if finding.code == code]
    assert len(each) >= 3
    assert sentence not in {finding.message for finding in each}


def test_nobody_is_told_of_twice() -> None:
    assert found(everywhere(), "AM203")
    assert not found(everywhere(), "AM212")


def test_what_holds_of_all_but_one_is_said_of_each() -> None:
    map = everywhere()
    held = rebuilt(map, claims=(rebuilt(map.claims[0], **HELD), *map.claims[1:]))
    assert [finding.path for finding in found(held, "AM203")] == [("claims", one) for one in "bcde"]


@pytest.mark.parametrize(("of_two", "of_one", "told"), [(8, 24, 1), (8, 25, 8), (7, 3, 7)])
def test_claims_that_may_be_two_are_told_together_where_there_are_many(of_two: int, of_one: int, told: int) -> None:
    texts = [f"Bridge {number} is dear. It is long." for number in range(of_two)]
    texts += [f"Ferry {number} is quick." for number in range(of_one)]
    findings = found(texts_map(*texts), "AM303")
    assert len(findings) == told
    if told == 1:
        assert findings[0].message == f"{of_two} of {of_two + of_one} claims may contain two claims."
        assert len(findings[0].related) == of_two


@pytest.mark.parametrize(("code", "said"), [("AM203", "12 of 14 claims have no position."), ("AM304", None)])
def test_what_is_so_of_most_claims_is_said_once(code: str, said: str | None) -> None:
    held = tuple(Claim(id=f"h{number}", text=f"Bridge {number} is dear", **HELD) for number in range(2))
    free = texts_map(*(f"Ferry {number} is quick" for number in range(12))).claims
    findings = found(Map(title="T", stakeholders=(Stakeholder(id="who"),), claims=(*held, *free)), code)
    assert [one.message for one in findings] == ([said] if said else [])


@pytest.mark.parametrize(("long", "short", "told"), [(8, 24, 1), (8, 25, 8), (7, 3, 7)])
def test_long_claims_are_told_together_where_there_are_many(long: int, short: int, told: int) -> None:
    texts = [f"Bridge {number} " + "is dear " * 100 for number in range(long)]
    findings = found(texts_map(*texts, *(f"Ferry {number} is quick" for number in range(short))), "AM304")
    assert len(findings) == told
    assert all(one.severity == "suggestion" for one in findings)
    if told == 1:
        assert findings[0].message == f"{long} of {long + short} claims are longer than 500 characters."


# Groups, reasons, positions.


@pytest.mark.parametrize(
    ("parts", "circles"),
    [
        ({"a": "b", "b": "c"}, 0),
        ({"a": "a"}, 1),
        ({"a": "b", "b": "a", "c": "a"}, 1),
        ({"c": "a", "a": "b", "b": "a"}, 1),
        ({"a": "b", "b": "a", "c": "d", "d": "c"}, 2),
    ],
)
def test_groups_in_a_circle_are_found_once(parts: dict[str, str], circles: int) -> None:
    stakeholders = tuple(Stakeholder(id=one, part_of=upper) for one, upper in parts.items())
    assert len(found(Map(title="T", stakeholders=stakeholders), "AM109")) == circles


def test_a_repeated_position_in_one_claim_is_found() -> None:
    held = (Position(stakeholder="s", stance="agrees"), Position(stakeholder="s", stance="disagrees"))
    map = Map(title="T", stakeholders=(Stakeholder(id="s"),), claims=(Claim(id="c", text="C", positions=held),))
    (one,) = found(map, "AM113")
    assert one.message == "The stakeholder “s” both agrees and disagrees with “C”."


def test_agreeing_with_part_of_a_linked_objection_is_no_contradiction() -> None:
    def holding(stance: str) -> Map:
        agrees = (Position(stakeholder="s", stance="agrees"),)
        objection = Reason(premise="b", kind="objects_to", target="a", linked=("c",))
        return Map(
            title="T",
            claims=(
                Claim(id="a", text="A", positions=agrees),
                Claim(id="b", text="B", positions=agrees, reasons=(objection,)),
                Claim(id="c", text="C", positions=agrees if stance == "agrees" else ()),
            ),
        )

    assert len(found(holding("agrees"), "AM210")) == 1
    assert not found(holding("nothing"), "AM210")


# Texts.


def table(name: str) -> list[str]:
    rows = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [row for row in rows if row and not row.startswith("#")]


@pytest.mark.parametrize(
    ("number", "told"), [(2, "'a' and 'b'"), (4, "'a', 'b', 'c' and 'd'"), (6, "'a', 'b', 'c', 'd' and 2 more")]
)
def test_four_ids_are_listed_and_more_are_counted(number: int, told: str) -> None:
    assert ids_listed([*"abcdef"][:number]) == told


def test_what_is_so_everywhere_is_said_once_with_what_to_do() -> None:
    alone = texts_map(*(f"Claim number {number} is true." for number in range(12)))
    first, *others = alone.claims
    against = [
        rebuilt(
            one,
            reasons=(Reason(premise=one.id, kind="objects_to", target=first.id),),
            positions=(Position(stakeholder=f"s{one.id}", stance="agrees"),),
        )
        for one in others
    ]
    disputed = rebuilt(
        alone,
        claims=(first, *against),
        stakeholders=tuple(Stakeholder(id=f"s{one.id}", name=f"Group {one.id}") for one in others),
        sources=tuple(Source(id=f"r{one.id}", title=f"Report {one.id}") for one in others),
        tensions=tuple(Tension(id=f"t{one.id}", title=f"Tension {one.id}") for one in others),
    )
    said = [
        f"{one.code} {one.message} {hint_of(one)}\n"
        for map in (alone, disputed)
        for one in check(Index.build(map), Settings())
        if len(one.path) == 1
    ]
    assert "".join(said) == kept(Path(__file__).with_name("once.txt"), "".join(said))
    assert len(said) > 5


@pytest.mark.parametrize("row", table("two-claims.txt"))
def test_two_claims_in_one(row: str) -> None:
    count, _, text = row.partition(" ")
    assert bool(found(texts_map(text), "AM303")) == {"1": False, "2": True}[count]


def test_splitting_sentences_takes_no_square_time() -> None:
    # A hundred thousand abbreviations: looking at the whole text before each would take minutes.
    assert not found(texts_map("See Dr. A " * 100_000), "AM303")


def test_two_long_claims_are_told_apart_where_they_differ() -> None:
    start = "The council should close the high street to all through traffic on every Saturday of"
    map = texts_map(f"{start} the summer.", f"{start} this summer.")
    (finding,) = found(map, "AM302")
    this, the = "“…on every Saturday of this summer”", "“…on every Saturday of the summer”"
    assert finding.message == f"{this} is nearly the same as {the}."


@pytest.mark.parametrize("row", table("near.txt"))
def test_near_duplicates(row: str) -> None:
    one, other = row[2:].split(" | ")
    assert (list(alike([gist(one), gist(other)])) == [(1, 0)]) is {"=": True, "!": False}[row[0]]
    assert (list(alike([gist(other), gist(one)])) == [(1, 0)]) is {"=": True, "!": False}[row[0]]


WORDS = "deal data court labour artist compute not good".split()


@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=7), max_size=12))
def test_a_claim_is_like_an_earlier_one_exactly_if_comparing_every_pair_says_so(texts: list[list[str]]) -> None:
    gists = [gist(" ".join(words)) for words in texts]
    slow = {
        later
        for later, earlier in itertools.combinations(reversed(range(len(gists))), 2)
        if gists[later].tells_enough and gists[earlier].tells_enough and nearly_the_same(gists[earlier], gists[later])
    }
    pairs = list(alike(gists))
    assert all(nearly_the_same(gists[earlier], gists[later]) for later, earlier in pairs)
    assert {later for later, _ in pairs} == slow


# Characters.


@pytest.mark.parametrize(
    "text",
    [
        "gоv.uk says so",  # Cyrillic о
        "The Αrts Council",  # Greek Α
        "A \U0001d42c\U0001d41a\U0001d41f\U0001d41e plan",  # mathematical bold
        "Use сору here",  # all Cyrillic, in a Latin text
        "ｇｏｏｄ deal",
    ],
)
def test_lookalikes_are_found(text: str) -> None:
    assert found(texts_map(text), "AM306")


@pytest.mark.parametrize(
    "text",
    [
        "Café Müller in Łódź, naïve",
        "Россия и OpenAI",
        "Иван оса",
        "β-carotene and α-helix at 5 µm or 5 μm",
        "全角ＡＢＣ文字",
        "العربية",
        "ℹ info, K2, Å",
    ],
)
def test_honest_letters_are_left_alone(text: str) -> None:
    assert not found(texts_map(text), "AM306")


@pytest.mark.parametrize(
    "text", ["zero\u200bwidth", "soft\u00adhyphen", "mark\ufeffinside", "tag\U000e0041\U000e0042", "a\u200db"]
)
def test_hidden_characters_are_found(text: str) -> None:
    assert found(texts_map(text), "AM307")


@pytest.mark.parametrize(
    "text",
    [
        "family \U0001f468\u200d\U0001f469\u200d\U0001f467",
        "flag \U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
        "نامه\u200cای",
        "plain",
    ],
)
def test_characters_that_are_needed_are_left_alone(text: str) -> None:
    assert not found(texts_map(text), "AM307")


# Dates and links.


@pytest.mark.parametrize("text", ["2025", "2025-07", "2025-07-21", "2024-02-29", "0001"])
def test_dates(text: str) -> None:
    assert span_of(text) is not None


@pytest.mark.parametrize(
    "text", ["", "0000", "2025-13", "2025-02-29", "25-07-21", "2025-7-1", "2025-07-21T10:00", "٢٠٢٥"]
)
def test_no_dates(text: str) -> None:
    assert span_of(text) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("21 July 2025", "2025-07-21"),
        ("21st Jul. 2025", "2025-07-21"),
        ("July 2025", "2025-07"),
        ("July 21, 2025", "2025-07-21"),
        ("2025/7/1", "2025-07-01"),
        ("2025.07", "2025-07"),
        (" 2025 ", "2025"),
        ("7/8/2025", None),
        ("31 February 2025", None),
        ("Ju 2025", None),
        ("Smarch 2025", None),
        ("yesterday", None),
    ],
)
def test_what_a_date_surely_means(text: str, meant: str | None) -> None:
    assert meant_date(text) == meant


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("soon", "Use 2025, 2025-07, 2025-07-21 or 21 July 2025."),
        ("2026-02-30", "February 2026 has 28 days."),
        ("31 April 2026", "April 2026 has 30 days."),
        ("0000-02-30", "Use 2025, 2025-07, 2025-07-21 or 21 July 2025."),
        ("2026-13", "A year has 12 months."),
        ("31/12/2025", "Use 2025-12-31."),
        ("12.31.2025", "Use 2025-12-31."),
        ("7/8/2025", "Use 2025-08-07 or 2025-07-08."),
        ("8/8/2025", "Use 2025-08-08."),
        ("40/50/2025", "Use 2025, 2025-07, 2025-07-21 or 21 July 2025."),
    ],
)
def test_a_text_that_is_no_date_is_answered_with_what_it_can_mean(text: str, advice: str) -> None:
    assert date_advice(text) == advice


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2026-02-31", ("'2026-02-31' is not in the calendar.", "February 2026 has 28 days.")),
        ("31 April 2026", ("'31 April 2026' is not in the calendar.", "April 2026 has 30 days.")),
        ("2026-13", ("'2026-13' is not in the calendar.", "A year has 12 months.")),
        ("0000-13", ("'0000-13' is not a valid date.", "Use the form '2025', '2025-07' or '2025-07-21'.")),
    ],
)
def test_a_date_that_does_not_exist_is_not_said_to_have_another_form(written: str, said: tuple[str, str]) -> None:
    (problem,) = found(Map(title="T", sources=(Source(id="s", date=written),)), "AM116")
    assert (problem.message, problem.hint) == said


@pytest.mark.parametrize(
    ("written", "is_future"),
    [
        ("2026-01-31", False),
        ("2026-02-01", True),
        ("2026", False),
        ("2026-01", False),
        ("2026-02", True),
        ("2027", True),
    ],
)
def test_the_future_begins_tomorrow(written: str, is_future: bool) -> None:
    map = Map(title="T", sources=(Source(id="s", date=written),))
    assert bool(found(map, "AM305", Settings(today=date(2026, 1, 31)))) is is_future
    assert not found(map, "AM305")


@pytest.mark.parametrize(
    "url", ["https://", "https://x y.org", "http:///path", "https://me:secret@example.org/", "https://[::1", "doi:"]
)
def test_broken_links(url: str) -> None:
    assert found(Map(title="T", sources=(Source(id="s", url=url),)), "AM117")


@pytest.mark.parametrize(
    "url", ["https://example.org", "mailto:a@example.org", "doi:10.1000/182", "http://[::1]/", "https://ü.de/ü?q=1#x"]
)
def test_links_that_lead_somewhere(url: str) -> None:
    assert not found(Map(title="T", sources=(Source(id="s", url=url),)), "AM117")


# The id that was meant.


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("exit-tems", "exit-terms"),
        ("exit-ters", "exit-terms"),
        ("exti-terms", "exit-terms"),
        ("Exit-Terms", "exit-terms"),
        ("exit-terms-limit", None),
        ("sign-a-deal", "sign-the-deal"),
        ("put-benches", "put-bench"),
        ("nothing-like-it", None),
        ("", None),
    ],
)
def test_the_nearest_id(typed: str, meant: str | None) -> None:
    assert Nearest(["exit-terms", "sign-the-deal", "put-bench"]).to(typed) == meant


def test_ten_thousand_broken_references_in_ten_thousand_claims() -> None:
    claims: Sequence[Claim] = [
        Claim(
            id=f"c{number}",
            text=f"Claim {number}",
            reasons=(Reason(premise=f"c{number}", kind="supports", target=f"x{number}"),),
        )
        for number in range(10_000)
    ]
    assert len(found(Map(title="T", claims=tuple(claims)), "AM101")) == 10_000


def test_what_was_meant_by_the_address_of_no_link_is_told() -> None:
    def claim(id: str, kind: Kind = "supports", target: str = "") -> Claim:
        return Claim(
            id=id, text=f"{id.title()}.", reasons=(Reason(premise=id, kind=kind, target=target),) if target else ()
        )

    hints = {
        "work->free": "Put one space on each side of the arrow: 'work -> free'.",
        "free -> work": "Did you mean 'work -> free'?",
        "work -> nothing": "'work' is linked to 'free' only.",
        "free -> nothing": "'free' is not linked to any claim.",
        "wrok -> free": "The claim 'wrok' is not in the map. Did you mean 'work'?",
        "work": "'work' is a claim. Use 'objects_to', or name a link: 'premise -> work'.",
        "no words": "Name a link: 'premise -> target'.",
    }
    undercuts = [claim(f"u{number}", "undercuts", target) for number, target in enumerate(hints)]
    map = Map(title="T", claims=(claim("free"), claim("work", "supports", "free"), *undercuts))
    found = [one for one in check(Index.build(map)) if one.code == "AM102"]
    assert [(one.message, one.hint) for one in found] == [
        (f"“U{number}” undercuts '{target}', which does not exist.", hint)
        for number, (target, hint) in enumerate(hints.items())
    ]


def test_a_link_that_is_repeated_is_named_by_what_it_is() -> None:
    address, words = (Reason(premise="a", kind="undercuts", target=target) for target in ("b -> a", "no words"))
    map = Map(title="T", claims=(Claim(id="a", text="A.", reasons=(address, address, words, words)),))
    assert [one.message for one in check(Index.build(map)) if one.code == "AM111"] == [
        "“A” undercuts the link from b to “A” twice.",
        "“A” undercuts 'no words' twice.",
    ]
