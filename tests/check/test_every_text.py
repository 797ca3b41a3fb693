"""The rules about characters look at every text of a map that people read."""

from __future__ import annotations

from pathlib import Path

from argmap.check.rules import check
from argmap.check.settings import Settings
from argmap.mapfile.read.read import read
from argmap.model.index import Index
from argmap.model.types import Map, Part, rebuilt
from tests.golden import kept

HERE = Path(__file__).parent
EVERYTHING = HERE.parents[0] / "maps" / "everything.yaml"
NO_TEXTS = frozenset("id premise kind target linked stance source stakeholder side tension part_of power".split())


def with_a_letter_more(value: object, letter: str, name: str = "") -> object:
    """A part of a map in which each text that people read ends with another letter."""
    if isinstance(value, Part):
        return rebuilt(value, **{name: with_a_letter_more(one, letter, name) for name, one in value.items()})
    if isinstance(value, tuple) and name not in NO_TEXTS:
        return tuple(with_a_letter_more(one, letter, name) for one in value)
    return value + letter if isinstance(value, str) and name not in NO_TEXTS else value


def test_a_wrong_letter_is_found_in_each_text() -> None:
    map = read(EVERYTHING.read_bytes(), "map.yaml").map
    found = []
    for rule, letter in (("AM306", "\N{CYRILLIC SMALL LETTER A}"), ("AM307", "\N{ZERO WIDTH SPACE}")):
        spoilt = with_a_letter_more(map, letter)
        assert isinstance(spoilt, Map)
        for one in check(Index.build(spoilt), Settings(select=(rule,))):
            found.append(f"{one.code} {' '.join(one.path)}: {one.message} {one.hint}")
    text = "\n".join(found).replace("\N{ZERO WIDTH SPACE}", "<U+200B>") + "\n"
    assert text == kept(HERE / "every-text.txt", text)
