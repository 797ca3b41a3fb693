"""Uniting two claims: everything of both is in one, and what one claim cannot have is refused in a sentence."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.cli.main import main
from argmap.mapfile.document import Document
from argmap.mapfile.read.read import read
from argmap.merge.conflicts import Twins
from argmap.merge.twins import as_one, in_one, new_twins
from argmap.merge.unite import unite, unite_in
from argmap.model.findings import MapError
from argmap.model.index import Index
from argmap.model.references import references
from argmap.model.types import Citation, Claim, Map, Position, Reason, Side, Source, Stakeholder, Tension, rebuilt
from tests.edit.soundness import faults
from tests.examples import examples
from tests.mapfile.layouts import laid_out
from tests.merge.test_merged_comments import commented
from tests.merge.written import sentences, texts
from tests.strategies import maps

HERE = Path(__file__).parent / "unite"


def document(data: bytes) -> Document:
    return read(data, "map.yaml")


def test_a_file_with_comments() -> None:
    before = document((HERE / "before.yaml").read_bytes())
    assert unite_in(before, "terms", "limits").data == (HERE / "after.yaml").read_bytes()


def test_the_command_says_what_goes_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "map.yaml"
    before = (HERE / "before.yaml").read_bytes()
    file.write_bytes(before)
    assert main(["unite", str(file), "terms", "limits", "--dry-run"]) == 0
    assert file.read_bytes() == before
    assert capsys.readouterr().out == (
        "Would unite “Dependence on any one supplier is limited by exit terms” (limits)\n"
        "into “Exit terms limit dependence on one supplier” (terms).\n"
        "Would move: 4 links, 2 positions, 1 citation and 1 tag.\n"
    )
    assert main(["unite", str(file), "terms", "limits"]) == 0
    assert file.read_bytes() == (HERE / "after.yaml").read_bytes()


IN_BRACKETS = b"""\
argmap: 1
title: T
claims:
  main:
    text: Do it.
  kept:
    text: It costs a lot.
    supports: [main]  # the first
    tags: ['money', "a b"]
    sources: [s]
  gone:
    text: It costs much.
    supports:
      # why
      - other  # on the other
    tags:
      - dear
    sources: [s]
  other:
    text: Other.
sources:
  s:
    title: S
"""


def test_a_list_in_brackets_gets_a_line_for_each_item_where_the_other_has_lines() -> None:
    after = unite_in(document(IN_BRACKETS), "kept", "gone").text
    assert (
        after[after.index("  kept:") : after.index("  other:")]
        == """\
  kept:
    text: It costs a lot.
    supports:  # the first
      - main
      # why
      - other  # on the other
    tags:
      - 'money'
      - "a b"
      - dear
    note: "Also worded: “It costs much.”"
    sources: [s]
