"""Cases of standing as plain tables, and the maps they describe.

A case names claims and reasons freely; a reason may be aimed at a reason. The map format has one reason per
``premise -> target``, so a second reason with the same first premise and target is carried by a claim of its own
that is supported by that premise alone: it has the premise's label whatever the rest of the map says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from argmap.model.index import Index
from argmap.model.types import Citation, Claim, Kind, Map, Reason, Source
from argmap.semantics.labels import Forces

Case = dict[str, Any]


@dataclass(frozen=True)
class Built:
    index: Index
    forces: Forces
    addresses: dict[str, str]
    """By the case's name of a reason: its address in the map."""


def build(case: Case) -> Built:
    """The map, forces and reason addresses of a case."""
    reasons = _addressed(case)
    carriers = {reason.premise: _carried(reason.premise) for reason in reasons.values() if "--" in reason.premise}
    given = list(reasons.values())
    for carrier, premise in carriers.items():
        given.append(Reason(premise=premise, kind="supports", target=carrier))
    claims = [_claim(name, about, given) for name, about in case["claims"].items()]
    claims += [_claim(carrier, {}, given) for carrier in carriers]
    cited = dict.fromkeys(source for about in case["claims"].values() for source in about.get("sources", ()))
    map_ = Map(title=case["name"], claims=tuple(claims), sources=tuple(Source(id=source) for source in cited))
    forces = Forces(
        frozenset(case.get("accepted", ())),
        frozenset(case.get("rejected", ())),
        frozenset(case.get("rejected_sources", ())),
    )
    return Built(Index.build(map_), forces, {name: reason.address for name, reason in reasons.items()})


def _addressed(case: Case) -> dict[str, Reason]:
    waiting = {reason["id"]: reason for reason in case["reasons"]}
    done: dict[str, Reason] = {}
    while waiting:
        ready = [row for row in waiting.values() if row["target"] not in waiting]
        assert ready, f"{case['name']}: reasons aimed at one another in a ring have no address"
        for row in ready:
            taken = {reason.address for reason in done.values()}
            done[row["id"]] = _reason(row, done, taken)
            del waiting[row["id"]]
    return {row["id"]: done[row["id"]] for row in case["reasons"]}


def _reason(row: dict[str, Any], done: dict[str, Reason], taken: set[str]) -> Reason:
    aimed_at_reason = row["target"] in done
    target = done[row["target"]].address if aimed_at_reason else row["target"]
    kind: Kind = "supports" if row["kind"] == "support" else "undercuts" if aimed_at_reason else "objects_to"
    first, *linked = row["premises"]
    premise, copy = first, 2
    while f"{premise} -> {target}" in taken:
        premise, copy = f"{first}--{copy}", copy + 1
    return Reason(premise=premise, kind=kind, target=target, linked=tuple(linked))


def _carried(carrier: str) -> str:
    return carrier.partition("--")[0]


def _claim(name: str, about: dict[str, Any], reasons: list[Reason]) -> Claim:
    return Claim(
        id=name,
        text=about.get("text", f"Claim {name}"),
        reasons=tuple(reason for reason in reasons if reason.premise == name),
        sources=tuple(Citation(source=source) for source in about.get("sources", ())),
        assumed=about.get("assumed", False),
    )
