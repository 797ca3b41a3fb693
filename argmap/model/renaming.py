"""Giving things other ids, with everything that refers to them, many at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from argmap.model.findings import Path
from argmap.model.ids import ARROW
from argmap.model.paths import NAMED_BY, SECTIONS
from argmap.model.types import (
    KINDS,
    Citation,
    Claim,
    Map,
    Part,
    Position,
    Reason,
    Side,
    Stakeholder,
    Tension,
    rebuilt,
)

P = TypeVar("P", bound=Part)


@dataclass(frozen=True)
class Names:
    """New names by old: of ids by section and id, of sides by tension (its old id) and side."""

    ids: Mapping[tuple[str, str], str] = field(default_factory=dict)
    sides: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.ids or self.sides)

    def of(self, section: str, old: str) -> str:
        """The new id of a thing, or its old one."""
        return self.ids.get((section, old), old)

    def of_side(self, tension: str, side: str) -> str:
        """The new id of a side, or its old one; ``tension`` is the old id."""
        return self.sides.get((tension, side), side)

    def of_address(self, address: str) -> str:
        """The address of a reason in the new names; also of the reason that an undercut of an undercut denies."""
        steps = [step.strip() for step in address.split(ARROW.strip())]
        new = [self.of("claims", step) for step in steps]
        return address if new == steps else ARROW.join(new)

    def reversed(self) -> Names:
        """The names that take these back."""
        sides = {(self.of("tensions", tension), new): old for (tension, old), new in self.sides.items()}
        return Names({(section, new): old for (section, old), new in self.ids.items()}, sides)

    def joined(self, more: Names) -> Names:
        """Both together; where they disagree these names win."""
        return Names({**more.ids, **self.ids}, {**more.sides, **self.sides})

    def path(self, path: Path) -> Path:
        """``path`` in the new names."""
        if not self or len(path) < 2 or path[0] not in SECTIONS:
            return path
        section, key, rest = path[0], path[1], path[2:]
        return (section, self.of(section, key), *self._inner(section, key, rest))

    def _inner(self, section: str, key: str, rest: Path) -> Path:
        if len(rest) < 2:
            return rest
        kind, inner, deeper = rest[0], rest[1], rest[2:]
        if section == "tensions":
            return (kind, self.of_side(key, inner), *deeper)
        name, number = _split_number(inner)
        if kind in KINDS:
            return (kind, self.of_address(name) + number, *self._in_reason(deeper))
        sections = {"positions": "stakeholders", "sources": "sources"}
        return (kind, self.of(sections[kind], name) + number, *deeper) if kind in sections else rest

    def _in_reason(self, path: Path) -> Path:
        if len(path) < 2:
            return path
        section = "claims" if path[0] == "with" else "sources"
        name, number = _split_number(path[1])
        return (path[0], self.of(section, name) + number, *path[2:])


def _split_number(key: str) -> tuple[str, str]:
    name, mark, number = key.partition("#")
    return name, mark + number


def relabelled(map: Map, names: Names) -> Map:
    """``map`` with every id and reference in the new names."""
    if not names:
        return map
    items = {name: tuple(relabelled_item(item, names, name) for item in getattr(map, name)) for name in SECTIONS}
    return rebuilt(map, **items)


def relabelled_item(item: P, names: Names, section: str = "") -> P:
    """One thing with its id and its references in the new names; ``section`` is where it stands, if it has an id."""
    fields: dict[str, Any] = {}
    if isinstance(item, Claim):
        fields = _claim_fields(item, names)
    elif isinstance(item, Reason):
        fields = _reason_fields(item, names)
    elif isinstance(item, Position):
        fields = {"stakeholder": names.of("stakeholders", item.stakeholder), "source": _source(item.source, names)}
    elif isinstance(item, Citation):
        fields = {"source": names.of("sources", item.source)}
    elif isinstance(item, Tension):
        sides = (rebuilt(side, id=names.of_side(item.id, side.id)) for side in item.sides)
        fields = {"sides": tuple(sides)}
    elif isinstance(item, Stakeholder):
        fields = {"part_of": None if item.part_of is None else names.of("stakeholders", item.part_of)}
    if section and not isinstance(item, Side):
        fields[NAMED_BY[type(item)]] = names.of(section, getattr(item, NAMED_BY[type(item)]))
    return rebuilt(item, **fields)


def _source(source: str | None, names: Names) -> str | None:
    return None if source is None else names.of("sources", source)


def _reason_fields(reason: Reason, names: Names) -> dict[str, Any]:
    undercuts = reason.kind == "undercuts"
    return {
        "premise": names.of("claims", reason.premise),
        "target": names.of_address(reason.target) if undercuts else names.of("claims", reason.target),
        "linked": tuple(names.of("claims", premise) for premise in reason.linked),
        "sources": tuple(relabelled_item(citation, names) for citation in reason.sources),
    }


def _claim_fields(claim: Claim, names: Names) -> dict[str, Any]:
    side = claim.side
    if side is not None and claim.tension is not None:
        side = names.of_side(claim.tension, side)
    return {
        "tension": None if claim.tension is None else names.of("tensions", claim.tension),
        "side": side,
        "reasons": tuple(relabelled_item(reason, names) for reason in claim.reasons),
        "positions": tuple(relabelled_item(position, names) for position in claim.positions),
        "sources": tuple(relabelled_item(citation, names) for citation in claim.sources),
    }
