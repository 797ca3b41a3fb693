"""Parts of a map from unchecked values: from forms, other programs and notebooks.

pydantic checks them. It is imported by the first call, because that takes longer than checking a small map;
:mod:`argmap.mapfile` checks what it reads by itself, as it can name the line.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from argmap.model.findings import MapError
from argmap.model.types import Part

if TYPE_CHECKING:
    from pydantic import TypeAdapter

P = TypeVar("P", bound=Part)


_ADAPTERS: dict[type, TypeAdapter[Any]] = {}


def _adapter(kind: type) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def validated(kind: type[P], values: Mapping[str, object]) -> P:
    """A part of this kind with these values. Nested parts may be mappings, and lists become tuples.

    Raises pydantic.ValidationError when a field is missing, unknown or of another type.
    """
    return cast(P, _adapter(kind).validate_python(dict(values)))


def checked(kind: type[P], values: Mapping[str, object]) -> P:
    """As :func:`validated`. Raises MapError, naming the first field whose value is missing or of the wrong type."""
    from pydantic import ValidationError

    try:
        return validated(kind, values)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(step) for step in first["loc"])
        raise MapError(f"{kind.__name__}: '{field}' is {first['input']!r}. {first['msg']}.") from None
