"""How a map is taken apart for comparing: what names each thing, which fields it has, which lists it holds.

Everything in a list is known by a *key*: a claim by its id, a reason by its target, a position by its
stakeholder, a citation by its source, a tag by itself. Whether a reason supports or objects is one of its
fields, so a reason that turned is the same reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import MISSING
from typing import Any

from argmap.escape import one_line
from argmap.model.findings import Path
from argmap.model.types import KINDS, Citation, Claim, Map, Part, Position, Reason, Side, Source, Stakeholder, Tension

Item = Part | str

SECTIONS = ("tensions", "stakeholders", "claims", "sources")

NAMED_BY: Mapping[type[Part], str] = {
    Tension: "id",
    Side: "id",
    Stakeholder: "id",
    Claim: "id",
    Source: "id",
    Reason: "target",
    Position: "stakeholder",
    Citation: "source",
}
"""The field of each kind of thing that is its key; no change or conflict is ever about it."""

LISTS: Mapping[type[Part], tuple[str, ...]] = {
    Map: SECTIONS,
    Tension: ("sides",),
    Claim: ("reasons", "positions", "sources", "tags"),
    Reason: ("linked", "sources"),
}


def _fields(kind: type[Part]) -> tuple[str, ...]:
    elsewhere = {NAMED_BY.get(kind), *LISTS.get(kind, ())}
    return tuple(name for name in kind.field_names() if name not in elsewhere)


_KINDS: tuple[type[Part], ...] = (Map, *NAMED_BY)

FIELDS: Mapping[type[Part], tuple[str, ...]] = {kind: _fields(kind) for kind in _KINDS}
"""The fields with one value each, in the order of the types."""


def key_of(item: Item) -> str:
    """What ``item`` is known by in its list, before repeats are numbered."""
    if isinstance(item, str):
        return item
    name: str = getattr(item, NAMED_BY[type(item)])
    return name


def keyed(items: Iterable[Item]) -> dict[str, Item]:
    """``items`` by key, in their order; of repeats the second is ``key#2``, the third ``key#3``."""
    found: dict[str, Item] = {}
    for item in items:
        key = name = key_of(item)
        number = 2
        while key in found:
            key = f"{name}#{number}"
            number += 1
        found[key] = item
    return found


def child_path(parent: Path, name: str, key: str, item: Item) -> Path:
    """The path of the item known by ``key`` in the list ``name`` of the thing at ``parent``."""
    if isinstance(item, Reason):
        return (*parent, item.kind, key)
    return (*parent, "with" if name == "linked" else name, key)


def first_step(kind: type[Part], path: Path) -> tuple[str, str, Path]:
    """The list, the key and the rest of a path that starts at a thing of this kind and enters one of its lists."""
    name, key, rest = path[0], path[1], path[2:]
    if kind is Claim and name in KINDS:
        name = "reasons"
    elif kind is Reason and name == "with":
        name = "linked"
    return name, key, rest


def items_of(part: Part, name: str) -> tuple[Item, ...]:
    """The list ``name`` of ``part``."""
    items: tuple[Item, ...] = getattr(part, name)
    return items


def found_at(part: Part, path: Path) -> Item | None:
    """What ``path`` leads to from ``part``, None when nothing is there; a field that ends a path is not looked at."""
    if len(path) < 2:
        return part
    name, key, rest = first_step(type(part), path)
    if name not in LISTS.get(type(part), ()):
        return None
    item = keyed(items_of(part, name)).get(key)
    return found_at(item, rest) if isinstance(item, Part) else item


def default_of(kind: type[Part], field: str) -> Any:
    """The value of a field that the file does not give, or None for a field that it must give."""
    default = kind.__dataclass_fields__[field].default
    return None if default is MISSING else default


def path_text(path: Path) -> str:
    """A path in the words of the file, on one line and safe to print."""
    return one_line(" / ".join(path))
