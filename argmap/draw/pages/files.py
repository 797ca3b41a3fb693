"""By what a file tells that it is a page of several: it leads to the overview, or, as PNG without links, names it."""

from __future__ import annotations

import zlib
from urllib.parse import quote

from argmap.escape import for_xml

HEADER_END = 33
"""Bytes of a PNG before its second chunk: the signature and the chunk with its size."""


def is_page_of(overview: str, data: bytes) -> bool:
    """Whether a file with this content is one of the pages that an overview of that name leads to."""
    link = f'<a href="{for_xml(quote(overview))}">'.encode()
    return link in data or _named(overview) in data[:1000]


def naming(overview: str, png: bytes) -> bytes:
    """A PNG that names the overview it belongs to."""
    chunk = _named(overview)
    whole = len(chunk).to_bytes(4, "big") + b"iTXt" + chunk + zlib.crc32(b"iTXt" + chunk).to_bytes(4, "big")
    return png[:HEADER_END] + whole + png[HEADER_END:]


def _named(overview: str) -> bytes:
    """The text for people that a PNG carries: its keyword, four empty fields, the words."""
    return b"Comment\0\0\0\0\0" + f"A page of {overview}".encode()
