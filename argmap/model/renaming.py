"""Giving things other ids, together with every reference to them, many at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from argmap.model.findings import Path
from argmap.model.ids import ARROW
from argmap.model.paths import SECTIONS
from argmap.model.references import Thing, redirected
from argmap.model.types import KINDS, Claim, Map, Part, Reason, Tension, rebuilt

P = TypeVar("P", bound=Part)


@dataclass(frozen=True)
class Renaming:
    """New ids by old ones. False when it renames nothing.

    ``ids`` are by section and old id, ``sides`` by the old id of the tension and the old id of the side.
    """

    ids: Mapping[tuple[str, str], str] = field(default_factory=dict)
    sides: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.ids or self.sides)

    def id(self, section: str, old: str) -> str:
        """The new id of a thing in a section; its old one when it is not renamed."""
        return self.ids.get((section, old), old)

    def side(self, tension: str, old: str) -> str:
        """The new id of a side of the tension with the old id ``tension``."""
        return self.sides.get((tension, old), old)

    def address(self, address: str) -> str:
        """The new address of a reason; of an undercut of an undercut too."""
        steps = [step.strip() for step in address.split(ARROW.strip())]
        new = [self.id("claims", step) for step in steps]
        return address if new == steps else ARROW.join(new)

    def thing(self, thing: Thing) -> Thing:
        """What a reference to ``thing`` names in the new ids."""
        section, key = thing[0], thing[1]
        if section == "reasons":
            return section, self.address(key)
        new = self.ids.get((section, key), key)
        if len(thing) == 4:
            return section, new, thing[2], self.side(key, thing[3])
        return thing if new == key else (section, new)

    def path(self, path: Path) -> Path:
        """``path`` in the new ids."""
        if not self or len(path) < 2 or path[0] not in SECTIONS:
            return path
        section, key, rest = path[0], path[1], path[2:]
        return (section, self.id(section, key), *self._inner_path(section, key, rest))

    def _inner_path(self, section: str, key: str, rest: Path) -> Path:
        if len(rest) < 2:
            return rest
        name, inner, deeper = rest[0], rest[1], rest[2:]
        if section == "tensions":
            return (name, self.side(key, inner), *deeper)
        base, number = _split_number(inner)
        if name in KINDS:
            return (name, self.address(base) + number, *self._path_in_reason(deeper))
        sections = {"positions": "stakeholders", "sources": "sources"}
        return (name, self.id(sections[name], base) + number, *deeper) if name in sections else rest

    def _path_in_reason(self, path: Path) -> Path:
        if len(path) < 2:
            return path
        section = "claims" if path[0] == "with" else "sources"
        base, number = _split_number(path[1])
        return (path[0], self.id(section, base) + number, *path[2:])

    def reversed(self) -> Renaming:
        """The renaming that takes this one back."""
        sides = {(self.id("tensions", tension), new): old for (tension, old), new in self.sides.items()}
        return Renaming({(section, new): old for (section, old), new in self.ids.items()}, sides)

    def joined(self, more: Renaming) -> Renaming:
        """Both renamings at once; where they disagree this one counts."""
        return Renaming({**more.ids, **self.ids}, {**more.sides, **self.sides})


def _split_number(key: str) -> tuple[str, str]:
    """The name and the number of a repeated key: ``article#2`` is ``article`` and ``#2``."""
    name, mark, number = key.partition("#")
    return name, mark + number


def renamed(map: Map, renaming: Renaming) -> Map:
    """``map`` with every id and reference in the new ids; parts in which none changes stay the same objects."""
    if not renaming:
        return map
    names = {old for _, old in (*renaming.ids, *renaming.sides)} | {tension for tension, _ in renaming.sides}
    items = {
        name: tuple(
            item if name == "claims" and not _may_name(item, names) else renamed_part(item, renaming, name)
            for item in getattr(map, name)
        )
        for name in SECTIONS
    }
    return rebuilt(map, **items)


def _may_name(claim: Claim, names: set[str]) -> bool:
    """Whether one of the names may be an id in the claim: what most claims of a large map have none of."""
    if claim.id in names or claim.tension in names:
        return True
    for reason in claim.reasons:
        if reason.target in names or "->" in reason.target or not names.isdisjoint(reason.linked):
            return True
        if any(citation.source in names for citation in reason.sources):
            return True
    return any(one.source in names for one in claim.sources) or any(
        one.stakeholder in names or one.source in names for one in claim.positions
    )


def renamed_part(part: P, renaming: Renaming, section: str = "") -> P:
    """One part with its own id and its references in the new ids; ``section`` is that of an entry, else empty."""
    new: Any = redirected(part, renaming.thing)
    own: dict[str, Any] = {"id": renaming.id(section, new.id)} if section else {}
    if isinstance(new, Tension):
        own["sides"] = tuple(rebuilt(side, id=renaming.side(new.id, side.id)) for side in new.sides)
    elif isinstance(new, Reason):
        own["premise"] = renaming.id("claims", new.premise)
    elif isinstance(new, Claim):
        own["reasons"] = tuple(rebuilt(one, premise=renaming.id("claims", one.premise)) for one in new.reasons)
    return cast(P, rebuilt(new, **own))
