"""The account of an import: each thing is counted once, and listed with what became of it."""

from __future__ import annotations

import pytest

from argmap.interchange.ledger import Ledger, as_text, plural


def test_the_account_says_what_became_of_each_thing() -> None:
    ledger = Ledger()
    ledger.read("claim", 4)
    ledger.read("party", 2)
    ledger.changed("claim", "line 1", "Close the street.", "lost its mark")
    ledger.changed("claim", "line 1", "Close the street.", "has another id")
    ledger.changed("claim", "line 1", "Close the street.", "lost its mark")
    ledger.changed("claim", "line 2", "One\n two  three", "lost its mark")
    ledger.changed("claim", "line 3", "", "lost its mark")
    ledger.left_out("claim", "line 3", "", "it is empty")
    ledger.changed("claim", "line 3", "", "it was moved")
    ledger.extra("image", "page\x1b 2", "w" * 61, "maps have none", 3)
    assert as_text(ledger) == (
        "             read   kept  changed  left out\n"
        "  claims        4      1        2         1\n"
        "  parties       2      2        0         0\n"
        "  images        3      0        0         3\n"
        "Changed in form:\n"
        "  1 claim: lost its mark; has another id\n"
        "    line 1: Close the street.\n"
        "  1 claim: lost its mark\n"
        "    line 2: One two three\n"
        "Left out:\n"
        "  1 claim: it is empty\n"
        "    line 3\n"
        "  3 images: maps have none\n"
        f"    page<U+001B> 2: {'w' * 59}…\n"
    )


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("it has no width, and texts are without it", "each has no width, and texts are without it"),
        ("its source is not in the file", "the source of each is not in the file"),
        ("it is moved; its mark is lost", "each is moved; the mark of each is lost"),
        ("items have none", "items have none"),
    ],
)
def test_a_reason_agrees_in_number_with_what_it_is_given_for(why: str, said: str) -> None:
    for number, told in ((1, f"1 item: {why}\n"), (6, f"6 items: {said}\n")):
        ledger = Ledger()
        for place in range(number):
            ledger.extra("item", f"line {place}", "", why)
        assert told in as_text(ledger)


def test_of_many_things_some_are_listed_and_the_others_counted() -> None:
    ledger = Ledger()
    for number in range(1, 13):
        ledger.extra("note", f"line {number}", "", "maps have none")
    assert as_text(ledger).endswith("    line 11\n    line 12\n")
    ledger.extra("note", "line 13", "", "maps have none")
    assert as_text(ledger).endswith("    line 11\n    line 12\n    and 1 more\n")


@pytest.mark.parametrize(("text", "shown"), [("w" * 60, "w" * 60), ("a" + " " * 500 + "b", "a b")])
def test_a_short_text_is_listed_whole(text: str, shown: str) -> None:
    ledger = Ledger()
    ledger.extra("note", "line 1", text, "maps have none")
    assert as_text(ledger).endswith(f"    line 1: {shown}\n")


@pytest.mark.parametrize(
    ("kind", "several"),
    [("party", "parties"), ("essay", "essays"), ("class", "classes"), ("box", "boxes"), ("branch", "branches"),
     ("thesis", "theses"),
     ("y", "ies"), ("claim", "claims")],
)  # fmt: skip
def test_kinds_have_a_plural(kind: str, several: str) -> None:
    assert plural(kind) == several


def test_nothing_is_an_empty_table() -> None:
    assert as_text(Ledger()) == "      read   kept  changed  left out\n"
