"""Which reader reads a copy, by the ending of its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from argmap.evidence.copy_text import CopyKind, CopyText, CopyUnreadable

PdfPages = Callable[[bytes], Sequence[tuple[str | None, str]]]
"""From the bytes of a PDF file to its pages, each its label and text. Raises CopyUnreadable."""

KINDS: dict[str, CopyKind] = {
    "txt": "text",
    "text": "text",
    "md": "markdown",
    "markdown": "markdown",
    "html": "html",
    "htm": "html",
    "xhtml": "html",
    "pdf": "pdf",
    "docx": "docx",
}
"""Ending of a file's name -> kind of copy."""


def kind_of(name: str) -> CopyKind:
    """The kind of copy that a file is. Raises CopyUnreadable for an ending that no reader reads."""
    ending = name.rpartition("/")[2].rpartition(".")[2].lower()
    kind = KINDS.get(ending)
    if kind is None:
        raise CopyUnreadable("It is not a .txt, .md, .html, .pdf or .docx file. Save it as one of these.")
    return kind


def read_copy(name: str, data: bytes, pdf_pages: PdfPages) -> CopyText:
    """The text of a copy. Raises CopyUnreadable, with what to do, when it cannot be read."""
    kind = kind_of(name)
    if kind == "pdf":
        from argmap.evidence.readers.pdf import copy_of_pages

        return copy_of_pages(pdf_pages(data))
    if kind == "docx":
        from argmap.evidence.readers.docx import read_docx

        return read_docx(data)
    if kind == "html":
        from argmap.evidence.readers.html import read_html

        return read_html(data)
    if kind == "markdown":
        from argmap.evidence.readers.text import read_markdown

        return read_markdown(data)
    from argmap.evidence.readers.text import read_text

    return read_text(data)
