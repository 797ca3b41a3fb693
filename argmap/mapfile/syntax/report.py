"""Collecting the problems of one file while it is read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable

from argmap.mapfile.syntax.positions import Lines
from argmap.mapfile.syntax.problems import PROBLEM
from argmap.model.findings import Finding, Path, ReadingRefused

MOST_OF_A_KIND = 10_000
"""Problems of one kind that are listed; a file that is no text at all may have millions."""

LONGEST_MESSAGE = 400
"""Characters of a message: what it quotes from the file may be a million long."""


class Report:
    """The problems found so far, each at an offset into the text."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self._found: list[tuple[int, Finding]] = []
        self._counts: Counter[str] = Counter()

    def add(self, code: str, offset: int, message: str, path: Path = (), hint: str | None = None) -> None:
        """Note a problem of the kind ``code`` at ``offset``; its usual hint unless another is given."""
        self._counts[code] += 1
        if self._counts[code] > MOST_OF_A_KIND:
            return
        problem = PROBLEM[code]
        said = problem.hint if hint is None else hint
        if len(message) > LONGEST_MESSAGE:
            message = f"{message[: LONGEST_MESSAGE // 2]} … {message[-LONGEST_MESSAGE // 2 :]}"
        finding = Finding(code, problem.severity, message, said, path, self.lines.place(offset))
        self._found.append((offset, finding))

    def add_each(
        self, code: str, found: Iterable[re.Match[str]], say: Callable[[str], tuple[str, str | None]]
    ) -> None:
        """Note a problem of the kind ``code`` at each match; ``say`` gives the message and hint for what matched."""
        for match in found:
            if self._counts[code] >= MOST_OF_A_KIND:
                self._counts[code] += 1
            else:
                message, hint = say(match[0])
                self.add(code, match.start(), message, hint=hint)

    def forget(self, code: str, offset: int) -> None:
        """Take back the problems of one kind at ``offset`` and after it."""
        self.amend(lambda at, finding: None if at >= offset and finding.code == code else finding)

    def amend(self, amended: Callable[[int, Finding], Finding | None]) -> None:
        """Put what ``amended`` makes of each problem and its offset in its place; None takes it back."""
        changed = [(at, amended(at, finding)) for at, finding in self._found]
        for (_, before), (_, after) in zip(self._found, changed, strict=True):
            if after is None:
                self._counts[before.code] = min(self._counts[before.code], MOST_OF_A_KIND) - 1
        self._found = [(at, finding) for at, finding in changed if finding is not None]

    def offset(self, line: int) -> int:
        """The offset of the first character of a line, counted from 1."""
        return self.lines.starts[line - 1]

    def line(self, offset: int) -> int:
        """The line number of ``offset``, for naming a second place in a message."""
        return self.lines.place(offset).line

    def has(self, code: str) -> bool:
        """Whether a problem of this kind was found."""
        return any(finding.code == code for _, finding in self._found)

    @property
    def refuses(self) -> bool:
        """Whether any problem so far keeps the file from being read as a map."""
        return any(PROBLEM[finding.code].refuses for _, finding in self._found)

    def refusal(self) -> ReadingRefused:
        """What to raise: every problem so far, with the first that refuses the file as the reason."""
        return ReadingRefused(self.findings, next(one for one in self.findings if PROBLEM[one.code].refuses))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The problems in the order of the file; of equal ones at one place, one."""
        return tuple(dict.fromkeys(finding for _, finding in self.placed))

    @property
    def placed(self) -> list[tuple[int, Finding]]:
        """The problems with their offsets, in the order of the file."""
        ordered = sorted(dict.fromkeys(self._found), key=lambda found: found[0])
        last = {finding.code: number for number, (_, finding) in enumerate(ordered)}
        for code, count in self._counts.items():
            if count > MOST_OF_A_KIND and code in last:
                offset, finding = ordered[last[code]]
                more = count - MOST_OF_A_KIND
                message = f"{finding.message} {more} more of this kind follow."
                ordered[last[code]] = offset, finding._replace(message=message, more=more)
        return ordered


def silent(text: str) -> Report:
    """A report for composing ``text`` again that was read before."""
    return Report(Lines("", text))
