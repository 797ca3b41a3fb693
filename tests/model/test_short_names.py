"""Short names of stakeholders: short where they can be, and different where the names are."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.model.short_names import SEEN, short_names
from argmap.model.types import Stakeholder
from tests.examples import examples


def shortened(*names: str, short: str | None = None) -> list[str]:
    holders = [Stakeholder(id=f"s{place}", name=name, short=short) for place, name in enumerate(names)]
    return list(short_names(holders).values())


@pytest.mark.parametrize(
    ("id", "name", "short", "shown"),
    [
        ("dsit", "Department for Science, Innovation and Technology", None, "DSIT"),
        ("d", "Department for Science, Innovation and Technology (DSIT)", None, "DSIT"),
        ("d", "Department for Science, Innovation and Technology", " Science ", "Science"),
        ("d", "Ada Lovelace Institute, a charity in London", None, "Ada Lovelace Institute"),
        ("d", "The bakers", None, "The bakers"),
        ("d", None, None, "d"),
    ],
)
def test_a_name_alone_has_its_label_or_abbreviation_or_first_words(
    id: str, name: str | None, short: str | None, shown: str
) -> None:
    assert short_names([Stakeholder(id=id, name=name, short=short)]) == {id: shown}


def test_names_that_differ_only_at_their_end_show_where_they_differ() -> None:
    towns = [
        f"The association of the owners of small shops in the {side} quarter" for side in ("northern", "southern")
    ]
    assert shortened(*towns) == ["The… northern quarter", "The… southern quarter"]
    assert shortened(*[f"Verkehrsinfrastrukturbeschleunigungsgesellschaft {n}" for n in "AB"]) == [
        "Verkehrsinfra… A",
        "Verkehrsinfra… B",
    ]


def test_one_who_has_a_label_keeps_it() -> None:
    law = Stakeholder(id="law", name="The Law Society of the town", short="Law")
    other = Stakeholder(id="law2", name="Law")
    long = Stakeholder(id="law3", name="The society of those who teach (Law)")
    assert short_names([law, long]) == {"law": "Law", "law3": "The society of those who teach (Law)"}
    assert short_names([law, other]) == {"law": "The Law Society of the town", "law2": "Law"}
    assert shortened("The town council", "The county council", short="Council") == [
        "The town council",
        "The county council",
    ]


WORDS = st.lists(
    st.sampled_from(["Society", "of", "the", "Ports,", "(PRT)", "Hafengesellschaft", "x", "字"]), max_size=12
)


@examples(300)
@given(st.lists(st.builds(" ".join, WORDS), min_size=2, max_size=8), st.sampled_from([None, "PRT", "x"]))
def test_names_that_differ_are_shortened_to_names_that_differ(names: list[str], short: str | None) -> None:
    holders = [Stakeholder(id=f"s{n}", name=name, short=None if n else short) for n, name in enumerate(names)]
    found = short_names(holders)
    for one, other in combinations(holders, 2):
        if (one.name or one.id) != (other.name or other.id):
            assert found[one.id] != found[other.id]
            assert found[one.id][:SEEN] != found[other.id][:SEEN] or len(found[one.id]) <= SEEN
