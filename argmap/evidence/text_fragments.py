"""Links to the very words of a web page: text fragments (WICG "URL Fragment Text Directives", 2023).

``#:~:text=first%20words,last%20words`` makes a browser scroll to a passage and mark it.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from argmap.evidence.quotations import Evidence, QuoteCheck
from argmap.evidence.wording import passage
from argmap.model.types import Source

WHOLE = 10
"""Words of the longest passage that a link has in full; of longer ones it has some at both ends."""

AT_EACH_END = 4

_WEB = re.compile(r"https?://", re.IGNORECASE)


def fragment_link(evidence: Evidence, check: QuoteCheck, source: Source) -> str | None:
    """The web address of a source with the passage that holds a quotation; None where browsers could not follow it.

    That is so without an address of the web, for PDF files, and for a quotation that was not found.
    """
    copy = evidence.copy_of(check.quotation)
    if copy is None or copy.text is None or check.best is None or copy.text.kind == "pdf":
        return None
    if source.url is None or not _WEB.match(source.url) or "#:~:" in source.url:
        return None
    words = passage(copy, check.best.start, check.best.end, 100_000).split()
    parts = [words] if len(words) <= WHOLE else [words[:AT_EACH_END], words[-AT_EACH_END:]]
    text = ",".join(_encoded(" ".join(part)) for part in parts)
    return f"{source.url}{'' if '#' in source.url else '#'}:~:text={text}"


def _encoded(words: str) -> str:
    """Words as a part of a directive, in which commas, hyphens and ampersands have meanings."""
    return quote(words, safe="").replace("-", "%2D")
