"""The settings of a check: which rules, how severe each is, limits; in a settings file, and as comments in a map.

A comment ``# argmap: ignore[AM303]`` accepts a finding. It is at the end of the line that the finding points to, or
directly above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatchcase

from argmap.model.findings import SEVERITIES, Finding, MapError, Severity

LONGEST_TEXT = 500
"""The most characters of a claim's text by default, as on debating sites. Longer texts tend to contain
second claims.
"""


@dataclass(frozen=True)
class Settings:
    """The settings of one check. Selectors are codes (``AM205``), beginnings of codes (``AM2``) or rule names.

    Dates after ``today`` are in the future; without it none is. ``levels`` overrides the severity of rules, by code
    or name.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    levels: Mapping[str, Severity] = field(default_factory=dict)
    longest_text: int = LONGEST_TEXT
    today: date | None = None

    def wants(self, code: str, name: str) -> bool:
        """Whether findings of this rule are reported. Without ``select`` all are; the longer of two matching
        selectors decides.
        """
        chosen = max((_strength(one, code, name) for one in self.select), default=1)
        return chosen > max((_strength(one, code, name) for one in self.ignore), default=0)

    def level_of(self, code: str, name: str, otherwise: Severity) -> Severity:
        """The severity of a finding of this rule."""
        return self.levels.get(code) or self.levels.get(name) or otherwise


def _strength(selector: str, code: str, name: str) -> int:
    """How closely a selector matches a rule: 0 for not at all, else the more the longer."""
    if selector == name:
        return len(code)
    return len(selector) if code.startswith(selector) else 0


NO_SETTINGS = Settings()


FAIL_ON: tuple[str, ...] = ("error", "warning", "suggestion", "never")

RENAMED_SEVERITIES: Mapping[str, str] = {"note": "suggestion"}
"""A severity as an earlier version called it -> its word now. The old word is refused with a sentence."""

RENAMED_RULES: Mapping[str, str] = {
    "broken-link": "broken-web-address",
    "claim-without-holder": "claim-without-position",
    "undecided-conflict": "unresolved-conflict",
    "unknown-reason": "unknown-link",
    "unsafe-link": "unsafe-web-address",
}
"""A rule's name in an earlier version -> its name now."""


LIST_RULES = " Run 'argmap explain' to list the rules."


def renamed_severity(old: str) -> str:
    """The sentence that gives the new word for a severity."""
    return f"the severity '{old}' is now '{RENAMED_SEVERITIES[old]}'"


FIELDS = ("select", "ignore", "fail-on", "longest-text", "levels", "per-file-ignores")


@dataclass(frozen=True)
class Choices:
    """The ``check`` table of a settings file. ``fail_on`` is the lowest severity with which the command fails."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str = "warning"
    longest_text: int = LONGEST_TEXT
    levels: Mapping[str, Severity] = field(default_factory=dict)
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By pattern of file names relative to the settings file, with ``/``: the codes that are ignored there."""

    def for_file(self, name: str, select: tuple[str, ...], ignore: tuple[str, ...], today: date | None) -> Settings:
        """The settings for one file. ``select`` of the command line replaces the file's; ignores are added."""
        here = [
            code
            for pattern, codes in self.per_file_ignores.items()
            if fnmatchcase(name, pattern) or fnmatchcase(name.rpartition("/")[2], pattern)
            for code in codes
        ]
        return Settings(select or self.select, (*self.ignore, *ignore, *here), self.levels, self.longest_text, today)


