"""Laws of every edit: a sound map stays sound, and what an edit does not change stays the same object."""

from __future__ import annotations

import copy
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.model.findings import MapError
from argmap.model.types import Map
from tests.edit.soundness import faults
from tests.editing import EDITS
from tests.examples import examples
from tests.strategies import maps

SEEDS = st.integers(0, 2**32)


@pytest.mark.parametrize("name", EDITS)
@examples(20)
@given(map=maps(), seed=SEEDS)
def test_a_sound_map_stays_sound(name: str, map: Map, seed: int) -> None:
    assert faults(map) == []
    before = copy.deepcopy(map)
    try:
        new = EDITS[name](map, Random(seed))
    except MapError as refusal:
        assert str(refusal).endswith((".", "?"))
        assert str(refusal)[0].isupper() or str(refusal)[0] == "'"
    except IndexError:
        pass  # Nothing to work on.
    else:
        assert faults(new) == []
        _keeps_what_it_does_not_change(map, new)
    assert map == before


def _keeps_what_it_does_not_change(old: Map, new: Map) -> None:
    present = {claim.id: claim for claim in old.claims}
    for claim in new.claims:
        if claim == present.get(claim.id):
            assert claim is present[claim.id]


@given(names=st.lists(st.tuples(st.sampled_from(list(EDITS)), SEEDS), max_size=30))
def test_many_edits_from_nothing_stay_sound(names: list[tuple[str, int]]) -> None:
    map = Map(title="Nothing yet")
    for name, seed in names:
        try:
            map = EDITS[name](map, Random(seed))
        except (MapError, IndexError):
            continue
    assert faults(map) == []
