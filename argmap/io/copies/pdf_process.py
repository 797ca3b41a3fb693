"""What :mod:`argmap.io.copies.pdf` runs: PDF on standard input, its pages as JSON on standard output.

On systems that have such limits, memory and processor time are bounded by the system itself.
"""

from __future__ import annotations

import contextlib
import io
import json
import logging
import sys

MOST_MEMORY = 2 << 30
MOST_SECONDS = 60
MOST_PAGES = 10_000
MOST_CHARACTERS = 20_000_000
ENCRYPTED, DAMAGED, TOO_LONG = 3, 4, 5
"""Exit codes."""


def main() -> int:
    """Write ``[[label, text], ...]``, a pair for each page."""
    _limit()
    logging.disable()
    data = sys.stdin.buffer.read()
    from pypdf import PdfReader

    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return ENCRYPTED
        if len(reader.pages) > MOST_PAGES:
            return TOO_LONG
        labels = _labels(reader)
        pages, length = [], 0
        for number, page in enumerate(reader.pages):
            text = page.extract_text()
            length += len(text)
            if length > MOST_CHARACTERS:
                return TOO_LONG
            pages.append([labels[number] if number < len(labels) else None, text])
    except (Exception, RecursionError) as error:  # noqa: BLE001 - a damaged file can raise anything
        sys.stderr.write(type(error).__name__)
        return DAMAGED
    sys.stdout.buffer.write(json.dumps(pages).encode())
    return 0


def _labels(reader: object) -> list[str]:
    """The labels of pages, none where they are only the numbers by counting."""
    with contextlib.suppress(Exception):
        labels = [str(label) for label in reader.page_labels]  # type: ignore[attr-defined]
        if labels != [str(number + 1) for number in range(len(labels))]:
            return labels
    return []


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows, where only the deadline of the caller holds
        return
    for what, most in ((resource.RLIMIT_AS, MOST_MEMORY), (resource.RLIMIT_CPU, MOST_SECONDS)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    sys.exit(main())
