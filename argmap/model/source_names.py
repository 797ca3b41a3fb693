"""What people call a source: in every report, picture, screen and page the same. Ids are for files and programs."""

from __future__ import annotations

from argmap.model.types import Source


def source_name(source: Source) -> str:
    """The title; without one the host and path of its address, or who it is from and when; the id if it has none."""
    return source.title or _place(source.url) or ", ".join(_origin(source)) or source.id


def source_parts(source: Source) -> list[str]:
    """Title (or host and path), author, publisher and date, as far as they are given; the first is the source's name
    where it is to be a link.
    """
    named = source.title or _place(source.url)
    return ([named] if named else []) + _origin(source) or [source.id]


def source_line(source: Source) -> str:
    """A source in one line: its name, author, publisher, date."""
    return ", ".join(source_parts(source))


def _origin(source: Source) -> list[str]:
    return [part for part in (source.author, source.publisher, source.date) if part]


def _place(url: str | None) -> str:
    """A link as people write it: ``gov.uk/a/b`` for ``https://www.gov.uk/a/b/``, with no user name or query in it.

    A DOI keeps its ``doi:``. What is no address is given as it is.
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
    return parts.hostname.removeprefix("www.") + port + (parts.path if "\ufffd" in path else path).rstrip("/")
