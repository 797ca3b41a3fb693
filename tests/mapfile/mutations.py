"""Random small changes of a map: every field set, changed and cleared; items added, removed, moved; ids renamed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from random import Random
from typing import Any

from argmap.model.types import KINDS, LEVELS, STANCES, Map
from argmap.model.validation import validated
from tests.strategies import HOSTILE, MULTILINE

Data = dict[str, Any]

PHRASES = (
    *HOSTILE,
    *MULTILINE,
    "Growth first.",
    "Talent leaves. Contracts follow it. Nobody asks why.",
    "plain words",
    "x",
)
OPTIONAL = {
    "map": ("question", "language", "summary"),
    "tensions": ("title", "question"),
    "stakeholders": ("name", "short", "kind", "interests"),
    "claims": ("short", "note", "tension", "side"),
    "sides": ("short",),
    "sources": ("title", "short", "author", "publisher", "date", "accessed", "copy", "copy_sha256"),
    "reasons": ("scheme", "note"),
    "positions": ("source", "quote", "date"),
    "citations": ("locator", "quote"),
}
NEEDED = {"map": ("title",), "claims": ("text",), "sides": ("title",)}


def mutated(map: Map, random: Random, times: int, adding: bool = False) -> Map:
    """``map`` after some random changes; parts that did not change are the same objects. ``adding`` changes take
    nothing away: they set texts, choose, rename, and add items."""
    data = asdict(map)
    for _ in range(times):
        change = random.choice(CHANGES)
        change(data, random, adding)
        for claim in data["claims"]:
            claim["reasons"] = sorted(claim.get("reasons", ()), key=lambda reason: KINDS.index(reason["kind"]))
        data = asdict(validated(Map, data))
    return _sharing(map, validated(Map, data))


def _sharing(old: Map, new: Map) -> Map:
    fields: Data = {name: getattr(new, name) for name in ("title", "question", "language", "summary")}
    for section in ("tensions", "stakeholders", "claims", "sources"):
        known = {part.id: part for part in getattr(old, section)}
        fields[section] = tuple(
            known[part.id] if known.get(part.id) == part else part for part in getattr(new, section)
        )
    return Map(**fields)


def _records(data: Data) -> Iterator[tuple[str, Data]]:
    yield "map", data
    for section in ("tensions", "stakeholders", "claims", "sources"):
        for part in data[section]:
            yield section, part
            for side in part.get("sides", ()):
                yield "sides", side
    for claim in data["claims"]:
        yield from (("reasons", reason) for reason in claim["reasons"])
        yield from (("positions", position) for position in claim["positions"])
        for holder in (claim, *claim["reasons"]):
            yield from (("citations", citation) for citation in holder["sources"])


def _set_text(data: Data, random: Random, adding: bool) -> None:
    kind, record = random.choice(list(_records(data)))
    fields = [*OPTIONAL.get(kind, ()), *NEEDED.get(kind, ())]
    if fields:
        field = random.choice(fields)
        clear = not adding and field not in NEEDED.get(kind, ()) and random.random() < 0.4
        record[field] = None if clear else random.choice(PHRASES)
        if not clear and field == "text" and random.random() < 0.5:
            record[field] = "Kept. " + random.choice(PHRASES)


def _choose(data: Data, random: Random, adding: bool) -> None:
    kind, record = random.choice(list(_records(data)))
    if kind == "positions":
        record["stance"] = random.choice(STANCES)
    elif kind == "stakeholders":
        record[random.choice(("power", "interest"))] = random.choice((*LEVELS, *[None] * (not adding)))
    elif kind == "claims":
        record["assumed"] = adding or not record["assumed"]
    elif kind == "sources":
        record["url"] = random.choice(("https://example.org", "doi:10.1/x", *[None] * (not adding)))


def _turn(data: Data, random: Random, adding: bool) -> None:
    """Turn a support into an objection or back, or point a reason at another claim."""
    reasons = [(claim, reason) for claim in data["claims"] for reason in claim["reasons"]]
    if not reasons:
        return
    claim, reason = random.choice(reasons)
    if reason["kind"] != "undercuts" and random.random() < 0.7:
        reason["kind"] = "supports" if reason["kind"] == "objects_to" else "objects_to"
    elif not adding and (made := _fresh_reason(data, claim, random)) is not None and made["kind"] == reason["kind"]:
        reason["target"] = made["target"]


def _rename(data: Data, random: Random, adding: bool) -> None:
    if not data["claims"]:
        return
    old = random.choice(data["claims"])["id"]
    new = random.choice(("renamed", "x-1", "yet-another"))
    if new in _taken(data):
        return

    def swap(name: str) -> str:
        return " -> ".join(new if part == old else part for part in name.split(" -> "))

    for claim in data["claims"]:
        claim["id"] = swap(claim["id"])
        for reason in claim["reasons"]:
            reason["premise"], reason["target"] = swap(reason["premise"]), swap(reason["target"])
            reason["linked"] = tuple(swap(name) for name in reason["linked"])


def _taken(data: Data) -> set[str]:
    return {part["id"] for section in ("tensions", "stakeholders", "claims", "sources") for part in data[section]}


def _lists(data: Data) -> Iterator[tuple[str, Data, str]]:
    for section in ("tensions", "stakeholders", "claims", "sources"):
        yield section, data, section
    for tension in data["tensions"]:
        yield "sides", tension, "sides"
    for claim in data["claims"]:
        for field in ("reasons", "positions", "tags"):
            yield field, claim, field
        yield "citations", claim, "sources"
        for reason in claim["reasons"]:
            yield "linked", reason, "linked"
            yield "citations", reason, "sources"


def _change_list(data: Data, random: Random, adding: bool) -> None:
    kind, holder, field = random.choice(list(_lists(data)))
    items = list(holder[field])
    action = random.choice(("add", "add", *["remove", "shuffle", "move", "clear", "swap"] * (not adding)))
    if action in {"add", "swap"}:
        made = _fresh(kind, data, holder, random)
        if made is not None:
            if action == "swap" and items:
                items.pop(random.randrange(len(items)))
            items.insert(random.randint(0, len(items)), made)
    elif action == "remove" and items:
        items.pop(random.randrange(len(items)))
    elif action == "shuffle":
        random.shuffle(items)
    elif action == "move" and items:
        items.insert(random.randint(0, len(items) - 1), items.pop(random.randrange(len(items))))
    elif action == "clear" and random.random() < 0.3:
        items = []
    holder[field] = tuple(items)


def _fresh(kind: str, data: Data, holder: Data, random: Random) -> Any:
    free = [name for name in ("new-one", "n2", "another", "b3", "more") if name not in _taken(data)]
    if kind in {"tensions", "stakeholders", "sources"}:
        return {"id": free[0]} if free else None
    if kind == "claims":
        return {"id": free[0], "text": random.choice(PHRASES), "tags": ("x", "yes")} if free else None
    if kind == "sides":
        names = [name for name in ("left", "right", "up") if name not in {side["id"] for side in holder["sides"]}]
        return {"id": names[0], "title": random.choice(PHRASES)} if names else None
    if kind == "reasons":
        return _fresh_reason(data, holder, random)
    if kind == "positions":
        taken = {position["stakeholder"] for position in holder["positions"]}
        names = [name for name in ("who", "they", "we") if name not in taken]
        extra = {"quote": random.choice(PHRASES)} if random.random() < 0.4 else {}
        return {"stakeholder": names[0], "stance": random.choice(STANCES), **extra} if names else None
    if kind == "citations":
        extra = {"locator": random.choice(PHRASES)} if random.random() < 0.4 else {}
        return {"source": random.choice(("report", "article", "a")), **extra}
    return random.choice(PHRASES) if kind == "tags" else random.choice(("far", "near"))


def _fresh_reason(data: Data, claim: Data, random: Random) -> Any:
    taken = {reason["target"] for reason in claim["reasons"]}
    kind = random.choice(KINDS)
    targets = ["far", "near", *(other["id"] for other in data["claims"])]
    if kind == "undercuts":
        targets = ["far -> near", "near -> far"]
    free = [target for target in targets if target not in taken and target != claim["id"]]
    extra: Data = {"note": random.choice(PHRASES)} if random.random() < 0.3 else {}
    extra |= {"linked": ("far", "near")} if random.random() < 0.3 else {}
    return {"premise": claim["id"], "kind": kind, "target": random.choice(free), **extra} if free else None


CHANGES = (_set_text, _set_text, _change_list, _change_list, _change_list, _choose, _turn, _rename)
