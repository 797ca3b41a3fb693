"""Labels brought up to an edit are those of the edited map labelled from nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from argmap.edit.claims import add_support
from argmap.edit.text import set_text
from argmap.model.index import Index
from argmap.model.types import Map
from argmap.semantics.labels import Labels, label
from tests.edit.written import written
from tests.editing import EDITS, edited
from tests.examples import examples
from tests.strategies import maps

STEPS = st.lists(st.tuples(st.sampled_from(list(EDITS)), st.integers(0, 2**32)), max_size=15)


def said(labels: Labels) -> dict[str, object]:
    """The label of everything in the map, and what takes part."""
    index = labels.index
    return {
        "claims": {claim_id: labels.of(claim_id) for claim_id in index.claims},
        "reasons": {name: (labels.of_reason(name), labels.takes_part(name)) for name in index.reasons},
        "sources": {source_id: labels.of_source(source_id) for source_id in index.sources},
    }


@examples(60)
@given(map=maps(), steps=STEPS)
def test_after_equals_label(map: Map, steps: list[tuple[str, int]]) -> None:
    labels = label(Index.build(map))
    for name, seed in steps:
        map = edited(map, name, seed)
        labels = labels.after(labels.index.after(map))
        assert said(labels) == said(label(Index.build(map)))


def test_other_words_leave_the_network_as_it_is() -> None:
    labels = label(Index.build(written("a / b +a / c -b")))
    reworded = labels.after(labels.index.after(set_text(labels.index.map, "b", "Otherwise.")))
    assert reworded.network is labels.network
    grown = reworded.after(reworded.index.after(add_support(reworded.index.map, "b", "d", "Because.")))
    assert grown.of("d") == "in"
