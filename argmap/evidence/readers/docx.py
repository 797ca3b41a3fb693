"""Copies as Word documents (Office Open XML, ECMA-376), by the standard library's zip and XML.

Deleted and hidden text is left out, inserted text is in. Nothing that the document refers to is opened.
"""

from __future__ import annotations

import io
import re
import zipfile
from xml.parsers import expat

from argmap.evidence.copy_text import LARGEST_COPY, CopyBuilder, CopyText, CopyUnreadable
from argmap.evidence.readers.html import SUBSCRIPTS, SUPERSCRIPTS

_BODY, _STYLES = "word/document.xml", "word/styles.xml"
_W = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_SILENT = frozenset("del moveFrom instrText delText pict object drawing fallback".split())
_BREAKS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad"}
_DEEPEST = 256
_HEADING = re.compile(r"heading\s*([1-9])$", re.IGNORECASE)
_CHUNK = 1 << 20


def read_docx(data: bytes) -> CopyText:
    """The copy in a Word document. Raises CopyUnreadable when the file is not one, is encrypted, or unpacks to too
    much."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            styles = _Styles()
            if _STYLES in archive.namelist():
                _parse(archive, _STYLES, styles.parser)
            body = _Body(CopyBuilder("docx"), styles.levels)
            _parse(archive, _BODY, body.parser)
    except KeyError as error:
        raise CopyUnreadable("It is not a Word document: it has no text in it. Save it as .docx or PDF.") from error
    except expat.ExpatError as error:
        why = expat.errors.messages[error.code]
        raise CopyUnreadable(f"The document in it is damaged ({why}). Save it again as .docx or PDF.") from error
    except (CopyUnreadable, MemoryError):
        raise
    except Exception as error:  # each compression has errors of its own
        raise CopyUnreadable(
            "It is not a Word document that can be opened: damaged or encrypted. Save it as .docx or PDF."
        ) from error
    return body.made.built()


def _parse(archive: zipfile.ZipFile, name: str, parser: expat.XMLParserType) -> None:
    """Parse a part while it is unpacked, so that a false length in the archive does no harm."""
    unpacked = 0
    with archive.open(name) as part:
        while chunk := part.read(_CHUNK):
            unpacked += len(chunk)
            if unpacked > LARGEST_COPY:
                raise CopyUnreadable(
                    f"It unpacks to more than {LARGEST_COPY // 2**20} MiB. Save it without pictures."
                )
            parser.Parse(chunk, False)
    parser.Parse(b"", True)


def _parser(handler: object) -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.EntityDeclHandler = _no_entities
    return parser


def _no_entities(*declared: object) -> None:
    raise CopyUnreadable("The document in it declares entities, which Word does not. Save it again as .docx or PDF.")


def _local(name: str) -> str:
    """The name of an element of WordprocessingML, empty for others."""
    space, _, local = name.rpartition(" ")
    return local if space in _W else "fallback" if local == "Fallback" else ""


def _value(attributes: dict[str, str], name: str = "val") -> str:
    return next((value for key, value in attributes.items() if key.rpartition(" ")[2] == name), "")


class _Styles:
    """The levels of headings by the ids of styles."""

    def __init__(self) -> None:
        self.levels: dict[str, int] = {}
        self._style = ""
        self.parser = _parser(self)
        self.parser.StartElementHandler = self._start

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        if local == "style":
            self._style = _value(attributes, "styleId")
        elif local == "name" and (heading := _HEADING.match(_value(attributes))):
            self.levels.setdefault(self._style, int(heading[1]))
        elif local == "name" and _value(attributes).lower() == "title":
            self.levels.setdefault(self._style, 1)
        elif local == "outlineLvl" and _value(attributes).isdigit() and int(_value(attributes)) < 9:
            self.levels.setdefault(self._style, int(_value(attributes)) + 1)


class _Body:
    """The paragraphs of a document."""

    def __init__(self, made: CopyBuilder, levels: dict[str, int]) -> None:
        self.made = made
        self._levels = levels
        self._open: list[str] = []
        self._silent = 0
        self._words: list[str] = []
        self._heading = 0
        self._raised: dict[int, int] = {}
        self._hidden = False
        self.parser = _parser(self)
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._data

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        self._open.append(local)
        if len(self._open) > _DEEPEST:
            raise CopyUnreadable(f"The document in it is nested more than {_DEEPEST} levels deep. Save it again.")
        if local in _SILENT:
            self._silent += 1
        if self._silent:
            return
        if local == "p":
            self._end_paragraph()
        elif local in _BREAKS and self._open[-2:-1] == ["r"]:
            self._words.append(_BREAKS[local])
        else:
            self._property(local, attributes)

    def _property(self, local: str, attributes: dict[str, str]) -> None:
        value = _value(attributes)
        if local == "pStyle":
            self._heading = self._levels.get(value, 0) or self._heading
        elif local == "outlineLvl" and value.isdigit() and int(value) < 9:
            self._heading = int(value) + 1
        elif local == "vertAlign":
            self._raised = {"superscript": SUPERSCRIPTS, "subscript": SUBSCRIPTS}.get(value, {})
        elif local == "vanish":
            self._hidden = value not in {"0", "false", "off"}

    def _end(self, name: str) -> None:
        local = self._open.pop()
        if local in _SILENT:
            self._silent -= 1
        elif local == "r":
            self._raised, self._hidden = {}, False
        elif local == "p" and not self._silent:
            self._end_paragraph()

    def _data(self, words: str) -> None:
        if self._open and self._open[-1] == "t" and not self._silent and not self._hidden:
            self._words.append(words.translate(self._raised) if self._raised else words)

    def _end_paragraph(self) -> None:
        self.made.block("".join(self._words), self._heading)
        self._words, self._heading = [], 0
