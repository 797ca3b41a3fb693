"""Hypothesis strategies for small cases of standing: every shape the definition speaks of, loops above all."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.semantics.cases import Case

SOURCES = ("s1", "s2")


@st.composite
def cases(draw: st.DrawFn, most_claims: int = 5, most_reasons: int = 7) -> Case:
    """A case without labels: claims, reasons (some aimed at earlier reasons), and forces."""
    names = [f"c{number}" for number in range(draw(st.integers(1, most_claims)))]
    claims = {name: draw(_claim()) for name in names}
    reasons: list[dict[str, Any]] = []
    for number in range(draw(st.integers(0, most_reasons))):
        reasons.append(draw(_reason(f"r{number}", names, [reason["id"] for reason in reasons])))
    some = st.lists(st.sampled_from(names), max_size=1)
    return {
        "name": "drawn",
        "claims": claims,
        "reasons": reasons,
        "accepted": draw(some),
        "rejected": draw(some),
        "rejected_sources": draw(st.lists(st.sampled_from(SOURCES), max_size=1)),
    }


@st.composite
def attack_only(draw: st.DrawFn) -> Case:
    """A case of claims that object to one another, each by itself: an abstract framework of Dung (1995)."""
    names = [f"c{number}" for number in range(draw(st.integers(1, 7)))]
    pairs = st.tuples(st.sampled_from(names), st.sampled_from(names))
    attacks = draw(st.lists(pairs, max_size=14, unique=True))
    reasons = [
        {"id": f"r{number}", "kind": "objection", "premises": [attacker], "target": attacked}
        for number, (attacker, attacked) in enumerate(attacks)
    ]
    return {"name": "drawn", "claims": {name: {} for name in names}, "reasons": reasons}


@st.composite
def _claim(draw: st.DrawFn) -> dict[str, Any]:
    return {
        "assumed": draw(st.integers(0, 4)) == 0,
        "sources": draw(st.lists(st.sampled_from(SOURCES), max_size=2, unique=True)) if draw(st.booleans()) else [],
    }


@st.composite
def _reason(draw: st.DrawFn, name: str, claims: list[str], earlier: list[str]) -> dict[str, Any]:
    aimed_at_reason = bool(earlier) and draw(st.integers(0, 2)) == 0
    return {
        "id": name,
        "kind": "objection" if aimed_at_reason else draw(st.sampled_from(("support", "objection"))),
        "premises": draw(st.lists(st.sampled_from(claims), min_size=1, max_size=2, unique=True)),
        "target": draw(st.sampled_from(earlier if aimed_at_reason else claims)),
    }
