"""JSON of other tools as plain values, with bounds."""

from __future__ import annotations

import json
from typing import TypeAlias

from argmap.interchange.unreadable import Unreadable

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


def read_json(text: str) -> Json:
    """The value of a JSON text. Raises Unreadable, with line and column, when it is none or is nested too deep."""
    try:
        found: Json = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except json.JSONDecodeError as error:
        raise Unreadable(
            f"This is not JSON: {error.msg[:1].lower()}{error.msg[1:]}.", error.lineno, error.colno
        ) from error
    except RecursionError as error:
        raise Unreadable("The JSON is nested too deep for a debate.") from error
    return found


def begins_as_object(text: str) -> bool:
    """Whether a text may be a JSON object."""
    return text.lstrip()[:1] == "{"


def text_of(value: Json) -> str:
    """A value as text; empty for null and for lists and objects."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None or isinstance(value, (list, dict)) else str(value)


def items_of(value: Json) -> list[Json]:
    """The items of a list; none for other values."""
    return value if isinstance(value, list) else []


def fields_of(value: Json) -> dict[str, Json]:
    """The fields of an object; none for other values."""
    return value if isinstance(value, dict) else {}
