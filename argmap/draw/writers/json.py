"""A map as JSON for programs, with the fields of the map file and every reference in its long form."""

from __future__ import annotations

import json
from typing import Any

from argmap.escape import for_json
from argmap.mapfile.encode import spell_map
from argmap.mapfile.fields import FORMAT
from argmap.model.types import Map


def write(map: Map) -> str:
    """The JSON text, ending with a newline, which is also a map file. Fields without a value are left out."""
    data: dict[str, Any] = {**spell_map(map, short=False), "argmap": FORMAT}
    for claim in data["claims"].values():
        claim |= {"assumed": True} if "assumed" in claim else {}
    return for_json(json.dumps(data, ensure_ascii=False, indent=2)) + "\n"
