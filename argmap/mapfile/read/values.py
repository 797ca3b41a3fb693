"""Taking values out of nodes: records, named entries, lists, texts and words of a choice.

What does not fit the format is reported, and the rest is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from argmap.mapfile.fields import FORMAT
from argmap.mapfile.record import Field, Record
from argmap.mapfile.syntax.cst import NAMELESS, Mapping, Node, Scalar, Sequence, start_of
from argmap.mapfile.syntax.events import ScalarEvent
from argmap.mapfile.syntax.problems import Report
from argmap.model.findings import Path
from argmap.model.ids import problem_with, slug
from argmap.vocabulary import THINGS

if TYPE_CHECKING:
    from collections.abc import Sequence as SequenceOf

_FLAGS = {"true": True, "false": False}
_FORMS = {
    "language": "a language tag such as 'fr' or 'en-GB'",
    "copy": "a path from the map's folder without '..', such as 'sources/report.pdf'",
    "copy_sha256": "64 hexadecimal digits",
}
"""The form of the text of a field with a pattern, in words."""
_ADVICE = {
    "language": "Use a tag such as 'fr' or 'en-GB'.",
    "copy": "Put the file into the map's folder or below it, and write '/' between folders.",
    "copy_sha256": "Write the digest of the copy, or delete the field.",
}
"""What to do about a text of another form."""
_EXAMPLES = {"argmap": str(FORMAT), "claims": "{}", "stance": "agrees"}
"""The values of fields that one would not guess."""
_ENTRIES = {
    "tensions": "night-hours: {question: When to close?}",
    "sides": "late: Late at night",
    "stakeholders": "mayor: {name: The mayor}",
    "claims": "growth: {text: Growth comes first.}",
    "positions": "mayor: agrees",
    "sources": "plan: {title: The plan}",
}
"""An entry of each section."""


class Values:
    """Reads the values of nodes; ``path`` names what a node is for the findings."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self._own: dict[str, str] = {}
        self._keyed: tuple[Mapping, dict[str, Scalar]] | None = None

    def own(self, text: str) -> str:
        """A copy of ``text``, one for all equal texts.

        The strings of libyaml's events are scattered in memory among the events: while a map refers to them, little
        of the memory of the events can be freed. At 10,000 claims that is 50 MB.
        """
        found = self._own.get(text)
        if found is None:
            found = text[:1] + text[1:]
            self._own[found] = found
        return found

    # Records and entries

    def fields(self, node: Node, record: Record, path: Path) -> dict[str, Node]:
        """The given fields of a record by name; names it does not have and names given twice are reported.

        A misspelt field is read as the one that was meant, so that one slip is one finding.
        """
        if type(node) is not Mapping:
            if not _is_empty(node):
                hint = f"Write its fields below it, such as '{next(iter(record.by_name))}: ...'."
                self.wrong_kind(node, f"the fields of a {record.name}", path, hint)
            return {}
        given: dict[str, Node] = {}
        misspelt: dict[str, Node] = {}
        known = record.by_name
        for key, value in node.pairs:
            name = key.value
            if key.style == NAMELESS:
                continue
            if name not in known:
                meant = self._unknown(key, record, path)
                if meant is not None:
                    misspelt.setdefault(meant, value)
            elif name in given:
                self._repeated_key(key, node, path)
            else:
                given[name] = value
        return misspelt | given

    def entries(self, node: Node | None, path: Path) -> Iterator[tuple[str, Node]]:
        """The named entries of a mapping, each with a sound id, each id once."""
        return ((self.own(key.value), value) for key, value in self.pairs(node, path))

    def pairs(self, node: Node | None, path: Path) -> Iterator[tuple[Scalar, Node]]:
        """The entries of a mapping as :meth:`entries` gives them, with the scalars that name them."""
        if node is None or _is_empty(node):
            return
        if type(node) is not Mapping:
            hint = f"Write a name, a colon and its value, such as '{_ENTRIES[path[-1]]}'."
            self.wrong_kind(node, "names with values", path, hint)
            return
        seen: set[str] = set()
        for key, value in node.pairs:
            name = key.value
            if name in seen:
                self._repeated_key(key, node, (*path, name))
                continue
            seen.add(name)
            if self.sound_id(key, path):
                yield key, value

    def sound_id(self, key: Scalar, path: Path) -> bool:
        """Whether the key may be an id; reported if it may not."""
        problem = problem_with(key.value)
        if problem is None:
            return True
        if key.style == NAMELESS:
            return False
        at = key.start_mark.index
        if key.value == "<<":
            self.report.add("AM007", at, "'<<' is a merge key.", path)
        else:
            name = key.value if len(key.value) <= 80 else key.value[:77] + "..."
            hint = f"'{slug(key.value, fallback=_kind(path))}' would do."
            self.report.add("AM016", at, f"'{name}' {problem}, so it cannot be an id.", (*path, name), hint)
        return False

    # Lists, texts and words

    def items(self, node: Node, path: Path) -> SequenceOf[Node]:
        """The items of a list."""
        if type(node) is Sequence:
            return node.items
        if not _is_empty(node):
            self.wrong_kind(node, "a list", path)
        return ()

    def texts(self, given: dict[str, Node], name: str, path: Path) -> tuple[str, ...]:
        """The texts of a list."""
        if name not in given:
            return ()
        path = (*path, name)
        return tuple(text for item in self.items(given[name], path) if (text := self.scalar(item, path)))

    def text(self, given: dict[str, Node], name: str, path: Path) -> str | None:
        """The text of a field, or None when it is not given or empty."""
        node = given.get(name)
        if node is None:
            return None
        if type(node) is ScalarEvent:
            return self.own(node.value) or None
        return self.scalar(node, (*path, name))

    def limited_text(self, given: dict[str, Node], field: Field, path: Path) -> str | None:
        """As :meth:`text`, with a warning when it is longer than the field takes or of another form."""
        text = self.text(given, field.name, path)
        if text is not None and field.limit is not None and len(text) > field.limit:
            message = f"'{field.name}' has {len(text)} characters; pictures have room for {field.limit}."
            self.report.add("AM034", start_of(given[field.name]), message, (*path, field.name))
        elif text is not None and field.pattern is not None and not re.match(field.pattern, text):
            message = f"'{field.name}' is {_FORMS[field.name]}, not '{_shortened(text)}'."
            self.report.add("AM035", start_of(given[field.name]), message, (*path, field.name), _ADVICE[field.name])
        return text

    def needed(self, given: dict[str, Node], name: str, owner: Node, path: Path) -> str:
        """The text of a field that must be there; empty when it is not, which is reported."""
        node = given.get(name)
        if node is None:
            if type(owner) is Mapping or _is_empty(owner):  # of anything else it is said that it is no record
                self.missing(name, start_of(owner), path)
            return ""
        if type(node) is ScalarEvent and not node.value:
            self.missing(name, node.start_mark.index, path)
        return self.text(given, name, path) or ""

    def missing(self, name: str, at: int, path: Path) -> None:
        """Report that a field that must be there is not."""
        owner = f"'{path[-1]}'" if path else "The map"
        self.report.add(
            "AM013", at, f"{owner} has no '{name}'.", path, f"Add '{name}: {_EXAMPLES.get(name, '...')}'."
        )

    def choice(self, given: dict[str, Node], field: Field, path: Path, own: Path | None = None) -> str | None:
        """The word of a field that takes one of a few, or None when it is not given or another."""
        name, choices = field.name, field.choices
        word = self.text(given, name, path)
        if word is None or word in choices:
            return word
        from argmap.model.lookup import nearest  # most names are right

        near = nearest(word.lower(), choices)
        hint = f"Did you mean '{near}'?" if near else f"Write one of: {', '.join(choices)}."
        message = f"'{name}' is {_listed(choices)}, not '{_shortened(word)}'."
        self.report.add("AM015", start_of(given[name]), message, own or (*path, name), hint)
        return choices[-1]

    def flag(self, given: dict[str, Node], name: str, path: Path) -> bool:
        """Whether a field says ``true``; one that is not given does not."""
        word = self.text(given, name, path)
        if word is None or word in _FLAGS:
            return _FLAGS[word] if word else False
        guess = "true" if word.lower() in {"yes", "y", "on", "1", "true"} else "false"
        message = f"'{name}' is 'true' or 'false', not '{_shortened(word)}'."
        self.report.add("AM015", start_of(given[name]), message, (*path, name), f"Did you mean '{guess}'?")
        return False

    def scalar(self, node: Node, path: Path) -> str | None:
        """The text of a node, or None when it is empty."""
        if type(node) is ScalarEvent:
            return self.own(node.value) or None
        self.wrong_kind(node, "text", path)
        return None

    # What is wrong

    def nothing(self, node: Node, path: Path, record: Record) -> str:
        """Report an empty value in place of the short form of a record; returns the empty text."""
        if type(node) is ScalarEvent and not node.value:
            what = record.short
            hint = f"Write a {what} here, or delete the line."
            message = f"There is nothing here; the format has a {what}."
            self.report.add("AM013", node.start_mark.index, message, path, hint)
        return ""

    def wrong_kind(self, node: Node, wanted: str, path: Path, hint: str | None = None) -> None:
        """Report that a node is not of the kind of value that the format has there; ``hint`` says what is."""
        found = "text" if type(node) is ScalarEvent else "a list" if type(node) is Sequence else "names with values"
        name = f"'{path[-1]}'" if path else "The map"
        message = f"{name} is {found}, but should be {wanted}."
        self.report.add("AM014", start_of(node), message, path, hint or _mend(node, wanted))

    def _unknown(self, key: Scalar, record: Record, path: Path) -> str | None:
        """Report a name that the record does not have; returns the field that was probably meant, if there is one."""
        name = _shortened(key.value)
        if name == "<<":
            self.report.add("AM007", key.start_mark.index, "'<<' is a merge key.", path)
            return None
        from argmap.model.lookup import nearest  # most names are right

        near = nearest(name, record.by_name)
        hint = f"Did you mean '{near}'?" if near else f"Its fields are: {', '.join(record.by_name)}."
        self.report.add("AM012", key.start_mark.index, f"A {record.name} has no field '{name}'.", (*path, name), hint)
        return near

    def _repeated_key(self, key: Scalar, among: Mapping, path: Path) -> None:
        if self._keyed is None or self._keyed[0] is not among:
            self._keyed = among, {}
            for other, _ in among.pairs:
                self._keyed[1].setdefault(other.value, other)
        line = self.report.line(self._keyed[1][key.value].start_mark.index)
        name = _shortened(key.value)
        message = f"'{name}' is given twice; the first is in line {line}."
        self.report.add("AM011", key.start_mark.index, message, path)


def _is_empty(node: Node) -> bool:
    return type(node) is ScalarEvent and not node.value


def _mend(node: Node, wanted: str) -> str | None:
    if wanted == "a list":
        if type(node) is ScalarEvent and node.value.startswith("-"):
            return "Write a space after the hyphen."
        return "Write each item on a line of its own after '- '."
    if isinstance(node, Sequence) and node.flow:
        return "Text that begins with '[' is put in double quotes."
    if isinstance(node, Mapping) and node.flow and not (node.pairs and start_of(node.pairs[0][0]) == node.start):
        return "Text that begins with '{' or '?' is put in double quotes."
    return "Put text that contains ': ' or begins with '- ' in double quotes."


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(f"'{word}'" for word in words[:-1]) + f" or '{words[-1]}'"


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."


def _kind(path: Path) -> str:
    """The word for an entry of the mapping at a path: ``claim`` in the claims, ``side`` in the sides of a tension."""
    return {**THINGS, "sides": "side"}.get(path[-1], "claim") if path else "claim"
