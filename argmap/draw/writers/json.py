"""A map as JSON for programs, with the fields of the map file and every reference in its long form."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from argmap.escape import for_json
from argmap.model.types import KINDS, Citation, Claim, Map, Part, Reason


def write(map: Map) -> str:
    """The JSON text, ending with a newline, which is also a map file. Fields without a value are left out."""
    data: dict[str, Any] = {"argmap": 1, **_given(map, "title", "question", "summary")}
    data["tensions"] = {
        item.id: _given(item, "title", "question") | {"sides": {side.id: side.title for side in item.sides}}
        for item in map.tensions
    }
    data["stakeholders"] = {
        item.id: _given(item, "name", "kind", "part_of", "interests", "power", "interest")
        for item in map.stakeholders
    }
    data["claims"] = {claim.id: _claim(claim) for claim in map.claims}
    data["sources"] = {
        item.id: _given(item, "title", "author", "publisher", "date", "url", "accessed") for item in map.sources
    }
    kept = {key: value for key, value in data.items() if value or key == "claims"}
    return for_json(json.dumps(kept, ensure_ascii=False, indent=2)) + "\n"


def _claim(claim: Claim) -> dict[str, Any]:
    data = _given(claim, "text", "tension", "side")
    for kind in KINDS:
        if reasons := claim.of_kind(kind):
            data[kind] = [_reason(reason) for reason in reasons]
    if claim.positions:
        data["positions"] = {
            position.stakeholder: _given(position, "stance", "source", "quote", "date")
            for position in claim.positions
        }
    if claim.sources:
        data["sources"] = _citations(claim.sources)
    if claim.assumed:
        data["assumed"] = True
    if claim.tags:
        data["tags"] = list(claim.tags)
    return data | _given(claim, "note")


def _reason(reason: Reason) -> dict[str, Any]:
    data: dict[str, Any] = {"reason" if reason.kind == "undercuts" else "claim": reason.target}
    if reason.linked:
        data["with"] = list(reason.linked)
    data |= _given(reason, "note")
    if reason.sources:
        data["sources"] = _citations(reason.sources)
    return data


def _citations(citations: Iterable[Citation]) -> list[dict[str, Any]]:
    return [_given(citation, "source", "locator", "quote") for citation in citations]


def _given(part: Part, *names: str) -> dict[str, Any]:
    return {name: value for name in names if (value := getattr(part, name)) is not None}
