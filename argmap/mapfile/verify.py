"""The full proof before saving: what will be on disk is read from its first byte and compared."""

from __future__ import annotations

from argmap.mapfile.document import Document
from argmap.mapfile.read.read import read
from argmap.model.findings import ReadingRefused, Refusal


def prove(document: Document) -> Document:
    """``document`` read again from the bytes to be saved. Raises Refusal when they do not hold its map."""
    try:
        found = read(document.data, document.file)
    except ReadingRefused as refused:
        raise Refusal(f"The text to be saved could not be read back, so nothing was saved. {refused}") from refused
    if found.map != document.map:
        raise Refusal("The text to be saved does not read back as the map on screen, so nothing was saved.")
    return found
