"""Collecting the problems of one file while it is read."""

from __future__ import annotations

from argmap.model.findings import Finding, Path, ReadingRefused
from argmap.text.lines import Lines
from argmap.text.problems import PROBLEM


class Report:
    """The problems found so far, each at an offset into the text."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self._found: list[tuple[int, Finding]] = []

    def add(self, code: str, offset: int, message: str, path: Path = (), hint: str | None = None) -> None:
        """Note a problem of the kind ``code`` at ``offset``; its usual hint unless another is given."""
        problem = PROBLEM[code]
        said = problem.hint if hint is None else hint
        finding = Finding(code, problem.severity, message, said, path, self.lines.place(offset))
        self._found.append((offset, finding))

    def forget(self, code: str, offset: int) -> None:
        """Take back the problems of one kind at ``offset`` and after it."""
        self._found = [(at, finding) for at, finding in self._found if at < offset or finding.code != code]

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
        ordered = sorted(self._found, key=lambda found: found[0])
        return tuple(dict.fromkeys(finding for _, finding in ordered))

    @property
    def placed(self) -> list[tuple[int, Finding]]:
        """The problems with their offsets, in the order of the file."""
        return sorted(dict.fromkeys(self._found), key=lambda found: found[0])


def silent(text: str) -> Report:
    """A report for composing ``text`` again that was read before."""
    return Report(Lines("", text))
