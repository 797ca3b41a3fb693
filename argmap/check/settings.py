"""What a reader of findings may choose: which rules, how bad each is, and the limits they measure by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from argmap.model.findings import Severity

LONGEST_TEXT = 500
"""Characters a claim's text may have by default: what debating sites allow. Longer ones hide second claims."""


@dataclass(frozen=True)
class Settings:
    """The choices behind one check. Selectors are codes (``AM205``), beginnings of codes (``AM2``) or rule names.

    ``today`` is the last day that is not in the future; without it no date is. ``levels`` says anew how bad
    a rule's findings are, by code or name.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    levels: Mapping[str, Severity] = field(default_factory=dict)
    longest_text: int = LONGEST_TEXT
    today: date | None = None

    def wants(self, code: str, name: str) -> bool:
        """Whether findings of this rule are asked for. With no ``select`` all are; the longer selector wins."""
        chosen = max((_strength(one, code, name) for one in self.select), default=1)
        return chosen > max((_strength(one, code, name) for one in self.ignore), default=0)

    def level_of(self, code: str, name: str, otherwise: Severity) -> Severity:
        """How bad a finding of this rule is."""
        return self.levels.get(code) or self.levels.get(name) or otherwise


def _strength(selector: str, code: str, name: str) -> int:
    """How closely a selector fits a rule: 0 not at all, else the more the longer."""
    if selector == name:
        return len(code)
    return len(selector) if code.startswith(selector) else 0


NO_SETTINGS = Settings()
