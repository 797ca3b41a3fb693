"""Search by words: while a query is typed and the map is edited, the same is found as in a fresh look."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from argmap.model.index import Index
from argmap.model.types import Map
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
            for end in range(len(query) + 1):
                assert haystack.matches(query[:end]) == found(map, query[:end])
        map = edited(map, name, seed)
        index = index.after(map)
        haystack = haystack.after(index)


def found(map: Map, query: str) -> set[str]:
    texts = {claim.id: f"{claim.text} {claim.id} {' '.join(claim.tags)}" for claim in map.claims}
    texts |= {f"#{one.id}": f"{one.title or ''} {one.question or ''} {one.id}" for one in map.tensions}
    words = query.casefold().split()
    return {key for key, text in texts.items() if all(word in text.casefold() for word in words)}
