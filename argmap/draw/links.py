"""Which addresses a picture, page or report links to, and the web address of a DOI."""

from __future__ import annotations

import re
from typing import TypeGuard

SAFE_LINK = re.compile(
    r"(?:https?://|mailto:|doi:)[^\s<>\"]+\Z|[A-Za-z0-9._~%-]+\.(?:svg|html)(?:#[a-z0-9-]+)?\Z", re.IGNORECASE
)
"""Addresses of the web, of mail, DOIs, and files of the same export in the same folder."""


def is_safe(url: str | None) -> TypeGuard[str]:
    """Whether an address may be linked; see :data:`SAFE_LINK`."""
    return url is not None and SAFE_LINK.match(url) is not None


def resolved(url: str) -> str:
    """The address that a browser can open: that of the resolver for a DOI, else ``url`` itself."""
    return f"https://doi.org/{url[4:]}" if url.lower().startswith("doi:") else url


def web_link(url: str | None) -> str | None:
    """The address of the web or of mail at which a source can be opened; None for any other."""
    if not is_safe(url):
        return None
    address = resolved(url)
    return address if address.lower().startswith(("https:", "http:", "mailto:")) else None
