"""Laying out lists in brackets as a line for each item, so that long items and comments have room."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from argmap.mapfile.document import Document
from argmap.mapfile.edits import apply
from argmap.mapfile.patch.draft import Draft, settled
from argmap.mapfile.patch.values import after_colon
from argmap.mapfile.patch.verify import reread_document
from argmap.mapfile.syntax.cst import Mapping, Scalar, Sequence, compose, span_of
from argmap.mapfile.syntax.positions import column_of, line_end
from argmap.mapfile.syntax.problems import silent


def lists_in_lines(document: Document, claim_id: str) -> frozenset[str]:
    """The fields of a claim that are collections without brackets."""
    claim = _claim(document, claim_id)
    pairs = () if claim is None or claim.flow else claim.pairs
    return frozenset(key.value for key, value in pairs if isinstance(value, (Mapping, Sequence)) and not value.flow)


def spread(document: Document, claim_id: str, fields: Collection[str]) -> Document:
    """The document with these fields of a claim, where they are in brackets on the line of their name, in a line for
    each item. Each item keeps its spelling; a claim or list with other line breaks or comments stays as it is."""
    claim = _claim(document, claim_id)
    if claim is None or claim.flow:
        return document
    draft = Draft(document.text, document.style)
    for key, value in claim.pairs:
        if key.value in fields and isinstance(value, (Mapping, Sequence)) and _is_plain(document.text, key, value):
            _put_in_lines(draft, key, value)
    splices = settled(document.text, draft.splices)
    return reread_document(apply(document.text, splices), document.map, document.file) if splices else document


def _put_in_lines(draft: Draft, key: Scalar, value: Mapping | Sequence) -> None:
    column = column_of(draft.text, key.start_mark.index)
    indent = " " * (column + (draft.style.step if isinstance(value, Mapping) else draft.style.dash))
    mark = "" if isinstance(value, Mapping) else "- "
    lines = [f"{indent}{mark}{draft.text[start:end]}{draft.style.eol}" for start, end in _spans(value)]
    draft.put(after_colon(draft.text, key), value.end, "")
    draft.insert_lines(line_end(draft.text, value.end), "".join(lines))


def _spans(value: Mapping | Sequence) -> Iterator[tuple[int, int]]:
    if isinstance(value, Sequence):
        yield from map(span_of, value.items)
    else:
        yield from ((key.start_mark.index, span_of(one)[1]) for key, one in value.pairs)


def _is_plain(text: str, key: Scalar, value: Mapping | Sequence) -> bool:
    """Whether a collection in brackets is on the line of its name, and its items need none."""
    inside = text[key.end_mark.index : value.end] if value.flow else "\n"
    if "\n" in inside or "#" in inside or not text[value.start : value.end].startswith(("[", "{")):
        return False
    if isinstance(value, Mapping):
        return bool(value.pairs) and all(text[after_colon(text, one) :].startswith(" ") for one, _ in value.pairs)
    return bool(value.items)


def _claim(document: Document, claim_id: str) -> Mapping | None:
    root = compose(document.text, silent(document.text))
    claims = next((value for key, value in _pairs(root) if key.value == "claims"), None)
    found = next((value for key, value in _pairs(claims) if key.value == claim_id), None)
    return found if isinstance(found, Mapping) else None


def _pairs(node: object) -> list[tuple[Scalar, object]]:
    return [(key, value) for key, value in node.pairs] if isinstance(node, Mapping) else []
