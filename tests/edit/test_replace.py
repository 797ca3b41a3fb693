"""Find and replace changes texts and nothing else."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.edit.replace import TEXTS, replace_texts
from argmap.model.findings import MapError
from argmap.model.types import MAX_SHORT, Claim, Map, Part, rebuilt
from tests.examples import examples
from tests.strategies import maps


def texts(part: Any) -> list[str]:
    """The texts of a part and of all parts in it, in the order of the file's fields."""
    if isinstance(part, tuple):
        return [text for one in part for text in texts(one)]
    if not isinstance(part, Part):
        return []
    own = [value for field in TEXTS.get(type(part), ()) if (value := getattr(part, field)) is not None]
    return own + [text for field in part.field_names() for text in texts(getattr(part, field))]


def without_texts(part: Any) -> Any:
    """A part with every text that is not empty made equal."""
    if isinstance(part, tuple):
        return tuple(without_texts(one) for one in part)
    if not isinstance(part, Part):
        return part
    own = {field: "x" for field in TEXTS.get(type(part), ()) if getattr(part, field) is not None}
    nested = {field: without_texts(getattr(part, field)) for field in part.field_names() if field not in own}
    return rebuilt(part, **nested, **own)


@examples(100)
@given(maps(), st.sampled_from(["a", "e", "the", "x", " "]), st.sampled_from(["A", "zz", "“\\1”", "a b"]))
def test_each_place_in_a_text_is_replaced_and_nothing_else_changes(map: Map, find: str, put: str) -> None:
    try:
        new, made = replace_texts(map, find, put)
    except MapError:
        assert not find.strip() or any(len(text) + len(put) > MAX_SHORT for text in texts(map))
        return
    assert without_texts(new) == without_texts(map)
    assert texts(new) == [text.replace(find, put) for text in texts(map)]
    assert [(one.before, one.after) for one in made] == [
        (before, after) for before, after in zip(texts(map), texts(new), strict=True) if before != after
    ]
    assert (new is map) == (not made)


def test_single_places_are_replaced_and_counted_through_all_texts() -> None:
    map = Map(title="a b", claims=(Claim(id="a", text="b or B or b."), Claim(id="b", text="c")))
    new, made = replace_texts(map, "b", "B", match_case=False, only={0, 2})
    assert (new.title, new.claims[0].text, new.claims[1]) == ("a B", "b or B or B.", map.claims[1])
    assert [one.places for one in made] == [((2, 3),), ((10, 11),)]
    every = replace_texts(map, "b", "B", match_case=False)[1]
    assert [one.places for one in every] == [((2, 3),), ((0, 1), (10, 11))]  # not the one that is so already


def test_parts_without_the_words_stay_the_same_objects() -> None:
    claims = (Claim(id="a", text="One."), Claim(id="b", text="Two."))
    new, _ = replace_texts(Map(title="T", claims=claims), "Two", "Three")
    assert new.claims[0] is claims[0] and new.claims[1].text == "Three."


@pytest.mark.parametrize(
    ("find", "put", "whole", "case", "becomes"),
    [
        ("AI", "ML", True, True, "ML said: the\nrain, Ai!"),
        ("ai", "x", False, False, "x sxd: the\nrxn, x!"),
        ("ai", "x", True, False, "x said: the\nrain, x!"),
        ("the rain", "snow", True, True, "AI said: snow, Ai!"),
        ("said:", "says:", True, True, "AI says: the\nrain, Ai!"),
        (".", "x", False, True, "AI said: the\nrain, Ai!"),
        ("AI", r"\g<0>", True, True, "\\g<0> said: the\nrain, Ai!"),
    ],
)
def test_words_are_found_as_they_are_written(find: str, put: str, whole: bool, case: bool, becomes: str) -> None:
    map = Map(title="T", claims=(Claim(id="ai", text="AI said: the\nrain, Ai!", tags=("AI",)),))
    [claim] = replace_texts(map, find, put, whole_words=whole, match_case=case)[0].claims
    assert (claim.id, claim.text, claim.tags) == ("ai", becomes, ("AI",))


@pytest.mark.parametrize(
    ("find", "put", "said"),
    [
        ("  ", "x", "Enter the words to find."),
        ("Short.", "", "The text “Short.” of a claim would become empty."),
        ("Brief", "x" * 41, "The short text “Brief” of the claim “Short” would have more than 40 characters."),
    ],
)
def test_what_cannot_be_is_refused(find: str, put: str, said: str) -> None:
    map = Map(title="T", claims=(Claim(id="a", text="Short.", short="Brief"),))
    with pytest.raises(MapError, match=re.escape(said)):
        replace_texts(map, find, put)


@pytest.mark.parametrize("whole_words", [False, True])
@pytest.mark.parametrize(
    ("text", "find"),
    [
        ("The cafe\u0301 opens", "cafe"),
        ("The cafe\u0301 opens", "\u0301"),
        ("By \U0001f469\u200d\U0001f4bb now", "\U0001f469"),
        ("By \U0001f469\u200d\U0001f4bb now", "\U0001f4bb"),
        ("A \u2764\ufe0f here", "\u2764"),
        ("A \U0001f44d\U0001f3fd here", "\U0001f44d"),
        ("\u0939\u093f\u0928 x", "\u0939"),
    ],
)
def test_no_character_is_torn_from_its_marks(text: str, find: str, whole_words: bool) -> None:
    map = Map(title="T", claims=(Claim(id="a", text=text),))
    assert replace_texts(map, find, "bar", whole_words=whole_words) == (map, [])


def test_a_character_is_replaced_with_its_marks() -> None:
    map = Map(title="T", claims=(Claim(id="a", text="A cafe\u0301 and a cafe"),))
    assert replace_texts(map, "cafe\u0301", "bar")[0].claims[0].text == "A bar and a cafe"
    assert replace_texts(map, "cafe", "bar")[0].claims[0].text == "A cafe\u0301 and a bar"


@pytest.mark.parametrize(("text", "find"), [("caf\u00e9", "cafe\u0301"), ("cafe\u0301", "caf\u00e9")])
@pytest.mark.parametrize("match_case", [False, True])
@pytest.mark.parametrize("whole_words", [False, True])
def test_an_accent_is_found_however_it_is_written(text: str, find: str, match_case: bool, whole_words: bool) -> None:
    map = Map(title="T", claims=(Claim(id="a", text=f"The {text} opens"),))
    changed, made = replace_texts(map, find, "bar", match_case=match_case, whole_words=whole_words)
    assert changed.claims[0].text == "The bar opens" and len(made[0].places) == 1


@pytest.mark.parametrize(
    ("text", "find", "is_found"),
    [
        ("Un e\u0301tat", "tat", False),
        ("Un \u00e9tat", "tat", False),
        ("\u0939\u093f\u0928", "\u0928", False),
        ("Un e\u0301 tat", "tat", True),
        ("A \u2764\ufe0ftat", "tat", True),
    ],
)
def test_a_whole_word_does_not_begin_after_a_letter_with_marks(text: str, find: str, is_found: bool) -> None:
    map = Map(title="T", claims=(Claim(id="a", text=text),))
    assert bool(replace_texts(map, find, "bar", whole_words=True)[1]) is is_found
    assert replace_texts(map, find, "bar")[1]
