"""Rules: generators of problems, each with a code whose meaning never changes."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from argmap.check.settings import Settings
from argmap.model.findings import Finding, Path, Severity
from argmap.model.index import Index
from argmap.model.lookup import Nearest
from argmap.model.types import Map
from argmap.semantics.contradictions import ReasonAt, reasons_at
from argmap.semantics.labels import Labels, label

if TYPE_CHECKING:
    from argmap.evidence.quotations import Evidence


@dataclass(frozen=True)
class Subject:
    """The input of rules: a map with its index, the settings, and values that several rules share.

    ``part`` restricts the check to some entries: it is a map of these alone. ``evidence`` are the map's quotations,
    checked against copies; None where nobody has looked for copies.
    """

    index: Index
    settings: Settings
    part: Map | None = None
    evidence: Evidence | None = None

    @property
    def map(self) -> Map:
        """The map being checked, or the part of it."""
        return self.index.map if self.part is None else self.part

    @cached_property
    def reasons(self) -> list[ReasonAt]:
        """Every reason with its path, in file order."""
        return list(reasons_at(self.map))

    @cached_property
    def labels(self) -> Labels:
        """The labels of the map's claims and links."""
        return label(self.index)

    @cached_property
    def nearest_claims(self) -> Nearest:
        """Finds the claim id closest to a mistyped one."""
        return Nearest(self.index.claims)


class Problem(NamedTuple):
    """A problem at one place: a sentence on what is wrong, and a hint on what to do."""

    path: Path
    message: str
    hint: str = ""
    related: tuple[Path, ...] = ()


Generator = Callable[[Subject], Iterator[Problem]]


Once = Callable[[Subject, list[Problem]], Problem | None]

FEW = 3
"""The number of problems from which a rule may report one for the whole map instead."""

MANY = 8
"""The number of problems from which one that is found in a quarter of the map is often."""


def is_often(found: int, of: int) -> bool:
    """Whether a problem found ``found`` times among ``of`` things is better reported once, for the whole map."""
    return found >= MANY and found * 4 >= of


@dataclass(frozen=True)
class Rule:
    """A rule with its code, name and level. Its sentence, reason and examples come from its docstring.

    From ``FEW`` problems on, ``once`` may return one problem that replaces them all.
    """

    code: str
    name: str
    level: Severity
    several: str
    """What several findings of the rule say, after their number: ``claims have no position``."""
    find: Generator
    once: Once | None = None

    def findings(self, subject: Subject) -> Iterator[Finding]:
        """The rule's findings, with paths and without places.

        A rule that finds a problem nearly everywhere reports it once for the map, unless the settings select this
        very rule.
        """
        severity = subject.settings.level_of(self.code, self.name, self.level)
        problems: Iterable[Problem] = self.find(subject)
        if (
            self.once is not None
            and subject.part is None
            and not {self.code, self.name} & set(subject.settings.select)
        ):
            problems = list(problems)
            whole = self.once(subject, problems) if len(problems) >= FEW else None
            if whole is not None:
                yield Finding(self.code, severity, *whole[1:3], whole.path, related=whole.related, whole=True)
                return
        for problem in problems:
            yield Finding(self.code, severity, problem.message, problem.hint, problem.path, related=problem.related)

    @property
    def sentence(self) -> str:
        """What the rule finds, in one sentence."""
        return self._parts[0]

    @property
    def why(self) -> str:
        """Why it matters; may be empty."""
        return self._parts[1]

    @property
    def bad(self) -> str:
        """An example that the rule reports."""
        return self._parts[2]

    @property
    def good(self) -> str:
        """The corrected example."""
        return self._parts[3]

    @cached_property
    def _parts(self) -> tuple[str, str, str, str]:
        return parts_of(self.find.__doc__ or "")


def rule(
    code: str, name: str, level: Severity, several: str, *, once: Once | None = None
) -> Callable[[Generator], Rule]:
    """Make a generator of problems a rule. ``several`` says in a few words, after a number, what it finds.

    Its docstring is one sentence, an optional paragraph on why it matters, then ``Bad:`` and ``Good:``, each with an
    indented part of a map.
    """

    def made(find: Generator) -> Rule:
        return Rule(code, name, level, several, find, once)

    return made


def parts_of(docstring: str) -> tuple[str, str, str, str]:
    """The sentence, reason, bad example and good example in a rule's docstring."""
    head, _, examples = textwrap.dedent("    " + docstring).strip("\n").partition("\nBad:\n")
    bad, _, good = examples.partition("\nGood:\n")
    sentence, _, why = head.strip().partition("\n\n")
    return _joined(sentence), _joined(why), _example(bad), _example(good)


def _joined(prose: str) -> str:
    return re.sub(r"\s+", " ", prose).strip()


def _example(block: str) -> str:
    return textwrap.dedent(block).strip("\n") + "\n" if block.strip() else ""
