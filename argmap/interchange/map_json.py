"""The JSON of a map, as ``argmap export --format json`` and :func:`argmap.dumps` write it: the map file itself."""

from __future__ import annotations

from argmap.interchange.file import File
from argmap.interchange.ledger import Ledger
from argmap.interchange.links import KIND_NAMES
from argmap.mapfile.read.read import read
from argmap.model.types import Map
from argmap.vocabulary import THINGS


def is_map_json(file: File) -> bool:
    """Whether a file is the JSON of a map."""
    return "argmap" in file.json


def read_map_json(file: File, ledger: Ledger) -> Map:
    """The map. Raises MapError, with line and column, for what the format of maps does not have."""
    found = read(file.data, file.name).map
    for section, thing in THINGS.items():
        if number := len(getattr(found, section)):
            ledger.read(thing, number)
    for claim in found.claims:
        for reason in claim.reasons:
            ledger.read(KIND_NAMES[reason.kind])
        if claim.positions:
            ledger.read("position", len(claim.positions))
    return found
