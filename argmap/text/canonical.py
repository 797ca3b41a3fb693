"""The canonical layout: a map written from nothing, and a file laid out anew with its comments."""

from __future__ import annotations

from argmap.model.types import Map
from argmap.text.layout import CANONICAL, entry, joined, pair
from argmap.text.shape import MAP, SECTIONS
from argmap.text.spell import spell_map

MODELINE = "# yaml-language-server: $schema=https://raw.githubusercontent.com/argmap/argmap/main/argmap/schema/map-1.schema.json"


def write(map: Map) -> str:
    """``map`` as the text of a file in the canonical layout.

    Raises Refusal when a text holds characters that no file of the format may.
    """
    lines: list[str] = []
    for name, value in spell_map(map).items():
        field = MAP.by_name[name]
        if name in SECTIONS:
            lines.append("")
        if name in SECTIONS and isinstance(value, dict) and value:
            lines.append(f"{name}:")
            for entry_id, fields in value.items():
                lines += entry(entry_id, fields, field, 2, CANONICAL)
        elif name == "argmap":
            lines.append(f"argmap: {value}")
        else:
            lines += pair(name, value, field, 0, CANONICAL)
    return joined(lines, CANONICAL)
