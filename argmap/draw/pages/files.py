"""The names of the files of a series of pages, and how a file shows which series it belongs to.

A page links to its overview; PNG, which has no links, names the overview in a comment.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from argmap.escape import for_xml

OVERVIEW = "overview"

HEADER_END = 33
"""Bytes of a PNG before its second chunk: the signature and the chunk ``IHDR``."""


def overview_file(stem: str, suffix: str) -> str:
    """The name of the file of the overview of a series."""
    return f"{stem}-{OVERVIEW}{suffix}"


def page_files(names: Iterable[str], stem: str, suffix: str) -> Iterator[str]:
    """A different file name for each page: ``<stem>-page-<name><suffix>``, with a number where names repeat."""
    taken: set[str] = set()
    for name in names:
        found, number = name, 1
        while found.casefold() in taken:
            number += 1
            found = f"{name}-{number}"
        taken.add(found.casefold())
        yield f"{stem}-page-{found}{suffix}"


def is_page_of(overview: str, data: bytes) -> bool:
    """Whether a file with this content belongs to the series with the overview file ``overview``."""
    link = f'<a href="{for_xml(quote(overview))}">'.encode()
    return link in data or _named(overview) in data[:1000]


def with_overview(overview: str, png: bytes) -> bytes:
    """A PNG with a comment that names the overview file."""
    chunk = _named(overview)
    whole = len(chunk).to_bytes(4, "big") + b"iTXt" + chunk + zlib.crc32(b"iTXt" + chunk).to_bytes(4, "big")
    return png[:HEADER_END] + whole + png[HEADER_END:]


def _named(overview: str) -> bytes:
    """The data of an ``iTXt`` chunk (PNG, 11.3.4.5): keyword, four empty fields, text."""
    return b"Comment\0\0\0\0\0" + f"A page of {overview}".encode()
