"""What changed, in words: for a terminal, for a pull request, for programs."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from markdown_it import MarkdownIt

from argmap.merge.consequences import LabelledVersions, consequences
from argmap.merge.diff import diff
from argmap.model.types import Citation, Claim, Map, Position, Reason, Side, Source, Stakeholder, Tension, rebuilt
from argmap.report.changes.changes import describe
from argmap.report.changes.json import as_json
from argmap.report.changes.markdown import MOST_CHARACTERS, MarkdownStyle, markdown
from argmap.report.changes.text import text
from tests.merge.test_diff import claim, reason
from tests.strategies import HOSTILE, maps


def told(a: Map, b: Map, colour: bool = False) -> str:
    return text(describe(a, b, diff(a, b)), "map.yaml", colour)


def as_markdown(a: Map, b: Map, most: int = MOST_CHARACTERS) -> str:
    return markdown(describe(a, b, diff(a, b)), "map.yaml", MarkdownStyle(most))


DEPARTMENT = Stakeholder(id="dsit", name="DSIT")
SOURCE = Source(id="s", title="The report", date="2024")


def debate(*claims: Claim, sources: tuple[Source, ...] = (SOURCE,)) -> Map:
    tension = Tension(
        id="t", title="Control or speed", sides=(Side(id="x", title="Control"), Side(id="y", title="Speed"))
    )
    return Map(title="Debate", tensions=(tension,), stakeholders=(DEPARTMENT,), claims=claims, sources=sources)


ROOT = claim("root", "Sign the deal.")
OTHER = claim("other", "Wait for a year.")
WORSE = claim("worse", "It creates dependence.", reasons=(reason("worse", "objects_to", "root"),))
TERMS = claim("terms", "Exit terms limit it.", reasons=(reason("terms", "objects_to", "worse"),))


def one(**fields: object) -> Map:
    return debate(ROOT, claim("a", "A claim.", **fields))


def _with_short(sides: tuple[Side, ...]) -> tuple[Side, ...]:
    return (rebuilt(sides[0], short="Now"), *sides[1:])


SENTENCES: dict[str, tuple[Map, Map, str]] = {
    "reworded": (debate(ROOT), debate(claim("root", "Sign the new deal.")), "Sign the {+new +}deal."),
    "position": (
        one(positions=(Position(stakeholder="dsit", stance="mixed"),)),
        one(positions=(Position(stakeholder="dsit", stance="disagrees"),)),
        "! DSIT moved from mixed to disagrees on “A claim”.",
    ),
    "position removed": (
        one(positions=(Position(stakeholder="dsit", stance="mixed"),)),
        one(),
        "− position of DSIT removed (was: mixed views)",
    ),
    "reason added": (one(), one(reasons=(reason("a", "supports", "root"),)), "+ now supports “Sign the deal”"),
    "reason removed": (
        one(reasons=(reason("a", "objects_to", "root"),)),
        one(),
        "− no longer objects to “Sign the deal”",
    ),
    "reason turned": (
        one(reasons=(reason("a", "supports", "root"),)),
        one(reasons=(reason("a", "objects_to", "root"),)),
        "! now objects to “Sign the deal”, which it supported before",
    ),
    "argument moved": (
        debate(ROOT, WORSE, claim("a", "A.", reasons=(reason("a", "supports", "root"),))),
        debate(ROOT, WORSE, claim("a", "A.", reasons=(reason("a", "supports", "worse"),))),
        "~ now supports “It creates dependence” instead of “Sign the deal”",
    ),
    "undercut": (
        debate(ROOT, WORSE, claim("u", "No.")),
        debate(ROOT, WORSE, claim("u", "No.", reasons=(reason("u", "undercuts", "worse -> root"),))),
        "+ now undercuts the link from “It creates dependence” to “Sign the deal”",
    ),
    "warrant": (
        one(reasons=(reason("a", "supports", "root"),)),
        one(reasons=(reason("a", "supports", "root", note="Because."),)),
        "+ why it supports “Sign the deal”: added: Because.",
    ),
    "link moved with its scheme": (
        debate(ROOT, OTHER, claim("a", "A.", reasons=(rebuilt(reason("a", "supports", "root"), scheme="sign"),))),
        debate(ROOT, OTHER, claim("a", "A.", reasons=(rebuilt(reason("a", "supports", "other"), scheme="waste"),))),
        "      ~ now supports “Wait for a year” instead of “Sign the deal”\n"
        "      ~ scheme of the link reworded:\n          [-sign-] {+waste+}\n",
    ),
    "same words in another order": (
        debate(claim("root", "Car drivers harm cyclists.")),
        debate(claim("root", "Cyclists harm car drivers.")),
        "! The meaning may have turned (the same words in another order):\n",
    ),
    "linked premise": (
        one(reasons=(reason("a", "supports", "root"),)),
        one(reasons=(reason("a", "supports", "root", linked=("a",)),)),
        "+ supports “Sign the deal” only with “A claim”",
    ),
    "citation": (one(), one(sources=(Citation(source="s"),)), "+ now cites “The report”"),
    "side": (one(tension="t", side="x"), one(tension="t", side="y"), "to the side “Speed” of “Control or speed”"),
    "assumed": (one(), one(assumed=True), "~ now assumed"),
    "tag": (one(), one(tags=("new",)), "+ tag new added"),
    "re-dated": (
        debate(ROOT),
        debate(ROOT, sources=(Source(id="s", title="The report", date="2025"),)),
        "~ re-dated from 2024 to 2025",
    ),
    "short text": (one(), one(short="A"), "+ short text added: A"),
    "scheme": (
        one(reasons=(reason("a", "supports", "root"),)),
        one(reasons=(rebuilt(reason("a", "supports", "root"), scheme="argument from waste"),)),
        "+ scheme of the link to “Sign the deal” added: argument from waste",
    ),
    "language": (Map(title="New", language="en"), Map(title="New", language="fr"), "language changed from en to fr"),
    "copy": (
        debate(ROOT),
        debate(ROOT, sources=(rebuilt(SOURCE, copy="sources/report.txt"),)),
        "+ copy set to sources/report.txt",
    ),
    "short text of a side": (
        one(),
        rebuilt(one(), tensions=(rebuilt(one().tensions[0], sides=_with_short(one().tensions[0].sides)),)),
        "+ short text of side “Control” added: Now",
    ),
    "source dropped": (debate(ROOT), debate(ROOT, sources=()), "− The report  [s]"),
    "moved": (debate(ROOT, OTHER), debate(OTHER, ROOT), "» moved to the beginning"),
    "renamed": (debate(ROOT), debate(claim("the-root", "Sign the deal.")), "→ renamed from root to the-root"),
    "title": (Map(title="Old"), Map(title="New"), "[-Old-] {+New+}"),
}


@pytest.mark.parametrize("name", SENTENCES)
def test_sentences(name: str) -> None:
    a, b, sentence = SENTENCES[name]
    assert sentence in told(a, b)


def test_no_changes() -> None:
    assert told(debate(ROOT), debate(ROOT)) == "map.yaml: no changes\n"
    assert as_markdown(debate(ROOT), debate(ROOT)) == "### map.yaml: no changes\n"


def test_what_it_does_to_the_argument() -> None:
    cited = claim("root", "Sign the deal.", sources=(Citation(source="s"),))
    a, b = debate(cited, WORSE, TERMS), debate(ROOT, WORSE, claim("terms", "Exit terms limit it."))
    found = consequences(LabelledVersions.of(a, b, diff(a, b)))
    assert [one.address for one in found.now_unanswered] == ["worse -> root"]
    assert found.lost_last_source == ("root",)
    assert {(one.claim, one.before, one.after) for one in found.status_changes} == {
        ("root", "supported", "challenged"),
        ("worse", "challenged", "no reasons"),
    }
    words = told(a, b)
    assert words.count("! “Sign the deal”: ") == 1
    assert "supported → challenged by “It creates dependence” (“Exit terms limit it” no longer answers it)" in words
    assert "; has lost its last source." in words
    back = consequences(LabelledVersions.of(b, a, diff(b, a)))
    assert [one.address for one in back.now_answered] == ["worse -> root"]


UNENFORCED = claim("unenforced", "They are not enforced.", reasons=(reason("unenforced", "objects_to", "terms"),))
UNDERCUT = claim("terms", "Exit terms limit it.", reasons=(reason("terms", "undercuts", "worse -> root"),))
WAS_SUPPORT = claim("worse", "It creates dependence.", reasons=(reason("worse", "supports", "root"),))

UNANSWERED: dict[str, tuple[Map, Map, str]] = {
    "its answer went": (
        debate(ROOT, WORSE, TERMS),
        debate(ROOT, WORSE),
        "by “It creates dependence” (its answer “Exit terms limit it” was removed).",
    ),
    "its answer is challenged": (
        debate(ROOT, WORSE, TERMS),
        debate(ROOT, WORSE, TERMS, UNENFORCED),
        "by “It creates dependence” (its answer “Exit terms limit it” is challenged).",
    ),
    "its undercut went": (
        debate(ROOT, WORSE, UNDERCUT),
        debate(ROOT, WORSE, claim("terms", "Exit terms limit it.")),
        "by “It creates dependence” (“Exit terms limit it” no longer answers it).",
    ),
    "it was a support": (
        debate(ROOT, WAS_SUPPORT),
        debate(ROOT, WORSE),
        "by “It creates dependence” (which supported it before, unanswered).",
    ),
    "it is new": (debate(ROOT), debate(ROOT, WORSE), "→ challenged by “It creates dependence” (new, unanswered)."),
}


@pytest.mark.parametrize("name", UNANSWERED)
def test_why_an_objection_is_unanswered_now(name: str) -> None:
    a, b, sentence = UNANSWERED[name]
    assert sentence in told(a, b)


X = claim("x", "X.", reasons=(reason("x", "objects_to", "root"),))
Y = claim("y", "Y.", reasons=(reason("y", "objects_to", "x"),))
Z = claim("z", "Z.", reasons=(reason("z", "objects_to", "root"),))
X_TOO = rebuilt(X, reasons=(*X.reasons, reason("x", "objects_to", "y")))
U = claim("u", "U.", reasons=(reason("u", "undercuts", "x -> root"), reason("u", "objects_to", "y")))
Y_AND_U = claim("y", "Y.", reasons=(reason("y", "objects_to", "u"),))


@pytest.mark.parametrize(
    ("now", "told_of"),
    [
        ((X, Y), "answered now: “X” is now answered by “Y”."),
        ((X_TOO, Y), "in dispute now: “X” is contested."),
        ((X, U, Y_AND_U), "in dispute now: “X” no longer counts."),
    ],
)
def test_of_two_objections_the_one_that_no_longer_stands_is_told(now: tuple[Claim, ...], told_of: str) -> None:
    words = told(debate(ROOT, X, Z), debate(ROOT, *now, Z))
    assert f"  ~ “Sign the deal” has an objection that is {told_of}\n" in words


def test_who_moved_is_told_first_and_again_where_it_is_written() -> None:
    a, b = (one(positions=(Position(stakeholder="dsit", stance=stance),)) for stance in ("mixed", "agrees"))
    before, _, after = told(a, b).partition("Claims")
    assert "! DSIT moved from mixed to agrees on “A claim”." in before
    assert "! DSIT moved from mixed to agrees\n" in after


def test_a_renamed_claim_keeps_its_status() -> None:
    a = debate(ROOT, WORSE)
    b = debate(ROOT, claim("bad", WORSE.text, reasons=(reason("bad", "objects_to", "root"),)))
    assert not consequences(LabelledVersions.of(a, b, diff(a, b)))


def test_colour_only_adds_colour() -> None:
    a, b = debate(ROOT, WORSE), debate(claim("root", "Sign it now."), TERMS)
    coloured = told(a, b, colour=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == told(a, b)


# --- hostile maps ------------------------------------------------------------------------------------------------


@given(a=maps(), b=maps())
def test_nothing_of_a_map_acts_on_a_terminal(a: Map, b: Map) -> None:
    words = told(a, b)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]", words)
    assert json.loads(as_json(diff(a, b), LabelledVersions.of(a, b, diff(a, b))))["changes"] is not None


GITHUB = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
"""GitHub's Markdown: raw HTML counts as HTML, so that a test sees it."""

