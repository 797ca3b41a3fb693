"""Files of Office Open XML, which are ZIP archives, without the time at which they were made."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP archive can record."""
_MODIFIED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def undated(data: bytes, changes: Mapping[str, Callable[[bytes], bytes]] | None = None) -> bytes:
    """The same file without times. ``changes`` give the content of parts anew by the names of the parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
            if changes is not None and part.filename in changes:
                content = changes[part.filename](content)
            new.writestr(zipfile.ZipInfo(part.filename, EPOCH), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
