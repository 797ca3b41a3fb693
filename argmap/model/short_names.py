"""Short names of stakeholders, as badges and columns have them: no two that differ are shortened alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from argmap.excerpt import excerpt
from argmap.model.types import Stakeholder

LONGEST = 22
"""The most characters of a name that a badge shows in full where a shorter form is at hand."""

SEEN = 34
"""Characters of a short name that places with little room show at least."""

LEAD, WORD = 14, 12
"""Characters of the beginning of names that begin alike, and of the word in which they differ, before they differ."""


def short_names(stakeholders: Sequence[Stakeholder]) -> dict[str, str]:
    """The short name of each stakeholder by its id: its ``short`` label, else the name if it is short, the
    abbreviation that it gives in brackets or its id spells, or its first words.

    Of those that would look alike although their names differ, the first of these that tells them apart: the name
    without what they share after its beginning, at last all of it.
    """
    names = {one.id: " ".join((one.name or one.id).split()) for one in stakeholders}
    shared = _shared_beginnings(names.values())
    forms = {one.id: list(dict.fromkeys(_forms(one, names[one.id], shared))) for one in stakeholders}
    labels = {one.id: _label(one) for one in stakeholders}
    while True:
        looks: dict[str, list[str]] = {}
        for id, (form, *_) in forms.items():
            looks.setdefault(form if len(form) <= SEEN else f"{form[:SEEN]}…", []).append(id)
        alike = [ids for ids in looks.values() if len({names[id] for id in ids}) > 1]
        longer = [
            id for ids in alike for id in _not_labelled([id for id in ids if len(forms[id]) > 1], forms, labels)
        ]
        if not longer:
            return {id: form for id, (form, *_) in forms.items()}
        for id in longer:
            del forms[id][0]


def _not_labelled(ids: list[str], forms: Mapping[str, Sequence[str]], labels: Mapping[str, str]) -> list[str]:
    """Those that do not have the label which the map gives them, or all if all have it."""
    return [id for id in ids if forms[id][0] != labels[id]] or ids


def _label(stakeholder: Stakeholder) -> str:
    return " ".join((stakeholder.short or "").split())


def _forms(stakeholder: Stakeholder, name: str, shared: Mapping[str, int]) -> Iterator[str]:
    """What may stand for a stakeholder, the best first."""
    if label := _label(stakeholder):
        yield label
    if len(name) > LONGEST:
        if bracketed := re.search(r"\(([^\s()]{2,12})\)", name):
            yield bracketed[1]
        if _spelt_by_initials(stakeholder.id, name):
            yield stakeholder.id.upper()
        before_comma = name.partition(",")[0]
        if 2 < len(before_comma) <= LONGEST:
            yield before_comma
        yield excerpt(name)
        yield excerpt(_without_shared(name, shared[name]))
    yield name


def _spelt_by_initials(id: str, name: str) -> bool:
    words = re.findall(r"\w+", name)
    telling = "".join(word[0] for word in words if word[0].isupper()).lower()
    return 2 <= len(id) <= 6 and id in {telling, "".join(word[0] for word in words).lower()}


def _shared_beginnings(names: Iterable[str]) -> dict[str, int]:
    """For each name the number of characters with which another one begins, too."""
    order = sorted(set(names))
    shared = dict.fromkeys(order, 0)
    for one, other in pairwise(order):
        same = next((n for n, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), len(one))
        shared[one], shared[other] = max(shared[one], same), same
    return shared


def _without_shared(name: str, shared: int) -> str:
    """The beginning of a name, and what follows where it differs from others: ``Society of… the northern ports``."""
    start = max(name.rfind(" ", 0, shared) + 1, shared - WORD)
    return f"{excerpt(name[:start], LEAD).removesuffix('…')}… {name[start:]}" if start > LEAD else name