HARMFUL = re.compile(
    r"<(?!/?(?:details|summary|br|h3|h4|p|ul|li|table|thead|tbody|tr|th|td|s|strong|em)\b)", re.IGNORECASE
)
PINGS = re.compile(r"(?<![\w`])@[A-Za-z0-9]|(?<!\w)#\d|\bGH-\d|https?://|\bwww\.", re.IGNORECASE)


def assert_harmless(words: str) -> None:
    page = GITHUB.render(words)
    assert not HARMFUL.search(page), HARMFUL.search(page)
    assert not PINGS.search(page), PINGS.search(page)
    for table in re.findall(r"<table>.*?</table>", page, re.DOTALL):
        for row in re.findall(r"<tr>.*?</tr>", table, re.DOTALL):
            assert len(re.findall(r"<t[hd]", row)) == 3
    rows = [
        line for line in words.split("\n") if line.startswith("| ") and not line.startswith(("| | What", "| ---"))
    ]
    assert len(rows) == len(re.findall(r"<tr>", page)) - len(re.findall(r"<table>", page))


@given(a=maps(), b=maps())
def test_nothing_of_a_map_acts_in_a_comment(a: Map, b: Map) -> None:
    assert_harmless(as_markdown(a, b))


ATTACKS = (
    *HOSTILE,
    "@octocat @github/team cc @a",
    "fixes #1, GH-2, octocat/repo#3, https://example.org, www.example.org, a@example.org",
    "![x](https://evil.example/x.png) [x](javascript:1) <img src=x onerror=y> <!-- hidden",
    "| a | b |\n|---|---|\n# Heading\n- [ ] box\n1. one\n```\ncode",
    "**bold** _it_ ~~gone~~ `code` $math$ :tada: &lt; &#64;octocat \\| \\",
    "<details><summary>x</summary>",
)


