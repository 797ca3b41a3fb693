"""Names for people in every report, picture, screen and page: of sources, tensions and links, and letters that
count. Ids are for programs.
"""

from __future__ import annotations

from collections.abc import Callable

from argmap.model.ids import split_address
from argmap.model.types import Source, Tension
from argmap.vocabulary import STEP


def source_name(source: Source) -> str:
    """The title, else the host and path of the web address, else author, publisher and date, else the id."""
    return source.title or _place(source.url) or ", ".join(_origin(source)) or source.id


def source_parts(source: Source) -> list[str]:
    """Title (or host and path), author, publisher and date, as far as they are given; the id when none is.

    The first is the text of a link to the source.
    """
    named = source.title or _place(source.url)
    return ([named] if named else []) + _origin(source) or [source.id]


def source_line(source: Source) -> str:
    """A source in one line: title, author, publisher, date."""
    return ", ".join(source_parts(source))


def source_in_full(source: Source) -> str:
    """A source as a list of sources has it: what :func:`source_line` says, and :func:`source_place`."""
    return ", ".join([*source_parts(source), *source_place(source)])


def source_place(source: Source) -> list[str]:
    """Where a source was found, for print: its web address, unless it is named by it, and the date of access."""
    address = _place(source.url, with_query=True)
    if len(address) > LONGEST_ADDRESS:
        address = f"{address[: LONGEST_ADDRESS - 25]}…{address[-24:]}"
    found = [address] if address and address != source_parts(source)[0] else []
    return [*found, f"accessed {source.accessed}"] if source.accessed else found


LONGEST_ADDRESS = 80
"""Characters of a web address in print, where nobody could type a longer one."""


def tension_name(tension: Tension) -> str:
    """The title of a tension, else its question, else the words of its id."""
    return tension.title or tension.question or words_of(tension.id)


def link_named(address: str, claim_named: Callable[[str], str]) -> str:
    """The link of an address by its ends: ``the link from “A” to “B”``. Anything else is named as a claim.

    The link of an undercut ends at a link.
    """
    ends = split_address(address)
    if ends is None:
        return claim_named(address)
    return f"{STEP} from {claim_named(ends[0])} to {link_named(ends[1], claim_named)}"


def words_of(id: str) -> str:
    """An id as words, where there is nothing else to name a thing by: ``exit terms``."""
    return id.replace("-", " ")


def _origin(source: Source) -> list[str]:
    return [part for part in (source.author, source.publisher, source.date) if part]


def _place(url: str | None, *, with_query: bool = False) -> str:
    """A web address as people write it: ``gov.uk/a/b`` for ``https://www.gov.uk/a/b/?q``, without a user name, and
    with the query where that is asked for.

    A DOI keeps its ``doi:``. Other text is unchanged.
    """
    if url is None or url.lower().startswith("doi:"):
        return url or ""
    from urllib.parse import unquote, urlsplit

    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return url
    if not parts.hostname:
        return unquote(parts.path) or url
    path = unquote(parts.path)
    query = f"?{parts.query}" if with_query and parts.query else ""
    return parts.hostname.removeprefix("www.") + port + (parts.path if "\ufffd" in path else path).rstrip("/") + query


def letters(place: int) -> str:
    """The letters of a place, counted from 0: A, B ... Z, AA."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name
