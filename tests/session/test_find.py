"""Search by words: while a query is typed and the map is edited, the same is found as in a fresh look."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.model.index import Index
from argmap.model.types import (
    Citation,
    Claim,
    Map,
    Position,
    Reason,
    Side,
    Source,
    Stakeholder,
    Tension,
)
from argmap.session.outline.outline import Haystack
from tests.editing import EDITS, edited
from tests.examples import examples
from tests.strategies import maps

TYPED = st.text("aeghiortw AEst", max_size=6)
STEPS = st.lists(st.tuples(st.sampled_from(list(EDITS)), st.integers(0, 2**32), st.lists(TYPED, max_size=3)))


@examples(60)
@given(map=maps(), steps=STEPS)
def test_typing_and_editing_find_what_a_fresh_look_finds(map: Map, steps: list[tuple[str, int, list[str]]]) -> None:
    index = Index.build(map)
    haystack = Haystack(index)
    for name, seed, queries in steps:
        for query in queries:
            for end in (*range(len(query) + 1), *reversed(range(len(query)))):  # typed, and taken away again
                assert haystack.matches(query[:end]) == found(map, query[:end])
        map = edited(map, name, seed)
        index = index.after(map)
        haystack = haystack.after(index)


def found(map: Map, query: str) -> set[str]:
    texts = {claim.id: said_of(map, claim) for claim in map.claims}
    texts |= {f"#{one.id}": [one.title, one.question, one.id, *names(one.sides)] for one in map.tensions}
    words = query.casefold().split()
    return {
        key
        for key, said in texts.items()
        if all(any(word in (text or "").casefold() for text in said) for word in words)
    }


FOUND_BY: dict[str, set[str]] = {
    place: set(keys.split())
    for places, keys in (
        ("text short note tag quote holder holder-short unknown", "close"),
        ("side side-short", "#cars close"),
        ("tension question", "#cars"),
        ("title author publisher date", "close air"),
        ("bridge page passage missing", "air"),
    )
    for place in places.split()
}
"""The places of a map that texts stand in, and what is found by each."""


def map_saying(**instead: str) -> Map:
    """A map with its own word in each place."""
    said = {place: f"<{place}>" for place in FOUND_BY} | instead
    close = Claim(
        id="close",
        text=said["text"],
        short=said["short"],
        note=said["note"],
        tags=(said["tag"],),
        tension="cars",
        side="walk",
        positions=(
            Position(stakeholder="shops", stance="agrees", quote=said["quote"], source="report"),
            Position(stakeholder="pupils", stance="agrees", source=said["unknown"]),
        ),
    )
    step = Reason(
        premise="air",
        kind="supports",
        target="close",
        note=said["bridge"],
        sources=(
            Citation(source="report", locator=said["page"], quote=said["passage"]),
            Citation(source=said["missing"]),
        ),
    )
    sides = (Side(id="walk", title=said["side"], short=said["side-short"]),)
    report = {name: said[name] for name in ("title", "author", "publisher", "date")}
    return Map(
        title="Small",
        tensions=(Tension(id="cars", title=said["tension"], question=said["question"], sides=sides),),
        stakeholders=(Stakeholder(id="shops", name=said["holder"], short=said["holder-short"]),),
        claims=(close, Claim(id="air", text="Clean.", reasons=(step,)), Claim(id="lone", text="Alone.")),
        sources=(Source(id="report", **report),),
    )


@pytest.mark.parametrize(("place", "keys"), FOUND_BY.items())
def test_what_was_looked_for_is_found_in_its_new_words(place: str, keys: set[str]) -> None:
    old, new = map_saying(), map_saying(**{place: "Zebra"})
    kept = (before if before == after else after for before, after in zip(old.claims, new.claims, strict=True))
    new = replace(new, claims=tuple(kept))  # an edit keeps the claims that it does not change
    haystack = Haystack(Index.build(old))
    assert haystack.matches(f"<{place}>") == keys
    haystack = haystack.after(haystack.index.after(new))
    assert haystack.matches("zebra") == keys
    assert haystack.matches(f"<{place}>") == set()


def said_of(map: Map, claim: Claim) -> list[str | None]:
    """All texts by which a claim is found, read from the map anew."""
    said = [claim.text, claim.short, claim.id, claim.note, *claim.tags]
    said += names(
        side for one in map.tensions if one.id == claim.tension for side in one.sides if side.id == claim.side
    )
    for position in claim.positions:
        said += [position.stakeholder, position.quote]
        said += [text for one in map.stakeholders if one.id == position.stakeholder for text in (one.name, one.short)]
        said += source_words(map, position.source)
    for cited in (*claim.sources, *(one for reason in claim.reasons for one in reason.sources)):
        said += [cited.locator, cited.quote, *source_words(map, cited.source)]
    return [*said, *(reason.note for reason in claim.reasons)]


def names(sides: Iterable[Side]) -> list[str | None]:
    return [text for side in sides for text in (side.title, side.short)]


def source_words(map: Map, source: str | None) -> list[str | None]:
    known = [one for one in map.sources if one.id == source]
    return [source, *(text for one in known for text in (one.title, one.author, one.publisher, one.date))]


@pytest.mark.parametrize(("text", "query"), [("Caf\u00e9", "cafe\u0301"), ("Cafe\u0301", "CAF\u00c9")])
def test_an_accent_is_found_however_it_is_written(text: str, query: str) -> None:
    assert Haystack(Index.build(Map(title="T", claims=(Claim(id="a", text=text),)))).matches(query) == {"a"}