@pytest.mark.parametrize("attack", ATTACKS)
def test_attacks_on_a_comment(attack: str) -> None:
    holder = Stakeholder(id="h", name=attack)
    a = Map(title="t", stakeholders=(holder,), claims=(claim("a", "Plain."), claim("b", attack)))
    b = Map(
        title=attack,
        summary=attack,
        tensions=(Tension(id="t", title=attack, sides=(Side(id="s", title=attack),)),),
        stakeholders=(holder, Stakeholder(id="k", name=attack)),
        claims=(
            claim("a", f"Plain. {attack} @x{attack}", note=attack, tags=(attack,)),
            claim("c", f"x{attack}", reasons=(Reason(premise="c", kind="objects_to", target=attack),)),
            claim("b", attack + attack, positions=(Position(stakeholder="h", stance="agrees", quote=attack),)),
        ),
        sources=(Source(id="src", title=attack, url=attack),),
    )
    for one, other in ((a, b), (b, a)):
        assert_harmless(as_markdown(one, other))


def test_a_long_account_is_cut_between_rows_with_a_count() -> None:
    claims = tuple(claim(f"c{number}", f"Claim number {number} | with a pipe. 😀") for number in range(3000))
    a, b = Map(title="t"), Map(title="t", claims=claims)
    words = as_markdown(a, b)
    assert len(words.encode("utf-16-le")) // 2 <= MOST_CHARACTERS
    assert_harmless(words)
    assert words.endswith("</details>\n") and words.count("<details") == 1
    shown = len(re.findall(r"^\| added", words, re.MULTILINE))
    (left,) = re.findall(r"… and ([\d,]+) more rows", words)
    assert shown + int(left.replace(",", "")) == 3000
    assert "more rows" not in as_markdown(a, Map(title="t", claims=claims[:5]))


@given(a=maps(), b=maps())
def test_a_cut_account_fits(a: Map, b: Map) -> None:
    for most in (1_000, 1_500, 4_000, 40_000):
        assert len(as_markdown(a, b, most=most).encode("utf-16-le")) // 2 <= most
    words = as_markdown(a, b, most=4_000)  # what stands before the fold is never cut
    assert len(words) <= 4_000
    assert_harmless(words)
