"""What a format has no place for, carried in it as values, so that importing the file again gives it back."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from argmap.model.ids import YAML_WORDS
from argmap.model.types import Citation, Map, Part, Position

_BARE = re.compile(r"[a-z][a-z0-9_-]*\Z")
_UNSAFE = re.compile("(?<=:):|(?<=#)#|[{}=\x7f-\xa0\xad\u061c\u2000-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")


def record(part: Part) -> dict[str, Any]:
    """The fields that a part gives, by name, without its id; parts in it as records, by their ids where they have."""
    found = {}
    for name, value in part.items():
        if name == "id" or value is None or value is False or value == ():
            continue
        found[name] = _value(value)
    return found


def _value(value: Any) -> Any:
    if isinstance(value, Part):
        return record(value)
    if isinstance(value, tuple) and value and isinstance(value[0], Part) and hasattr(value[0], "id"):
        return {part.id: record(part) for part in value}
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    return value


def whole(map: Map) -> dict[str, Any]:
    """The fields of a map beside its title and its claims."""
    names = [name for name in Map.field_names() if name not in {"title", "claims"}]
    values = {name: getattr(map, name) for name in names}
    return {name: _value(value) for name, value in values.items() if value not in (None, ())}


def positions(some: tuple[Position, ...]) -> dict[str, Any]:
    """Positions by stakeholder."""
    return {
        one.stakeholder: {name: value for name, value in record(one).items() if name != "stakeholder"} for one in some
    }


def citations(some: tuple[Citation, ...]) -> list[dict[str, Any]]:
    """Citations in order."""
    return [record(one) for one in some]


def flow(value: Any) -> str:
    """A value as YAML in flow style on one line, in which no brace stands but those of its mappings, so that readers
    that look for the end of the data by its braces find it; also no row of ``=``, which ends front matter."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_name(name)}: {flow(inner)}" for name, inner in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(flow, value)) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return _quoted(str(value))


def _name(name: str) -> str:
    return name if _BARE.match(name) and name not in YAML_WORDS else _quoted(name)


def _quoted(text: str) -> str:
    plain = json.dumps(text, ensure_ascii=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", plain)