def choices_from(table: Mapping[str, object], where: str, known: Mapping[str, str]) -> Choices:
    """The choices in the ``check`` table of a settings file; ``known`` are the codes with their names.

    Raises MapError, naming the file ``where``, for an unknown field, code or value.
    """
    for name in table:
        if name not in FIELDS:
            raise MapError(f"{where}: unknown setting 'check.{name}'.{_guess(name, FIELDS)}")
    levels = {
        selector: _severity(level, where, selector) for selector, level in _table(table, "levels", where).items()
    }
    per_file = _table(table, "per-file-ignores", where)
    ignores = {pattern: _texts(codes, f"per-file-ignores.{pattern}", where) for pattern, codes in per_file.items()}
    select, ignore = (_texts(table.get(name, []), name, where) for name in ("select", "ignore"))
    for selectors in (select, ignore, levels, *ignores.values()):
        must_be_known(selectors, known, where)
    fail_on = table.get("fail-on", "warning")
    if fail_on not in FAIL_ON:
        raise MapError(f"{where}: {_unknown_severity('check.fail-on', fail_on, FAIL_ON)}")
    return Choices(select, ignore, str(fail_on), _length(table, where), levels, ignores)


def must_be_known(selectors: Iterable[str], known: Mapping[str, str], where: str) -> None:
    """Raise MapError unless each selector is a code, the beginning of a code, or the name of a rule."""
    for selector in selectors:
        if selector in known.values() or (selector and any(code.startswith(selector) for code in known)):
            continue
        if selector in RENAMED_RULES:
            raise MapError(f"{where}: the rule '{selector}' is now '{RENAMED_RULES[selector]}'.")
        guess = _guess(selector, [*known, *known.values()])
        raise MapError(f"{where}: unknown rule '{selector}'.{guess or LIST_RULES}")


def _guess(word: str, among: Iterable[str]) -> str:
    from argmap.model.lookup import nearest

    near = nearest(word, among)
    return f" Did you mean '{near}'?" if near else ""


def _table(table: Mapping[str, object], name: str, where: str) -> Mapping[str, object]:
    found = table.get(name, {})
    if not isinstance(found, Mapping):
        raise MapError(f"{where}: 'check.{name}' must be a table.")
    return found


def _texts(found: object, name: str, where: str) -> tuple[str, ...]:
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise MapError(f"{where}: 'check.{name}' must be a list of codes, such as [\"AM205\"].")
    return tuple(found)


def _severity(level: object, where: str, selector: str) -> Severity:
    for severity in SEVERITIES:
        if level == severity:
            return severity
    raise MapError(f"{where}: {_unknown_severity(f'check.levels.{selector}', level, SEVERITIES)}")


def _unknown_severity(setting: str, given: object, known: tuple[str, ...]) -> str:
    """The sentence that a setting has a severity that is not known, or is known by another word now."""
    if given in RENAMED_SEVERITIES:
        return f"'{setting}': {renamed_severity(str(given))}."
    return f"'{setting}' must be one of {', '.join(known)}."


def _length(table: Mapping[str, object], where: str) -> int:
    found = table.get("longest-text", LONGEST_TEXT)
    if isinstance(found, bool) or not isinstance(found, int) or found < 1:
        raise MapError(f"{where}: 'check.longest-text' must be a number of characters, such as {LONGEST_TEXT}.")
    return found


_IGNORE = re.compile(r"(?:^|\s)#\s*argmap:\s*ignore\[([^\]]*)\]")


def not_silenced(findings: Iterable[Finding], lines: Sequence[str], names: dict[str, str]) -> Iterator[Finding]:
    """The ``findings`` with places that no comment in ``lines`` suppresses; ``names`` are the rules' names
    by code.
    """
    accepted = dict(_accepted(lines))
    for finding in findings:
        codes = accepted.get(finding.place.line - 1) if finding.place else None
        if not codes or Settings(ignore=codes).wants(finding.code, names.get(finding.code, "")):
            yield finding


def _accepted(lines: Sequence[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """By line, from 0: the codes and names that comments suppress there."""
    above: tuple[str, ...] = ()
    for number, line in enumerate(lines):
        here = tuple(code.strip() for found in _IGNORE.findall(line) for code in found.split(",") if code.strip())
        if above or here:
            yield number, (*above, *here)
        above = (*above, *here) if line.lstrip().startswith("#") else ()
