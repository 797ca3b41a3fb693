"""Checking some entries of a map finds what checking the whole map finds there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from argmap.check.rules import OF_ONE_ENTRY, check, check_entries
from argmap.check.settings import Settings
from argmap.model.index import Index
from argmap.model.paths import SECTIONS
from argmap.model.types import Map
from tests.examples import examples
from tests.mapfile.mutations import mutated
from tests.strategies import maps

SETTINGS = Settings(select=("AM", *sorted(OF_ONE_ENTRY)), today=date(2025, 1, 1))


@examples(100)
@given(maps(), st.integers(0, 2**32).map(Random))
def test_an_entry_alone_is_found_fault_with_as_in_the_map(map: Map, random: Random) -> None:
    map = mutated(map, random, 3)
    lost = random.choice(SECTIONS)
    map = replace(map, **{lost: getattr(map, lost)[1:]})
    index = Index.build(map)
    whole = [one for one in check(index, SETTINGS) if one.code in OF_ONE_ENTRY]
    for section in SECTIONS:
        for part in getattr(map, section):
            alone = Map(title="A map", **{section: (part,)})
            assert list(check_entries(index, alone, SETTINGS)) == [
                one for one in whole if one.path[:2] == (section, part.id)
            ]
