"""Comments in a merge of files: each keeps its thing and its place, and it is all one which side is ours."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.mapfile.document import Document
from argmap.mapfile.patch.patch import revise
from argmap.mapfile.read.read import read
from argmap.merge.documents import MergedDocument, merge_documents
from argmap.model.findings import MapError
from argmap.model.types import Map
from argmap.session.session import Session
from tests.examples import examples
from tests.mapfile.comments import Owner, on_nothing, owners, ways
from tests.mapfile.layouts import laid_out
from tests.merge.test_laws import branches

CASES = Path(__file__).parent / "comments"
TABLE = re.findall(r"^\| `([a-z-]+)` \| .+ \|$", (CASES / "README.md").read_text("utf-8"), re.MULTILINE)
BRANCHES = branches()
RANDOMS = st.integers(0, 2**32).map(Random)


def document(text: str) -> Document:
    return read(text.encode(), "map.yaml")


def test_the_table_names_every_folder_once() -> None:
    assert sorted(TABLE) == sorted(path.name for path in CASES.iterdir() if path.is_dir())


@pytest.mark.parametrize("name", TABLE)
def test_a_merge_gives_the_same_bytes_whichever_side_is_ours(name: str) -> None:
    base, one, two, merged = (
        (CASES / name / f"{side}.yaml").read_text("utf-8") for side in ("base", "ours", "theirs", "merged")
    )
    for ours, theirs in ((one, two), (two, one)):
        found = merge_documents(document(base), document(ours), document(theirs))
        assert not found.conflicts
        assert found.data.decode() == merged


@pytest.mark.parametrize("written", ["claims: {}", "claims:"])
def test_a_comment_taken_from_what_says_nothing_is_gone(written: str) -> None:
    base = f"argmap: 1\ntitle: Growth\n# claims yet\n{written}\n"
    theirs = "argmap: 1\ntitle: Growth\n# claims yet\nclaims:\n  growth:\n    text: Growth comes first.\n"
    one, two = base.replace("# claims yet\n", ""), theirs
    for ours, other in ((one, two), (two, one)):
        merged = merge_documents(document(base), document(ours), document(other))
        assert merged.data.decode() == two.replace("# claims yet\n", "")


def test_comments_on_a_side_stay_with_it_when_the_other_version_renames_it() -> None:
    tension = "argmap: 1\ntitle: Growth\ntensions:\n  t:\n    title: One or two\n    sides:\n"
    base = f"{tension}      one: One\n      two: Two\nclaims:\n  a:\n    text: A.\n    tension: t\n    side: one\n"
    commented = base.replace("      one: One\n", "      # why one\n      one: One  # mine\n")
    renamed = base.replace("one: One", "first: One").replace("side: one", "side: first")
    for ours, theirs in ((commented, renamed), (renamed, commented)):
        merged = merge_documents(document(base), document(ours), document(theirs))
        assert merged.data.decode() == commented.replace("one: One", "first: One").replace("side: one", "side: first")


@pytest.mark.parametrize("place", ["above", "at the end of the line"])
@pytest.mark.parametrize(
    ("field", "old", "new"),
    [
        ("supports", ["- b"], ["- c"]),
        ("objects_to", ["- b", "- {claim: c, note: N}"], ["- d"]),
        ("tags", ["- old"], ["- new"]),
        ("sources", ["- report"], ["- leaflet"]),
        ("positions", ["ann: agrees"], ["bob: disagrees"]),
    ],
)
def test_a_comment_on_a_list_stays_where_one_side_takes_all_and_the_other_adds(
    field: str, old: list[str], new: list[str], place: str
) -> None:
    above, behind = ("    # why\n", "") if place == "above" else ("", "  # why")

    def written(lines: list[str]) -> str:
        listed = f"{above}    {field}:{behind}\n" + "".join(f"      {line}\n" for line in lines) if lines else ""
        return (
            f"argmap: 1\ntitle: T\nclaims:\n  a:\n    text: A\n{listed}"
            "  b:\n    text: B\n  c:\n    text: C\n  d:\n    text: D\n"
            "stakeholders:\n  ann:\n    name: Ann\n  bob:\n    name: Bob\n"
            "sources:\n  report:\n    title: R\n  leaflet:\n    title: L\n"
        )

    base, taken, added, merged = map(written, (old, [], [*old, *new], new))
    for ours, theirs in ((taken, added), (added, taken)):
        found = merge_documents(document(base), document(ours), document(theirs))
        assert not found.conflicts
        assert found.data.decode() == merged


@pytest.mark.parametrize("name", TABLE)
def test_the_editor_merges_comments_with_the_file_on_disk(name: str) -> None:
    base, ours, theirs, merged = (
        document((CASES / name / f"{side}.yaml").read_text("utf-8")) for side in ("base", "ours", "theirs", "merged")
    )
    session = Session.open(base).replace_document(ours, "edit").merge_outside(theirs).session
    assert session.document.text == merged.text


def commented(text: str, random: Random, tag: str) -> str:
    """``text`` with comments of ``tag`` put in here and there, and perhaps one taken out."""
    said = document(text).map
    for number in range(random.choice((1, 2, 4, 8))):
        lines = text.split("\n")
        at = random.randrange(len(lines))
        line, comment = lines[at], f"# {tag} {number}"
        indent = " " * (len(line) - len(line.lstrip(" ")) + random.choice((0, 0, 0, 2)))
        if random.random() < 0.3 and line.strip():
            lines[at] = f"{line.rstrip()}  {comment}"
        elif random.random() < 0.2 and line.lstrip().startswith("#"):
            del lines[at]
        else:
            lines[at:at] = [indent + comment, *[""] * (random.random() < 0.2)]
        text = "\n".join(lines) if reads_as("\n".join(lines), said) else text
    return text


def reads_as(text: str, map: Map) -> bool:
    try:
        return document(text).map == map
    except MapError:
        return False


def sides(maps: tuple[Map, Map, Map], random: Random) -> tuple[Document, Document, Document]:
    """Files of a map and two branches of it, with comments on all three."""
    base = read(laid_out(maps[0], random), "map.yaml")
    ours, theirs = (
        commented(revise(base, map).text, random, tag) for map, tag in zip(maps[1:], ("o", "t"), strict=True)
    )
    return document(base.text), document(ours), document(theirs)


def text_of(merged: MergedDocument) -> str:
    return read(merged.data, "map.yaml").text


@examples(60)
@given(BRANCHES, RANDOMS)
def test_swapping_ours_and_theirs_changes_neither_owner_nor_place(maps: tuple[Map, Map, Map], random: Random) -> None:
    base, ours, theirs = sides(maps, random)
    one, two = merge_documents(base, ours, theirs), merge_documents(base, theirs, ours)
    if not one.conflicts and not two.conflicts:
        # A field that says nothing is in the merge only where the layout is that of its own side.
        unsaid = set().union(*(on_nothing(side.text) for side in (base, ours, theirs)))
        found, swapped = (
            {comment: sorted(map(as_above, places)) for comment, places in owners(text_of(merged)).items()}
            for merged in (one, two)
        )
        assert found.keys() == swapped.keys()
        assert [found[name] for name in found if name not in unsaid] == [
            swapped[name] for name in found if name not in unsaid
        ]


def as_above(owner: Owner) -> Owner:
    """The owner of a comment, which stands above a thing whose lines are so little indented that it has no place
    below."""
    return (owner[0], "above") if owner[1] == "below" else owner


IN_LONG_FORMS = {
    "side": "tensions:\n  speed:\n    sides:\n      more:\n        # why\n        text: |-\n          Yes\nclaims:\n",
    "position": "claims:\n  a:\n    text: A.\n    positions:\n      b:\n        # why\n        stance: agrees\n",
    "reason": "claims:\n  a:\n    text: A.\n    supports:\n      -\n        # why\n        claim: b\n",
}
"""Comments on things in a long form, which a merge that has to write them anew writes in the short one."""


@pytest.mark.parametrize("written", IN_LONG_FORMS.values(), ids=IN_LONG_FORMS)
def test_a_comment_in_a_long_form_stays_where_the_merge_writes_the_short_one(written: str) -> None:
    base, ours, theirs = (
        document(f"argmap: 1\ntitle: {title}\n{rest}")
        for title, rest in (("Growth", "claims:\n"), ("Growth", written), ("Growth first", "claims:\n"))
    )
    one, two = text_of(merge_documents(base, ours, theirs)), text_of(merge_documents(base, theirs, ours))
    assert document(one).map == document(two).map
    assert owners(one) == owners(two) != {}


@examples(60)
@given(BRANCHES, RANDOMS)
def test_a_comment_of_either_side_is_there_where_it_was(maps: tuple[Map, Map, Map], random: Random) -> None:
    base, ours, theirs = sides(maps, random)
    text = text_of(merge_documents(base, ours, theirs))
    before, found, there = owners(base.text), owners(text), ways(text)
    # An entry that both sides add under one id is two entries of the merge, one of them under another id.
    added_twice = (ways(ours.text).keys() & ways(theirs.text).keys()) - ways(base.text).keys()
    for side in (ours, theirs):
        was, attached = ways(side.text), owners(side.text, attached=True)
        for comment, owned in owners(side.text).items():
            assert comment in before or comment in text, f"{comment} is lost"
            thing = owned[0][0]
            is_one = was[thing] == there[thing] == 1 and thing[:2] not in added_twice
            if comment not in before and comment in found and comment in attached and is_one:
                # A list whose dashes are at the column of its field has no place below it, but for its last item.
                above = [(thing, "above")] if owned[0][1] == "below" else owned
                assert found[comment] in (owned, above)


LONG_FORMS = """\
argmap: 1
title: The bridge

