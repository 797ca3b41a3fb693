"""Paths into a map: the key of each thing in its list, the fields and lists of each kind of thing, access by path.

Items of a list are identified by a *key*: a claim by its id, a reason by its target, a position by its stakeholder, a
citation by its source, a tag by itself. The kind of a reason is one of its fields, so that a support that became an
objection is the same reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import MISSING
from typing import Any

from argmap.escape import one_line
from argmap.model.findings import Path
from argmap.model.types import KINDS, Citation, Claim, Map, Part, Position, Reason, Side, Source, Stakeholder, Tension

ListItem = Part | str

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
"""The field that is the key of each kind of thing; no change or conflict is about this field."""

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
"""The fields with a single value, in the order of the types, without keys."""


def key_of(item: ListItem) -> str:
    """The key of ``item`` in its list, before repeated keys are numbered."""
    if isinstance(item, str):
        return item
    name: str = getattr(item, NAMED_BY[type(item)])
    return name


def keyed(items: Iterable[ListItem]) -> dict[str, ListItem]:
    """``items`` by key, in their order; the second of one key is ``key#2``, the third ``key#3``."""
    found: dict[str, ListItem] = {}
    for item in items:
        key = name = key_of(item)
        number = 2
        while key in found:
            key = f"{name}#{number}"
            number += 1
        found[key] = item
    return found


def child_path(parent: Path, name: str, key: str, item: ListItem) -> Path:
    """The path of the item with this key in the list ``name`` of the thing at ``parent``."""
    if isinstance(item, Reason):
        return (*parent, item.kind, key)
    return (*parent, "with" if name == "linked" else name, key)


def first_step(kind: type[Part], path: Path) -> tuple[str, str, Path]:
    """The name of the list, the key in it and the rest of a path that starts at a thing of this kind."""
    name, key, rest = path[0], path[1], path[2:]
    if kind is Claim and name in KINDS:
        name = "reasons"
    elif kind is Reason and name == "with":
        name = "linked"
    return name, key, rest


def items_of(part: Part, name: str) -> tuple[ListItem, ...]:
    """The list ``name`` of ``part``."""
    items: tuple[ListItem, ...] = getattr(part, name)
    return items


def found_at(part: Part, path: Path) -> ListItem | None:
    """The thing at ``path`` from ``part``, or None; a field at the end of the path is ignored."""
    if len(path) < 2:
        return part
    name, key, rest = first_step(type(part), path)
    if name not in LISTS.get(type(part), ()):
        return None
    item = keyed(items_of(part, name)).get(key)
    return found_at(item, rest) if isinstance(item, Part) else item


def default_of(kind: type[Part], field: str) -> Any:
    """The default of a field; None for a required one."""
    default = kind.__dataclass_fields__[field].default
    return None if default is MISSING else default


def path_text(path: Path) -> str:
    """A path in the words of the file, on one line and safe to print."""
    return one_line(" / ".join(path))
