"""The data of an element of Argdown: who holds it, where it was said, and values that only serve a drawing.

Values that :mod:`argmap.interchange.argdown.writer` put there become parts of a draft again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, cast

from argmap.interchange.draft import (
    Draft,
    DraftCitation,
    DraftClaim,
    DraftLink,
    DraftPosition,
    DraftSide,
    DraftSource,
    DraftStakeholder,
    DraftTension,
)
from argmap.interchange.file import line
from argmap.interchange.ledger import Ledger
from argmap.interchange.yaml_values import Value, told
from argmap.model.ids import is_id
from argmap.model.types import STANCES, Stance

_TEXTS = ("short", "tension", "side", "text")


def fields(value: Value) -> dict[str, Value]:
    """The fields of a mapping; empty for other values."""
    return value if isinstance(value, dict) else {}


def _texts(values: dict[str, Value]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if isinstance(value, str)}


def restore_whole(draft: Draft, values: dict[str, Value]) -> None:
    """Fill a draft with what is said of the whole map."""
    draft.exact = True
    for name in ("question", "summary", "language"):
        if isinstance(value := values.get(name), str):
            setattr(draft, name, value)
    for key, tension in fields(values.get("tensions")).items():
        given = fields(tension)
        made = DraftTension(id=key, **{name: v for name, v in _texts(given).items() if name in {"title", "question"}})
        made.sides = [_side(side, value) for side, value in fields(given.get("sides")).items()]
        draft.tensions[key] = made
    for key, one in fields(values.get("stakeholders")).items():
        names = set(DraftStakeholder.__dataclass_fields__) - {"id"}
        given_texts = {name: value for name, value in _texts(fields(one)).items() if name in names}
        draft.stakeholders[key] = DraftStakeholder(**({"name": None} | given_texts), id=key)
    for key, one in fields(values.get("sources")).items():
        names = set(DraftSource.__dataclass_fields__) - {"id"}
        draft.sources[key] = DraftSource(
            **{name: value for name, value in _texts(fields(one)).items() if name in names}, id=key
        )


def _side(key: str, value: Value) -> DraftSide:
    given = _texts(fields(value))
    return DraftSide(key, given.get("title", key), key, given.get("short"))


def take_known(claim: DraftClaim, name: str, value: Value) -> bool:
    """Put a value of a claim's data into the claim. False when it is not one that the writer puts there."""
    if name == "id" and isinstance(value, str) and is_id(value):
        claim.id = value
    elif name in _TEXTS and isinstance(value, str):
        setattr(claim, name, value)
    elif name == "note" and isinstance(value, str):
        claim.notes.append(value)
    elif name == "assumed" and value in {"true", "false"}:
        claim.assumed = value == "true"
    elif name == "tags" and isinstance(value, list):
        claim.tags += [tag for tag in value if isinstance(tag, str)]
    elif name == "positions" and isinstance(value, dict):
        claim.positions += [_position(holder, fields(one)) for holder, one in value.items()]
    elif name == "sources" and isinstance(value, list) and all(isinstance(one, dict) for one in value):
        claim.sources += citations(value)
    else:
        return name == "links" and isinstance(value, dict)
    return True


def _position(holder: str, values: dict[str, Value]) -> DraftPosition:
    given = _texts(values)
    stance = given.pop("stance", "mixed")
    known = {name: value for name, value in given.items() if name in {"source", "quote", "date"}}
    return DraftPosition(holder, cast(Stance, stance if stance in STANCES else "mixed"), **known)


def citations(value: Value) -> list[DraftCitation]:
    """Citations, of which each names its source."""
    found = []
    for one in value if isinstance(value, list) else ():
        given = {name: text for name, text in _texts(fields(one)).items() if name in {"source", "locator", "quote"}}
        if "source" in given:
            found.append(DraftCitation(**given))
    return found


def enrich(link: DraftLink, values: dict[str, Value], keys: dict[str, str]) -> None:
    """Add to a link what its relation does not say. ``keys`` are the keys of the claims by their ids."""
    linked = values.get("linked")
    link.linked += [keys.get(one, one) for one in linked if isinstance(one, str)] if isinstance(linked, list) else []
    note, scheme = values.get("note"), values.get("scheme")
    link.note = note if isinstance(note, str) else link.note
    link.scheme = scheme if isinstance(scheme, str) else link.scheme
    link.sources += citations(values.get("sources"))


SOURCES = frozenset("source sources reference references ref url link cite citation".split())
HOLDERS: dict[str, Stance] = {
    **dict.fromkeys("proponent proponents stakeholder stakeholders agrees saidby speaker".split(), "agrees"),
    **dict.fromkeys("opponent opponents disagrees".split(), "disagrees"),
    "mixed": "mixed",
}
NOTES = frozenset({"note", "notes", "comment"})
OF_DRAWINGS = frozenset("isinmap isgroup isclosed isingroup color rank images iscanonical fontcolor".split())
_ADDRESS = re.compile(r"(?i)(?:https?://|doi:|mailto:)\S+")


def take_data(draft: Draft, claim: DraftClaim, data: dict[str, Value], ledger: Ledger) -> None:
    """Put the data of an element into its claim. What a map has no place for is listed."""
    for name, value in data.items():
        plain = name.lower().replace("_", "").replace("-", "")
        ledger.read("data field")
        if take_known(claim, name, value):
            continue
        if plain in SOURCES:
            claim.sources += [cited(draft, text) for text in texts(value)]
        elif plain in HOLDERS:
            for holder in texts(value):
                draft.stakeholders.setdefault(holder, DraftStakeholder(holder))
                ledger.read("position")
                claim.positions.append(DraftPosition(holder, HOLDERS[plain]))
        elif plain in NOTES:
            claim.notes += texts(value)
        else:
            leave_out(name, value, claim.place, ledger)


def leave_out(name: str, value: Value, place: str, ledger: Ledger) -> None:
    """List data that a map has no place for."""
    plain = name.lower()
    why = "it serves Argdown's own drawing" if plain in OF_DRAWINGS else "a map has no place for it"
    ledger.left_out("data field", place, f"{name}: {told(value)}", why)


def cited(draft: Draft, text: str) -> DraftCitation:
    """A citation of the source that a text names, by its web address or in words."""
    address = _ADDRESS.fullmatch(text) is not None
    draft.sources.setdefault(text, DraftSource(url=text) if address else DraftSource(title=text))
    return DraftCitation(text)


def texts(value: Value) -> list[str]:
    """The texts of a value: itself, or those of a list."""
    found = value if isinstance(value, list) else [value]
    return [text for text in map(line, map(told, found)) if text]


def numbers(value: Value) -> Iterator[int]:
    """The whole numbers of a list."""
    for text in texts(value):
        if text.isdecimal():
            yield int(text[:9])
