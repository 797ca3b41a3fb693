"""The one rule of whose a comment is: what examples say of themselves, and what laying out and edits must keep."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.mapfile.canonical import format
from argmap.mapfile.patch.patch import revise
from argmap.mapfile.read.read import read
from argmap.mapfile.syntax.cst import Mapping, compose
from argmap.mapfile.syntax.problems import silent
from argmap.mapfile.trivia import Comment, Trivia
from argmap.model.types import Map, Source, rebuilt
from tests.examples import examples
from tests.mapfile.comments import owners, ways
from tests.mapfile.layouts import laid_out
from tests.mapfile.mutations import mutated
from tests.strategies import maps

EXAMPLES = Path(__file__).parent / "trivia"
RANDOMS = st.integers(0, 2**32).map(Random)


def told(comment: Comment) -> str:
    """What a comment of the examples says of itself: its place, its thing, and whether it is set apart from that."""
    words = f"# {comment.where} {'/'.join(map(str, comment.item.steps))}".rstrip()
    return words + ("" if comment.attached else ", apart")


@pytest.mark.parametrize("file", sorted(EXAMPLES.iterdir()), ids=lambda file: file.stem)
def test_a_comment_belongs_where_it_says(file: Path) -> None:
    text = read(file.read_bytes(), file.name).text
    root = compose(text, silent(text))
    assert isinstance(root, Mapping)
    comments = Trivia(text, root).comments
    assert [comment.text for comment in comments] == [told(comment) for comment in comments]


@examples(80)
@given(maps(), RANDOMS)
def test_laying_out_keeps_the_owner_and_the_place_of_comments(map: Map, random: Random) -> None:
    document = read(laid_out(map, random), "map.yaml")
    after = owners(format(document))
    for comment, before in owners(document.text, attached=True).items():
        if before[0][1] == "beside":  # of several that come onto one line, all but one go above it
            assert [owner for owner, _ in after[comment]] == [owner for owner, _ in before]
        elif before == [(("argmap",), "above")]:  # the field comes first, and what is above that is the file's
            assert after[comment] == [((), "inside")]
        else:
            assert after[comment] == before


@pytest.mark.parametrize("below", ["", "\n"])
@pytest.mark.parametrize("above", ["", "\n"])
def test_a_comment_above_an_item_stays_with_it_when_that_of_its_first_field_joins_it(above: str, below: str) -> None:
    written = f"      # one\n      - with:\n          - c\n{above}        # two\n{below}        claim: b\n"
    top = "argmap: 1\ntitle: T\n\nclaims:\n  a:\n    text: A.\n    supports:\n"
    end = "  b:\n    text: B.\n  c:\n    text: C.\n"
    together = "      # one\n      # two\n      - claim: b\n        with:\n          - c\n"
    assert format(read(f"{top}{written}{end}".encode(), "map.yaml")) == top + together + end
    apart = f"{top}      - a1\n      # zero\n\n{written}{end}  a1:\n    text: A1.\n"
    laid = format(read(apart.encode(), "map.yaml"))
    assert laid == f"{top}      - a1\n      # zero\n\n{together}{end}  a1:\n    text: A1.\n"


@examples(120)
@given(maps(), RANDOMS)
def test_an_edit_keeps_the_owner_and_the_place_of_comments(map: Map, random: Random) -> None:
    document = read(laid_out(map, random), "map.yaml")
    text = revise(document, mutated(document.map, random, random.choice((1, 2, 4)))).text
    before, now, after = ways(document.text), ways(text), owners(text)
    for comment, owned in owners(document.text, attached=True).items():
        thing, where = owned[0]
        if before[thing] == now[thing] == 1 and comment in after:
            is_reason = len(thing) >= 4 and thing[2] == "reasons"
            # A reason that turns out of brackets or into them has all its comments above it.
            assert after[comment] in ([(thing, where)], [(thing[:4], "above")] if is_reason else [])


@pytest.mark.parametrize("end", ["...\n  # x\n", "...\n\n    # x\n# y\n", "... # x\n  # y\n  # z\n"])
def test_a_section_is_added_above_the_end_of_the_map(end: str) -> None:
    document = read(f"argmap: 1\ntitle: T\nclaims:\n  a: {{text: A.}}\n{end}".encode(), "map.yaml")
    more = rebuilt(document.map, sources=(Source(id="s", title="S"),))
    written = f"argmap: 1\ntitle: T\nclaims:\n  a: {{text: A.}}\nsources:\n  s:\n    title: S\n{end}"
    assert revise(document, more).text == written
