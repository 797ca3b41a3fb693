"""What a rule is: a generator of problems, with a code that never changes its meaning."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from argmap.check.settings import Settings
from argmap.model.findings import Finding, Path, Severity
from argmap.model.index import Index
from argmap.model.nearest import Nearest
from argmap.model.types import Map
from argmap.semantics.contradictions import ReasonAt, reasons_at
from argmap.semantics.labels import Labels, label


@dataclass(frozen=True)
class Subject:
    """What rules look at: a map with its index, the settings, and what several rules need worked out.

    ``part`` is a map of those entries alone that are looked at, where that is not the whole map.
    """

    index: Index
    settings: Settings
    part: Map | None = None

    @property
    def map(self) -> Map:
        """The map being checked, or the part of it that is."""
        return self.index.map if self.part is None else self.part

    @cached_property
    def reasons(self) -> list[ReasonAt]:
        """Every reason with its path, in file order."""
        return list(reasons_at(self.map))

    @cached_property
    def labels(self) -> Labels:
        """What stands, as mapped."""
        return label(self.index)

    @cached_property
    def nearest_claims(self) -> Nearest:
        """Finds the claim that a mistyped id means."""
        return Nearest(self.index.claims)


class Problem(NamedTuple):
    """What a rule found at one place: a sentence on what is wrong, and what to do about it."""

    path: Path
    message: str
    hint: str = ""
    related: tuple[Path, ...] = ()


Generator = Callable[[Subject], Iterator[Problem]]


Once = Callable[[Subject, list[Problem]], Problem | None]

FEW = 3
"""Up to fewer problems than this each is told, even if they are all there could be."""


@dataclass(frozen=True)
class Rule:
    """A rule with its code, name and level. Sentence, reason and examples are read from its docstring.

    ``once`` is asked where the rule finds ``FEW`` problems or more: what it returns is told in place of them all.
    """

    code: str
    name: str
    level: Severity
    find: Generator
    once: Once | None = None

    def findings(self, subject: Subject) -> Iterator[Finding]:
        """What the rule finds, as findings with paths and no places.

        A rule that finds fault with everything says so once, unless the settings select this very rule.
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
                hint = f"{whole.hint} 'argmap check --select {self.code}' lists each."
                problems = [whole._replace(hint=hint.lstrip())]
        for problem in problems:
            yield Finding(self.code, severity, problem.message, problem.hint, problem.path, related=problem.related)

    @property
    def sentence(self) -> str:
        """What the rule finds, in one sentence."""
        return self._parts[0]

    @property
    def why(self) -> str:
        """Why it matters, or nothing."""
        return self._parts[1]

    @property
    def bad(self) -> str:
        """A piece of a map that the rule finds fault with."""
        return self._parts[2]

    @property
    def good(self) -> str:
        """The same piece, put right."""
        return self._parts[3]

    @cached_property
    def _parts(self) -> tuple[str, str, str, str]:
        return parts_of(self.find.__doc__ or "")


def rule(code: str, name: str, level: Severity, once: Once | None = None) -> Callable[[Generator], Rule]:
    """Make a generator of problems a rule. Its docstring is one sentence, perhaps a paragraph on why it matters,
    then ``Bad:`` and ``Good:``, each with an indented piece of a map."""

    def made(find: Generator) -> Rule:
        return Rule(code, name, level, find, once)

    return made


def parts_of(docstring: str) -> tuple[str, str, str, str]:
    """The sentence, the reason why, and the bad and good examples of a rule's docstring."""
    head, _, examples = textwrap.dedent("    " + docstring).strip("\n").partition("\nBad:\n")
    bad, _, good = examples.partition("\nGood:\n")
    sentence, _, why = head.strip().partition("\n\n")
    return _joined(sentence), _joined(why), _example(bad), _example(good)


def _joined(prose: str) -> str:
    return re.sub(r"\s+", " ", prose).strip()


def _example(block: str) -> str:
    return textwrap.dedent(block).strip("\n") + "\n" if block.strip() else ""
