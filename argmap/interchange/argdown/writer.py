"""A map as an Argdown document, which Argdown's own tools read, and which comes back as the same map.

Claims are statements, links relations, supports with linked premises premise-conclusion structures. Ids,
positions, sources and all that Argdown has no place for stand in the data of statements and in the front matter.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from argmap.escape import BIDI_CONTROLS
from argmap.model.ids import ARROW, YAML_WORDS
from argmap.model.types import Citation, Claim, Map, Part, Position, Reason

_BARE = re.compile(r"[a-z][a-z0-9_-]*\Z")
_UNSAFE = re.compile("(?<=:):|(?<=#)#|[{}=\x7f-\xa0\xad\u061c\u2000-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")


def record(part: Part) -> dict[str, Any]:
    """The fields that a part gives, by name, without its id; parts in it as records, by their ids where they have."""
    found = {}
    for name, value in part.items():
        if name == "id" or value is None or value is False or value == ():
            continue
        found[name] = _value(value)
    return found


def _value(value: Any) -> Any:
    if isinstance(value, Part):
        return record(value)
    if isinstance(value, tuple) and value and isinstance(value[0], Part) and hasattr(value[0], "id"):
        return {part.id: record(part) for part in value}
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    return value


def whole(map: Map) -> dict[str, Any]:
    """The fields of a map beside its title and its claims."""
    names = [name for name in Map.field_names() if name not in {"title", "claims"}]
    values = {name: getattr(map, name) for name in names}
    return {name: _value(value) for name, value in values.items() if value not in (None, ())}


def positions(some: tuple[Position, ...]) -> dict[str, Any]:
    """Positions by stakeholder."""
    return {
        one.stakeholder: {name: value for name, value in record(one).items() if name != "stakeholder"} for one in some
    }


def citations(some: tuple[Citation, ...]) -> list[dict[str, Any]]:
    """Citations in order."""
    return [record(one) for one in some]


def flow(value: Any) -> str:
    """A value as YAML in flow style on one line, in which no brace stands but those of its mappings, so that readers
    that look for the end of the data by its braces find it; also no row of ``=``, which ends front matter."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_name(name)}: {flow(inner)}" for name, inner in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(flow, value)) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return _quoted(str(value))


def _name(name: str) -> str:
    return name if _BARE.match(name) and name not in YAML_WORDS else _quoted(name)


