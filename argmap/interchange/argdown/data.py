"""The data behind an element of Argdown: whose it is, where it was said, and what only serves a drawing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.interchange.argdown.restoring import take_known
from argmap.interchange.draft import Draft, DraftCitation, DraftClaim, DraftPosition, DraftSource, DraftStakeholder
from argmap.interchange.ledger import Ledger
from argmap.interchange.prose import line
from argmap.interchange.yaml_values import Value
from argmap.model.types import Stance

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
        if plain == "uses":
            continue
        ledger.read("data field")
        if take_known(claim, name, value):
            continue
        if plain in SOURCES:
            claim.sources += [cited(draft, text) for text in texts(value)]
        elif plain in HOLDERS:
            for holder in texts(value):
                draft.stakeholders.setdefault(holder, DraftStakeholder(holder))
                claim.positions.append(DraftPosition(holder, HOLDERS[plain]))
        elif plain in NOTES:
            claim.notes += texts(value)
        else:
            leave_out(name, value, claim.place, ledger)


def leave_out(name: str, value: Value, place: str, ledger: Ledger) -> None:
    """List data that a map has no place for."""
    plain = name.lower()
    why = "it serves Argdown's own drawing" if plain in OF_DRAWINGS else "a map has no place for it"
    ledger.left_out("data field", place, f"{name}: {_told(value)}", why)


def cited(draft: Draft, text: str) -> DraftCitation:
    """A citation of the source that a text names, by its web address or in words."""
    address = _ADDRESS.fullmatch(text) is not None
    draft.sources.setdefault(text, DraftSource(url=text) if address else DraftSource(title=text))
    return DraftCitation(text)


def texts(value: Value) -> list[str]:
    """The texts of a value: itself, or those of a list."""
    found = value if isinstance(value, list) else [value]
    return [text for text in map(line, map(_told, found)) if text]


def _told(value: Value) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_told(inner)}" for name, inner in value.items())
    if isinstance(value, list):
        return ", ".join(map(_told, value))
    return value or ""


def numbers(value: Value) -> Iterator[int]:
    """The whole numbers of a list."""
    for text in texts(value):
        if text.isdecimal():
            yield int(text[:9])