"""
    )


SMALL = Map(
    title="Small",
    tensions=(
        Tension(id="t", title="T", sides=(Side(id="yes", title="Yes"), Side(id="no", title="No"))),
        Tension(id="u", title="U", sides=(Side(id="yes", title="Yes"),)),
    ),
    stakeholders=(Stakeholder(id="union", name="The union"),),
    claims=(
        Claim(id="top", text="Top."),
        Claim(id="a", text="It is so."),
        Claim(id="b", text="So it is."),
        Claim(id="c", text="C."),
        Claim(id="d", text="D."),
    ),
    sources=(Source(id="memo", title="A memo"), Source(id="talk", title="A talk")),
)


def with_fields(**by_claim: dict[str, object]) -> Map:
    """The small map with fields of its claims; a reason is given as ``(kind, target, *linked)``."""
    claims = []
    for claim in SMALL.claims:
        fields = dict(by_claim.get(claim.id, {}))
        given = fields.pop("reasons", ())
        made = [Reason(premise=claim.id, kind=kind, target=to, linked=tuple(linked)) for kind, to, *linked in given]
        claims.append(rebuilt(claim, reasons=tuple(made), **fields))
    return rebuilt(SMALL, claims=tuple(claims))


def held(stance: str, **fields: str) -> tuple[Position, ...]:
    return (Position(stakeholder="union", stance=stance, **fields),)


REFUSED: dict[str, tuple[Map, str]] = {
    "itself": (SMALL, "'a' cannot be united with itself"),
    "linked": (with_fields(b={"reasons": [("supports", "a")]}), "'b' supports 'a'. Remove that link first."),
    "objection": (with_fields(a={"reasons": [("objects_to", "b")]}), "'a' objects to 'b'. Remove that link first."),
    "premise": (
        with_fields(c={"reasons": [("supports", "a", "b")]}),
        "'c' has one of the two as its linked premise and the other as its target.",
    ),
    "stances": (
        with_fields(a={"positions": held("agrees")}, b={"positions": held("disagrees")}),
        "'union' agrees with 'a' and disagrees with 'b'. Choose one position first.",
    ),
    "stances on one text": (
        with_fields(c={"text": "It is so.", "positions": held("disagrees")}, b={"positions": held("agrees")}),
        "'union' would agree and disagree with the same text. Choose one position first.",
    ),
    "kinds": (
        with_fields(a={"reasons": [("supports", "top")]}, b={"reasons": [("objects_to", "top")]}),
        "'a' supports 'top', and 'b' objects to 'top'. Remove one of the links first.",
    ),
    "kinds of a link to both": (
        with_fields(c={"reasons": [("supports", "a"), ("objects_to", "b")]}),
        "'c' supports 'a', and 'c' objects to 'b'. Remove one of the links first.",
    ),
    "premises": (
        with_fields(a={"reasons": [("supports", "top", "c")]}, b={"reasons": [("supports", "top", "d")]}),
        "The links 'a -> top' and 'b -> top' would be one, and have different linked premises.",
    ),
    "premise for and against": (
        with_fields(c={"reasons": [("supports", "top", "b")]}, a={"reasons": [("objects_to", "top")]}),
        "'a' would be a premise of both",
    ),
    "undercut of itself": (
        with_fields(a={"reasons": [("undercuts", "b -> top")]}, b={"reasons": [("supports", "top")]}),
        "'a' would undercut its own link 'a -> top'.",
    ),
    "tensions": (
        with_fields(a={"tension": "t"}, b={"tension": "u"}),
        "'a' is in the tension 't' and 'b' in 'u'.",
    ),
    "sides": (
        with_fields(a={"tension": "t", "side": "yes"}, b={"tension": "t", "side": "no"}),
        "'a' is on the side 'yes' and 'b' on the side 'no'.",
    ),
    "nobody": (with_fields(), "The map has no claim 'nobody'."),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_one_claim_cannot_have_is_refused(name: str) -> None:
    map, sentence = REFUSED[name]
    gone = {"itself": "a", "nobody": "nobody"}.get(name, "b")
    with pytest.raises(MapError) as refusal:
        unite(map, "a", gone)
    assert str(refusal.value).startswith(sentence)


BROUGHT: dict[str, tuple[Map, dict[str, object]]] = {
    "a side to the tension": (
        with_fields(a={"tension": "t"}, b={"tension": "t", "side": "no"}),
        {"tension": "t", "side": "no"},
    ),
    "the fuller position": (
        with_fields(a={"positions": held("agrees")}, b={"positions": held("agrees", source="memo", quote="Yes.")}),
        {"positions": held("agrees", source="memo", quote="Yes."), "note": "Also worded: “So it is.”"},
    ),
    "other evidence of a position": (
        with_fields(
            a={"positions": held("agrees", source="talk", quote="Aye.")},
            b={"positions": held("agrees", source="memo", quote="Yes.", date="2025")},
        ),
        {
            "positions": held("agrees", source="talk", quote="Aye."),
            "note": "Also worded: “So it is.” The union agrees, too: “Yes.” (A memo, 2025).",
        },
    ),
    "citations": (
        with_fields(
            a={"sources": (Citation(source="memo"),)},
            b={"sources": (Citation(source="memo", quote="So."), Citation(source="talk"))},
        ),
        {"sources": (Citation(source="memo"), Citation(source="memo", quote="So."), Citation(source="talk"))},
    ),
    "an assumption": (with_fields(b={"assumed": True}), {"assumed": True}),
    "linked with itself": (
        with_fields(a={"reasons": [("supports", "top", "b")]}),
        {"reasons": (Reason(premise="a", kind="supports", target="top"),)},
    ),
    "one text": (with_fields(b={"text": "it is  so"}), {"note": None}),
    "notes of several lines": (
        with_fields(a={"note": "One.\nTwo."}, b={"note": "Three.", "text": "It is so."}),
        {"note": "One.\nTwo.\nThree."},
    ),
}


@pytest.mark.parametrize("name", BROUGHT)
def test_what_the_other_claim_brings(name: str) -> None:
    map, fields = BROUGHT[name]
    kept = unite(map, "a", "b").kept
    assert {field: getattr(kept, field) for field in fields} == fields


PAIRS = st.tuples(maps(), st.randoms(use_true_random=False))


def united(map: Map, random: Random) -> tuple[str, str, Map] | None:
    """Two claims of a map and the map with them united; None where that is refused."""
    if len(map.claims) < 2:
        return None
    kept, gone = random.sample([claim.id for claim in map.claims], 2)
    try:
        return kept, gone, unite(map, kept, gone).map
    except MapError:
        return None


@examples(150)
@given(PAIRS)
def test_nothing_is_lost_and_the_map_stays_sound(drawn: tuple[Map, Random]) -> None:
    map, random = drawn
    found = united(map, random)
    if found is None:
        return
    _, gone, new = found
    assert faults(new) == []
    named = [one.to[1] for one in references(new) if one.to[0] in {"claims", "reasons"}]
    assert gone not in {step for name in named for step in name.split(" -> ")}
    assert len(new.claims) == len(map.claims) - 1
    whole = " \n ".join(texts(new)).casefold()
    wrote = {sentence for text in texts(map) for sentence in sentences(text)}
    assert [one for one in wrote if one.casefold().rstrip(".") not in whole] == []


@examples(60)
@given(PAIRS)
def test_no_comment_is_lost_and_nothing_else_is_touched(drawn: tuple[Map, Random]) -> None:
    map, random = drawn
    before = document(commented(laid_out(map, random).decode(), random, "c").encode())
    found = united(before.map, random)
    if found is None:
        return
    kept, gone, new = found
    after = unite_in(before, kept, gone)
    assert after.map == new
    assert read(after.data, "map.yaml").map == new
    remarks = [line[line.index("# c") :] for line in before.text.split("\n") if "# c" in line]
    assert [remark for remark in remarks if remark.strip() not in after.text] == []


@pytest.mark.parametrize(
    ("one", "two", "kept", "told"),
    [
        ({"quote": "So."}, {}, "one", []),
        ({}, {"quote": "So."}, "two", []),
        ({"quote": "So."}, {"date": "2024"}, "one", ["Dsit agrees, too (2024)."]),
        ({}, {"stance": "mixed"}, "one", ["Dsit has mixed views, elsewhere."]),
    ],
)
def test_of_two_positions_the_fuller_one_stays(
    one: dict[str, str], two: dict[str, str], kept: str, told: list[str]
) -> None:
    held = {
        name: Position(**{"stakeholder": "dsit", "stance": "agrees"} | given)
        for name, given in (("one", one), ("two", two))
    }  # type: ignore[arg-type]
    index = Index.build(Map(title="t", stakeholders=(Stakeholder(id="dsit", name="Dsit"),)))
    assert in_one(index, held["one"], held["two"]) == (held[kept], told)


def test_a_digest_goes_with_its_copy_alone() -> None:
    def united(one: dict[str, str], two: dict[str, str]) -> Source:
        map = Map(title="t", sources=(Source(id="a", **one), Source(id="b", **two)))  # type: ignore[arg-type]
        (source,) = as_one(map, ("sources", "a"), ("sources", "b")).sources
        return source

    copied = {"copy": "b.txt", "copy_sha256": "b" * 64}
    assert united({"copy": "a.txt"}, copied | {"date": "2024"}) == Source(id="a", copy="a.txt", date="2024")
    assert united({"title": "A"}, copied) == Source(id="a", title="A", **copied)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "two", "are_one"),
    [
        ({"url": "https://www.example.org/a/"}, {"url": "http://example.org/a#:~:text=x"}, True),
        ({"title": "A report"}, {"title": "a Report!"}, True),
        ({"title": "A report", "author": "Ada"}, {"title": "A report", "author": "Ben"}, False),
        ({"title": "A report", "author": "Ada"}, {"title": "A report"}, True),
        ({"url": "http://localhost", "title": "Other"}, {"title": "Localhost"}, False),
        ({"url": "http://localhost"}, {"title": "Localhost"}, False),
    ],
)
def test_sources_that_both_sides_added_are_one_by_address_or_title(
    one: dict[str, str], two: dict[str, str], are_one: bool
) -> None:
    ours, theirs = Source(id="a", **one), Source(id="b", **two)  # type: ignore[arg-type]
    base, left, right, merged = (Map(title="t", sources=some) for some in ((), (ours,), (theirs,), (ours, theirs)))
    found = list(new_twins(merged, base, left, right))
    assert found == ([Twins(("sources", "a"), ("sources", "b"))] if are_one else [])