def _quoted(text: str) -> str:
    plain = json.dumps(text, ensure_ascii=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", plain)


_MARKUP = re.compile(r"[\\\[\]<>{}#*_@]|[.:](?=\S)|/(?=[/*])|(?<=/)[/*]|=(?===)")
_ACTING = re.compile(f"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff{''.join(sorted(BIDI_CONTROLS))}]")
_TITLE = re.compile(r"[^\W\d_][^\[\]<>{}\\@#\n\t]{0,60}(?<=\S)\Z")
_TAG = re.compile(r"[A-Za-z0-9-]+\Z")
_TAG_OF_WORDS = re.compile(r"[\w-]+(?: [\w-]+)*\Z")
_RULE = re.compile(r"[A-Za-z][A-Za-z ]*[A-Za-z]\Z")
_SIGNS = {"supports": "+>", "objects_to": "->"}


def write_argdown(map: Map) -> str:
    """The document."""
    return _Writer(map).document()


class _Writer:
    def __init__(self, map: Map) -> None:
        self._map = map
        self._titles = _titles(map)
        self._structured = {
            reason.address
            for claim in map.claims
            for reason in claim.reasons
            if reason.kind == "supports" and reason.linked and {*reason.linked, reason.target} <= self._titles.keys()
        }
        self._undercut: dict[str, list[str]] = {}
        for claim in map.claims:
            for reason in claim.of_kind("undercuts"):
                self._undercut.setdefault(reason.target, []).append(claim.id)

    def document(self) -> str:
        """The front matter, a statement for each claim, and the structures."""
        blocks = ["\n".join(self._front_matter()), *map(self._statement, self._map.claims)]
        if not self._map.claims:
            blocks.append(f"# {_escaped(self._map.title) or 'Map'}")
        blocks += [self._structure(reason) for reason in self._reasons() if reason.address in self._structured]
        return "\n\n".join(blocks) + "\n"

    def _front_matter(self) -> Iterator[str]:
        """The title and what Argdown has no place for, an entry a line."""
        yield "==="
        yield f"title: {flow(self._map.title)}"
        yield "argmap:"
        yield "  format: 1"
        for name, value in whole(self._map).items():
            if isinstance(value, dict):
                yield f"  {name}:"
                yield from (f"    {key}: {flow(fields)}" for key, fields in value.items())
            else:
                yield f"  {name}: {flow(value)}"
        yield "==="

    def _reasons(self) -> Iterator[Reason]:
        return (reason for claim in self._map.claims for reason in claim.reasons)

    # Statements

    def _statement(self, claim: Claim) -> str:
        inline = _inline(claim.tags)
        data = flow(self._data(claim, bool(inline)))
        line = f"[{self._titles[claim.id]}]: {_escaped(claim.text) or '…'}{inline} {data}"
        return "\n".join([line, *self._relations(claim)])

    def _data(self, claim: Claim, tagged: bool) -> dict[str, Any]:
        found: dict[str, Any] = {"id": claim.id}
        found |= {name: value for name, value in record(claim).items() if name not in {"text", "reasons"}}
        if tagged:
            found.pop("tags", None)
        if claim.text != _seen(claim.text):
            found["text"] = claim.text
        if claim.positions:
            found["positions"] = positions(claim.positions)
        if claim.sources:
            found["sources"] = citations(claim.sources)
        links = {
            reason.target: self._link(reason) for reason in claim.reasons if reason.address not in self._structured
        }
        links = {target: values for target, values in links.items() if values or ARROW in target}
        return found | ({"links": links} if links else {})

    def _link(self, reason: Reason) -> dict[str, Any]:
        """What of a link its relation does not say."""
        found = {name: value for name, value in record(reason).items() if name not in {"premise", "kind", "target"}}
        if reason.sources:
            found["sources"] = citations(reason.sources)
        return found

    def _relations(self, claim: Claim) -> Iterator[str]:
        undercut: set[str] = set()
        for reason in claim.reasons:
            if reason.kind == "undercuts":
                premise = reason.target.partition(ARROW)[0]
                if reason.target not in self._structured and premise in self._titles and premise not in undercut:
                    undercut.add(premise)
                    yield f"  _> [{self._titles[premise]}]"
            elif reason.address not in self._structured and reason.target in self._titles:
                yield f"  {_SIGNS[reason.kind]} [{self._titles[reason.target]}]"

    # Premises and conclusions

    def _structure(self, reason: Reason) -> str:
        lines = [f"({number}) [{self._titles[premise]}]" for number, premise in enumerate(reason.premises, 1)]
        values = self._link(reason)
        values.pop("linked")
        rule = values.get("scheme", "")
        if _RULE.match(rule):
            values.pop("scheme")
        else:
            rule = ""
        if rule or values:
            inner = " ".join(part for part in (rule, flow(values) if values else "") if part)
            lines += ["--", inner, "--"]
        else:
            lines.append("----")
        lines += [f"  <_ [{self._titles[claim]}]" for claim in self._undercut.get(reason.address, ())]
        return "\n".join([*lines, f"({len(reason.premises) + 1}) [{self._titles[reason.target]}]"])


def _titles(map: Map) -> dict[str, str]:
    """The title of each claim's statement: its short form or the words of its id, and where two are alike the id."""
    taken: set[str] = {claim.id for claim in map.claims}
    found = {}
    for claim in map.claims:
        words = claim.id.replace("-", " ").strip().capitalize()
        wanted = [claim.short or words, words]
        found[claim.id] = next((title for title in wanted if title not in taken and _is_title(title)), claim.id)
        taken.add(found[claim.id])
    return found


def _is_title(text: str) -> bool:
    return bool(_TITLE.match(text)) and text == _seen(text) and "Untitled" not in text


def _seen(text: str) -> str:
    """A text on one line without what acts on a terminal or turns the text around it."""
    line = " ".join(text.split())
    return line if line.isprintable() else _ACTING.sub("", line)


def _escaped(text: str) -> str:
    """A text on one line in which nothing is markup."""
    return _MARKUP.sub(lambda found: "\\" + found[0], _seen(text))


def _inline(tags: tuple[str, ...]) -> str:
    """Tags as Argdown has them; nothing when one of them cannot be written so."""
    if len(set(tags)) < len(tags) or not all(_TAG.match(tag) or _TAG_OF_WORDS.match(tag) for tag in tags):
        return ""
    return "".join(f" #{tag}" if _TAG.match(tag) else f" #({tag})" for tag in tags)
