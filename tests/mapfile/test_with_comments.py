"""Comments that cannot stand where they are to stand: above the entry, else at the top of the file, else nowhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from argmap.mapfile.document import Document
from argmap.mapfile.patch.comments import Placed, with_comments
from argmap.mapfile.read.read import read
from argmap.mapfile.trivia import Comment, Steps, Where

TEXT = """\
argmap: 1
title: The bridge
claims:
  build:
    text: Build the bridge.
    note: Soon.
  wait:
    text: Wait a year.
"""

BESIDE = Placed(("claims", "build", "note"), "above", [Comment("# one", 0), Comment("# two", 0)])
OTHER = Placed(("claims", "wait", "text"), "beside", [Comment("# other", 0)])


def document(text: str) -> Document:
    return read(text.encode(), "map.yaml")


def stands(*refused: str) -> Callable[[str], Document | None]:
    """Takes a text unless one of these stands in it."""
    return lambda text: None if any(words in text for words in refused) else document(text)


THERE = "    # one\n    # two\n    note: Soon."
ABOVE = "  # one\n  # two\n  build:"
TOP = "# one\n# two\nargmap: 1"


@pytest.mark.parametrize(
    ("refused", "place"),
    [((), THERE), ((THERE,), ABOVE), ((THERE, ABOVE), TOP), ((THERE, ABOVE, TOP), None)],
    ids=["where they are to stand", "above the entry", "at the top", "nowhere"],
)
def test_comments_stand_where_they_may_and_the_others_where_they_are_to(
    refused: tuple[str, ...], place: str | None
) -> None:
    made = with_comments(document(TEXT), [BESIDE, OTHER], stands(*refused)).text
    expected = TEXT.replace("Wait a year.", "Wait a year.  # other")
    if place is not None:
        last = place.splitlines()[-1]
        expected = expected.replace(last, place)
    assert made == expected


def test_a_comment_that_may_stand_only_without_its_blank_lines_stands_without_them() -> None:
    apart = Comment("x\n\n# one\n\ny", 3)
    made = with_comments(
        document(TEXT), [Placed(("claims", "wait"), "above", [apart])], stands("\n\n  # one", "# one\n\n")
    )
    assert made.text == TEXT.replace("  wait:", "  # one\n  wait:")


IN_BRACKETS = """\
argmap: 1
title: The bridge
claims:
  build: {text: Build the bridge., note: Soon., tags: [a, b]}
  wait:
    text: Wait a year.
    tags: [
      one,
      two
    ]
"""


@pytest.mark.parametrize(
    ("steps", "where", "before", "after"),
    [
        (("build",), "above", "  build: {", "  # one\n  # two\n  build: {"),
        (("build",), "inside", "  build: {", "  # one\n  # two\n  build: {"),
        (("build",), "beside", "b]}\n", "b]}  # one  # two\n"),
        (("build",), "below", "b]}\n", "b]}\n    # one\n    # two\n"),
        (("build", "note"), "above", " note:", "\n    # one\n    # two\n    note:"),
        (("build", "note"), "beside", "Soon., tags", "Soon.,  # one  # two\n    tags"),
        (("build", "tags"), "beside", "b]}", "b]  # one  # two\n    }"),
        (("build", "tags"), "below", "b]}", "b\n    # one\n    # two\n    ]}"),
        (("build", "tags", 0), "above", "[a", "[\n    # one\n    # two\n    a"),
        (("build", "tags", 0), "beside", "[a, b", "[a,  # one  # two\n    b"),
        (("wait", "tags"), "above", "    tags: [\n", "    # one\n    # two\n    tags: [\n"),
        (("wait", "tags"), "inside", "    tags: [\n", "    # one\n    # two\n    tags: [\n"),
        (("wait", "tags"), "below", "    ]\n", "    ]\n      # one\n      # two\n"),
        (("wait", "tags", 0), "above", "      one", "      # one\n      # two\n      one"),
        (("wait", "tags", 0), "beside", "one,\n", "one,  # one  # two\n"),
        (("wait", "tags", 1), "above", "      two", "      # one\n      # two\n      two"),
        (("wait", "tags", 1), "beside", "two\n", "two  # one  # two\n"),
        (("wait",), "below", "    ]\n", "    ]\n    # one\n    # two\n"),
    ],
)
def test_comments_can_stand_at_what_is_in_brackets(steps: Steps, where: Where, before: str, after: str) -> None:
    assert IN_BRACKETS.count(before) == 1
    placed = Placed(("claims", *steps), where, [Comment("# one", 0), Comment("# two", 0)])
    made = with_comments(document(IN_BRACKETS), [placed], stands())
    assert made.text == IN_BRACKETS.replace(before, after)
    assert made.map == document(IN_BRACKETS).map


def test_a_comment_of_what_is_not_there_is_nowhere() -> None:
    placed = Placed(("claims", "other"), "above", [Comment("# one", 0)])
    assert with_comments(document(IN_BRACKETS), [placed], stands()).text == IN_BRACKETS
