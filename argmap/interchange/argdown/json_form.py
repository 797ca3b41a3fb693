"""The JSON that Argdown's own tools export (``argdown json``), which tells statements, arguments and relations by
title.

Published source: https://argdown.org/guide/, "Exporting Argdown as JSON"; ``@argdown/core`` 1.7.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.interchange.argdown.model import Argument, Debate, Entry, Inference, Ref, Relation, RelationKind, Wording
from argmap.interchange.argdown.reader import to_draft
from argmap.interchange.argdown.syntax import WebLink
from argmap.interchange.draft import Draft
from argmap.interchange.file import File, Json, Unreadable, fields_of, items_of, text_of
from argmap.interchange.ledger import Ledger
from argmap.interchange.yaml_values import Value

_KINDS: dict[str, RelationKind] = {
    "support": "support",
    "attack": "attack",
    "undercut": "undercut",
    "contradictory": "contradictory",
    "contrary": "contrary",
    "entails": "support",
}
_UNTITLED = "Untitled "


def is_argdown_json(file: File) -> bool:
    """Whether a file is a JSON export of Argdown."""
    values = file.json
    return all(isinstance(values.get(name), dict) for name in ("statements", "arguments")) and isinstance(
        values.get("relations"), list
    )


def read_argdown_json(file: File, ledger: Ledger) -> Draft:
    """The draft of an export. Raises Unreadable when it lacks what an export has."""
    if not is_argdown_json(file):
        raise Unreadable("The JSON of Argdown has 'statements', 'arguments' and 'relations'; something is missing.")
    return to_draft(_Reader(file.json, ledger).debate, ledger)


class _Reader:
    def __init__(self, values: dict[str, Json], ledger: Ledger) -> None:
        self.debate = Debate()
        self._ledger = ledger
        self._sections: dict[str, tuple[str, ...]] = {}
        self._read_sections(items_of(values["sections"]) if "sections" in values else [], (), 1)
        first: list[tuple[tuple[int, int], Ref]] = []
        for title, fields in fields_of(values["statements"]).items():
            entry = Entry(title, "", not title.startswith(_UNTITLED))
            self._entry(entry, fields_of(fields), first, Ref("statement", title))
            self.debate.statements[title] = entry
        for title, fields in fields_of(values["arguments"]).items():
            argument = Argument(title, "", not title.startswith(_UNTITLED))
            self._entry(argument, fields_of(fields), first, Ref("argument", title))
            self.debate.arguments[title] = argument
            self._steps(argument, items_of(fields_of(fields).get("pcs")))
        self.debate.order = [ref for _, ref in sorted(first, key=lambda one: one[0])]
        for relation in items_of(values["relations"]):
            self._relation(fields_of(relation))

    def _read_sections(self, sections: list[Json], above: tuple[str, ...], level: int) -> None:
        for section in sections:
            fields = fields_of(section)
            path = (*above, text_of(fields.get("title")))
            self._sections[text_of(fields.get("id"))] = path
            self.debate.headings.append((level, path[-1], f"line {text_of(fields.get('startLine'))}"))
            self._read_sections(items_of(fields.get("children")), path, level + 1)

    # Statements and arguments

    def _entry(
        self, entry: Entry, fields: dict[str, Json], first: list[tuple[tuple[int, int], Ref]], ref: Ref
    ) -> None:
        members = [fields_of(member) for member in items_of(fields.get("members"))]
        own = [member for member in members if text_of(member.get("isReference")) != "true"]
        start = min((_start(member) for member in own or members), default=_start(fields))
        first.append((start, ref))
        entry.place = f"line {start[0]}" if start[0] else f"[{entry.title}]"
        for member in own:
            entry.wordings += self._wordings(member, entry)
        entry.tags = [text_of(tag) for tag in items_of(fields.get("tags"))]
        entry.data = {name: _value(value) for name, value in fields_of(fields.get("data")).items()}
        entry.sections = self._sections.get(text_of(fields.get("section")), ())

    def _wordings(self, member: dict[str, Json], entry: Entry) -> Iterator[Wording]:
        text = text_of(member.get("text"))
        ranges = [fields_of(one) for one in items_of(member.get("ranges"))]
        for one in ranges:
            if one.get("type") == "link":
                start, stop = _number(one.get("start")), _number(one.get("stop"))
                entry.links.append(WebLink(text[start : stop + 1], text_of(one.get("url"))))
        text = _without_end_tags(text, [one for one in ranges if one.get("type") == "tag"])
        canonical = text_of(fields_of(member.get("data")).get("isCanonical")) == "true"
        if text:
            yield Wording(text, f"line {_start(member)[0]}", canonical)

    def _steps(self, argument: Argument, steps: list[Json]) -> None:
        for at, step in enumerate(map(fields_of, steps)):
            title = text_of(step.get("title"))
            if title not in self.debate.statements:
                raise Unreadable(f"The argument '{argument.title}' has a statement '{title}', which is not listed.")
            self.debate.statements[title].in_structure = True
            argument.steps.append(title)
            if text_of(step.get("role")) != "premise":
                inference = fields_of(step.get("inference"))
                rules = [rule for rule in map(text_of, items_of(inference.get("inferenceRules"))) if rule]
                data = {name: _value(value) for name, value in fields_of(inference.get("data")).items()}
                argument.inferences.append(Inference(at, f"line {_start(inference)[0]}", rules, data))

    # Relations

    def _relation(self, fields: dict[str, Json]) -> None:
        written = text_of(fields.get("relationType"))
        source = self._ref(fields, "from")
        target = self._ref(fields, "to")
        words = f"{text_of(fields.get('from'))} {written} {text_of(fields.get('to'))}"
        kind = _KINDS.get(written)
        if source is None or target is None or kind is None:
            self._ledger.extra("relation", words, "", "an end of it is not listed, or its kind is unknown")
            return
        self.debate.relations.append(Relation(kind, source, target, words))

    def _ref(self, fields: dict[str, Json], end: str) -> Ref | None:
        title = text_of(fields.get(end))
        kind = text_of(fields.get(f"{end}Type"))
        if kind == "equivalence-class":
            return Ref("statement", title) if title in self.debate.statements else None
        argument = self.debate.arguments.get(title)
        if argument is None or kind != "inference":
            return None if argument is None else Ref("argument", title)
        at = _number(fields.get("conclusionIndex"))
        numbers = [number for number, one in enumerate(argument.inferences) if one.conclusion == at]
        return Ref("inference", title, numbers[0]) if numbers else Ref("argument", title)


def _without_end_tags(text: str, ranges: list[dict[str, Json]]) -> str:
    """``text`` without the tags that are at its ends."""
    spans = sorted((_number(one.get("start")), _number(one.get("stop")) + 1) for one in ranges)
    for start, stop in reversed(spans):
        if not text[stop:].strip():
            text = text[:start]
    for start, stop in spans:
        if not text[:start].strip() and stop <= len(text):
            text = " " * stop + text[stop:]
    return " ".join(text.split())


def _value(value: Json) -> Value:
    if isinstance(value, dict):
        return {name: _value(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_value(inner) for inner in value]
    return None if value is None else text_of(value)


def _start(fields: dict[str, Json]) -> tuple[int, int]:
    return _number(fields.get("startLine")), _number(fields.get("startColumn"))


def _number(value: Json) -> int:
    text = text_of(value)
    return int(text) if text.isdecimal() and len(text) < 10 else 0
