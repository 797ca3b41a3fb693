"""Sentences with what is read from the right: isolated on each line, and nothing that a map holds acts."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.draw.display_list import Picture, Text, flattened
from argmap.draw.isolation import END, FROM_LEFT, FROM_RIGHT, isolated, isolated_part, joined_parts, on_lines
from argmap.draw.measure import wrapped
from argmap.draw.paint.furniture import framed
from argmap.draw.paint.page_frame import framed_on_page
from argmap.draw.scene.scene import QuoteNote, Scene
from argmap.escape import one_line
from tests.examples import examples


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("Ann: agrees, “Yes”, 2025 [1]", "Ann: agrees, “Yes”, 2025 [1]"),
        ("Ann: agrees, “כן”, 2025 [1]", "Ann: agrees, “>כן|”, 2025 [1]"),
        ("אנה לוי: agrees, 2025 [1]", ">אנה לוי|: agrees, 2025 [1]"),
        ("“כן, AI טוב 3”, 2025", "“>כן, AI טוב 3|”, 2025"),
        ("“AI is כן”, 2025", "“<AI is כן|”, 2025"),
        ("כן, לא, 2025", ">כן|, >לא|, 2025"),
    ],
)
def test_what_is_read_from_the_right_is_isolated(sentence: str, shown: str) -> None:
    marked = isolated(sentence)
    assert marked.replace(FROM_RIGHT, ">").replace(FROM_LEFT, "<").replace(END, "|") == shown


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        (["Report", "2026-01-02"], "Report, 2026-01-02"),
        (["صحيفة (2, الشرق); 3", "2026-01-02"], ">صحيفة (2, الشرق); 3|, 2026-01-02"),
        (["AI כן", "לוי", "2026"], "<AI כן|, >לוי|, 2026"),
    ],
)
def test_parts_that_are_read_from_the_right_are_isolated_whole(parts: list[str], shown: str) -> None:
    marked = joined_parts(parts)
    assert marked.replace(FROM_RIGHT, ">").replace(FROM_LEFT, "<").replace(END, "|") == shown


@given(st.text(st.sampled_from(f"aב1 .,{END}{FROM_RIGHT}{FROM_LEFT}\u202e\n")))
def test_a_part_is_safe_within_its_isolate(text: str) -> None:
    inner = isolated_part(text).removeprefix(FROM_LEFT).removeprefix(FROM_RIGHT).removesuffix(END)
    assert inner == one_line(text)


WORDS = st.lists(st.sampled_from(["Ann", "“כן", "לא”", "agrees,", "2025", "“", "”", "שלום", "[1]", END, FROM_RIGHT]))


@examples(200)
@given(WORDS, st.integers(30, 300))
def test_each_line_closes_what_it_opens_and_what_a_map_holds_is_made_visible(some: list[str], room: int) -> None:
    sentence = one_line(" ".join(some))
    assert not {END, FROM_RIGHT, FROM_LEFT} & set(sentence)
    lines = list(on_lines(wrapped(isolated(sentence), float(room), 12.0)))
    for line in lines:
        assert re.fullmatch(f"(?:[^{FROM_LEFT}{FROM_RIGHT}{END}]|[{FROM_LEFT}{FROM_RIGHT}][^{END}]*{END})*", line)
    bare = re.sub(f"[{FROM_LEFT}{FROM_RIGHT}{END}-]", "", "".join(lines))
    assert "".join(bare.split()) == "".join(sentence.replace("-", "").split())


@pytest.mark.parametrize("on_page", [False, True])
def test_notes_below_a_picture_are_isolated(on_page: bool) -> None:
    scene = Scene("T", quotes=(QuoteNote(1, "Ann: agrees, “כן”, 2025 [1]"),))
    picture: Picture = framed_on_page(scene, (), 9, 9, (500, 300)) if on_page else framed(scene, (), 9, 9)
    texts = [item.text for item in flattened(picture.items) if isinstance(item, Text)]
    assert f"Ann: agrees, “{FROM_RIGHT}כן{END}”, 2025 [1]" in texts
