"""The table of records and fields that reading, writing and forms go by, made from the models of the format."""

from __future__ import annotations

from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from argmap.mapfile import models
from argmap.mapfile.record import Field, FieldKind, Record


def records() -> tuple[Record, ...]:
    """The records of the format, as :mod:`argmap.mapfile.fields` has them."""
    made: dict[type[models.FileRecord], Record] = {}
    return tuple(_record(model, made) for model in models.RECORDS)


def _record(model: type[models.FileRecord], made: dict[type[models.FileRecord], Record]) -> Record:
    if model not in made:
        fields = tuple(_field(name, info, made) for name, info in model.model_fields.items())
        made[model] = Record(model.called(), fields, model.short_form)
    return made[model]


def _field(attribute: str, info: FieldInfo, made: dict[type[models.FileRecord], Record]) -> Field:
    kind, of = _takes(info)
    return Field(
        name=info.alias or attribute,
        kind=kind,
        required=info.is_required(),
        choices=_choices(info) if kind == "choice" else (),
        limit=_constraint(info, "max_length"),
        pattern=_constraint(info, "pattern"),
        of=_record(of, made) if of is not None else None,
        renamed=attribute if attribute.rstrip("_") != (info.alias or attribute) else None,
    )


def _constraint(info: FieldInfo, name: str) -> Any:
    return next((value for one in info.metadata if (value := getattr(one, name, None)) is not None), None)


def _takes(info: FieldInfo) -> tuple[FieldKind, type[models.FileRecord] | None]:
    marked = [one.kind for one in info.metadata if isinstance(one, models.Takes)]
    inner = get_args(info.annotation)
    if marked:
        return marked[0], None
    if get_origin(info.annotation) is dict:
        return "entries", inner[1]
    if get_origin(info.annotation) is tuple:
        of = inner[0] if isinstance(inner[0], type) else None
        return ("list", of) if of is not None and issubclass(of, models.FileRecord) else ("texts", None)
    return ("choice", None) if _choices(info) else ("text", None)


def _choices(info: FieldInfo) -> tuple[str, ...]:
    annotation = info.annotation
    options = [annotation, *get_args(annotation)]
    found = next((get_args(one) for one in options if get_origin(one) is Literal), ())
    return tuple(one for one in found if isinstance(one, str))


def table_text() -> str:
    """The table as a Python module."""
    found = records()
    lines = [_HEAD]
    for record in reversed(found):
        fields = "".join(f"        {_printed(field)},\n" for field in record.fields)
        lines.append(
            f"{record.name.upper()} = Record(\n"
            f"    {record.name!r},\n    (\n{fields}    ),\n    short={record.short!r},\n)\n"
        )
    lines.append(f"RECORDS = ({', '.join(record.name.upper() for record in found)})")
    return "\n".join(lines).replace("'", '"') + _FOOT


_PLAIN = Field("", "text")


def _printed(field: Field) -> str:
    given = {name: value for name, value in field._asdict().items() if value != getattr(_PLAIN, name)}
    said = [f"{name}={_in_python(value)}" for name, value in given.items() if name not in {"name", "kind"}]
    return f"Field({', '.join([repr(field.name), repr(field.kind), *said])})"


def _in_python(value: object) -> str:
    return value.name.upper() if isinstance(value, Record) else repr(value)


_HEAD = '''"""The records and fields of a map file, in canonical order: the table that reading and writing go by.

Written by ``python -m argmap.mapfile.schema`` from :mod:`argmap.mapfile.models`; change the models, not this file.
"""

from __future__ import annotations

from argmap.mapfile.record import Field, Record
'''

_FOOT = f'''
FORMAT = {models.FORMAT}
SECTIONS = tuple(field.name for field in MAP.fields if field.kind == "entries")
PROSE = tuple(field.name for field in MAP.fields if field.kind == "text")
"""The texts at the top of a map."""
'''