stakeholders:
  town:
    name: The town
  county:
    name: The county

claims:
  build:
    text: Build it.
    positions:
      town:
        stance: agrees
        source: survey
        quote: Yes.
      county:
        date: 2025-07
        stance: mixed
    sources:
      - source: survey
        locator: p. 4
  cheap:
    text: It is cheap.
    supports:
      - claim: build
        note: Cheap things get built.
      - note: It frees money.
        claim: wait
    tags:
      - money
  wait:
    text: Wait.

sources:
  survey:
    title: A survey
"""


def annotated(text: str, random: Random, tag: str) -> str:
    """``text`` with comments of ``tag`` above some lines, at their indent, and at the ends of some."""
    found = []
    for number, line in enumerate(text.splitlines()):
        indent = " " * (len(line) - len(line.lstrip(" ")))
        found += [f"{indent}# {tag} {number}"] * (random.random() < 0.1 and bool(line))
        found += [f"{line}  # end {tag} {number}" if random.random() < 0.1 and line else line]
    return "\n".join([*found, *[f"# foot {tag}"] * (random.random() < 0.2), ""])


@examples(100)
@given(RANDOMS)
def test_a_merge_with_a_rewording_changes_no_place_of_any_comment(random: Random) -> None:
    base = annotated(LONG_FORMS, random, "b")
    theirs = annotated(base, random, "t")
    ours, both = (text.replace("It is cheap.", "It is dear.") for text in (base, theirs))
    for one, two in ((ours, theirs), (theirs, ours)):
        assert text_of(merge_documents(document(base), document(one), document(two))) == both


@pytest.mark.parametrize(
    ("below", "instead"),
    [("    note: One.\n", ""), ("    note: One.\n", "    short: A\n\n    note: One.\n")],
    ids=["gone", "new"],
)
def test_a_comment_set_apart_that_one_side_took_away_is_gone_where_it_came_to_another_place(
    below: str, instead: str
) -> None:
    """What is set apart stays where it is, above what comes to follow it."""
    text = "argmap: 1\ntitle: T\nclaims:\n  a:\n    text: A.\n\n    # apart\n\n{}    tags: [x]\n"
    base, theirs = text.format(below), text.format(instead)
    without = base.replace("    # apart\n\n", "")
    for one, two in ((without, theirs), (theirs, without)):
        merged = merge_documents(document(base), document(one), document(two))
        assert "# apart" not in text_of(merged)
        assert reads_as(text_of(merged), document(theirs).map)
    assert text_of(merge_documents(document(base), document(base), document(theirs))) == theirs


@examples(40)
@given(BRANCHES, RANDOMS)
def test_a_comment_that_one_side_took_away_is_gone(maps: tuple[Map, Map, Map], random: Random) -> None:
    base = read(laid_out(maps[0], random), "map.yaml")
    ours = revise(base, maps[1])
    for comment in sorted(owners(ours.text))[:3]:
        rows = [row for row in ours.text.split("\n") if row.strip() == comment]
        without = ours.text.replace(rows[0] + "\n", "", 1) if len(rows) == 1 else ours.text
        theirs = revise(base, maps[2])
        if reads_as(without, ours.map) and comment in owners(theirs.text):
            kept = owners(text_of(merge_documents(document(base.text), document(without), theirs)))
            assert comment not in kept or without == ours.text
