"""Every problem that reading a map file can find, in one table, and the collection of those of one file.

Codes are stable and never reused.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

from argmap.mapfile.syntax.positions import Lines
from argmap.model.findings import Finding, Path, ReadingRefused, Severity


class Problem(NamedTuple):
    """One kind of reading problem: its code, short name and meaning, and an example file with it and one without.

    ``refuses``: a file with this problem cannot be read as a map. Otherwise it opens, with a finding of this
    severity.
    """

    code: str
    name: str
    sentence: str
    bad: str
    good: str
    hint: str
    severity: Severity = "error"
    refuses: bool = True


PROBLEMS: tuple[Problem, ...] = (
    Problem(
        "AM001",
        "not-utf-8",
        "The file is not valid UTF-8.",
        "title: Caf\\xe9        (saved as Latin-1)",
        "title: Café        (saved as UTF-8)",
        "Save the file as UTF-8 in your text editor.",
    ),
    Problem(
        "AM002",
        "control-character",
        "The file contains a control character.",
        'text: "Growth\\x1b[2Jfirst"',
        "text: Growth first",
        "Delete the character, or its escape.",
    ),
    Problem(
        "AM003",
        "merge-conflict",
        "The file contains git conflict markers.",
        "<<<<<<< HEAD\n    text: Growth first\n=======\n    text: Growth\n>>>>>>> other",
        "    text: Growth first",
        "Merge both sides by claim and field: 'argmap edit FILE', or 'argmap git install', then "
        "'git checkout --merge -- FILE'. By hand, keep one version and delete the marker lines.",
    ),
    Problem(
        "AM004",
        "not-yaml",
        "Invalid YAML from here.",
        "text: @home is where growth begins",
        'text: "@home is where growth begins"',
        "Put the text in double quotes, or check the indentation.",
    ),
    Problem(
        "AM005",
        "too-deep",
        "Nested more than 32 levels deep.",
        "tags: [[[[[[[[ ... ]]]]]]]]",
        "tags: [growth]",
        "Put text that begins with a bracket in double quotes.",
    ),
    Problem(
        "AM006",
        "anchor-or-alias",
        "YAML anchors (&name) and aliases (*name) are not supported.",
        "text: &idea Growth first",
        'text: "&idea Growth first"',
        "Put text in double quotes. Use ids to refer to claims.",
    ),
    Problem(
        "AM007",
        "merge-key",
        "The YAML merge key (<<) is not supported.",
        "dsit:\n  <<: *department",
        "dsit:\n  kind: government",
        "Write the fields out.",
    ),
    Problem(
        "AM008",
        "tag",
        "YAML tags (!name) are not supported.",
        "text: !important Growth first",
        'text: "!important Growth first"',
        "Put text in double quotes, or delete the tag.",
    ),
    Problem(
        "AM009",
        "several-documents",
        "The file contains more than one YAML document.",
        "argmap: 1\n---\nargmap: 1",
        "argmap: 1",
        "Keep one map in a file: delete the line '---' and what does not belong.",
    ),
    Problem(
        "AM010",
        "not-a-name",
        "A field name must be plain text followed by a colon.",
        "? [text]\n: Growth first",
        "text: Growth first",
        "Write 'name: value'.",
    ),
    Problem(
        "AM011",
        "repeated-key",
        "Duplicate field.",
        "text: Growth first\ntext: Growth last",
        "text: Growth first",
        "Keep one of the two.",
    ),
    Problem(
        "AM012",
        "unknown-field",
        "Unknown field.",
        "suports:\n  - growth",
        "supports:\n  - growth",
        "'argmap schema' lists every field; 'argmap help format' describes them.",
    ),
    Problem(
        "AM013",
        "missing-field",
        "A required field is missing or empty.",
        "claims:\n  growth:\n    note: No text yet",
        "claims:\n  growth:\n    text: Growth comes first.",
        "Add the field.",
    ),
    Problem(
        "AM014",
        "wrong-kind",
        "Wrong type of value.",
        "supports: growth",
        "supports:\n  - growth",
        "Use the type of this field: text, a list, or names with values.",
    ),
    Problem(
        "AM015",
        "not-a-choice",
        "Invalid value.",
        "positions:\n  dsit: agree",
        "positions:\n  dsit: agrees",
        "Use one of the words listed.",
    ),
    Problem(
        "AM016",
        "not-an-id",
        "Invalid id: use lowercase letters, digits and hyphens, starting with a letter.",
        "claims:\n  Growth First:\n    text: Growth comes first.",
        "claims:\n  growth-first:\n    text: Growth comes first.",
        "Rename it.",
    ),
    Problem(
        "AM017",
        "repeated-id",
        "This id is already used in another section.",
        "claims:\n  growth: ...\nsources:\n  growth: ...",
        "claims:\n  growth: ...\nsources:\n  growth-report: ...",
        "Rename one of the two.",
    ),
    Problem(
        "AM018",
        "repeated-reason",
        "A claim can be linked to another claim only once.",
        "supports:\n  - growth\n  - growth",
        "supports:\n  - growth",
        "Keep one. Add a separate claim for a second reason.",
    ),
    Problem(
        "AM019",
        "newer-format",
        "The file is in a newer format than this argmap reads.",
        "argmap: 2",
        "argmap: 1",
        "Install a newer argmap.",
    ),
    Problem(
        "AM020",
        "not-a-format",
        "'argmap' must be the format number.",
        "argmap: yes",
        "argmap: 1",
        "Write 'argmap: 1'.",
    ),
    Problem(
        "AM021",
        "unsafe-web-address",
        "Unsafe or unsupported web address.",
        "url: javascript:alert(1)",
        "url: https://www.gov.uk/",
        "Use a web address that begins with https://, http://, mailto: or doi:.",
    ),
    Problem(
        "AM022",
        "not-a-map",
        "The file is not a map.",
        "- growth",
        "argmap: 1\ntitle: Growth\nclaims: {}",
        "Run 'argmap new FILE' to create a map.",
    ),
    Problem(
        "AM023",
        "bare-carriage-return",
        "Stray carriage return.",
        "title: Growth\\rclaims:",
        "title: Growth\nclaims:",
        "Save the file with Unix or Windows line ends.",
    ),
    Problem(
        "AM024",
        "unseen-line-break",
        "Unusual line-break character.",
        'text: "Growth\\u2028first"        (the character itself)',
        'text: "Growth\\Lfirst"',
        "Replace it with a space or a line end, or write \\N, \\L or \\P in double quotes.",
    ),
    Problem(
        "AM030",
        "reordering-character",
        "Text-direction control character: the text may not be what it looks like.",
        'text: "Growth \\u202Etsrif"',
        "text: Growth first",
        "Delete the character unless the text is in a right-to-left script that needs it.",
        severity="warning",
        refuses=False,
    ),
    Problem(
        "AM031",
        "cut-at-hash",
        "A space and '#' begin a comment, so the text ends before them.",
        "text: The plan is priority #1 for growth",
        'text: "The plan is priority #1 for growth"',
        "Put the whole text in double quotes. Write two spaces before a comment.",
        severity="warning",
        refuses=False,
    ),
    Problem(
        "AM032",
        "unresolved-conflict",
        "Unresolved merge conflict.",
        "    # CONFLICT: both sides changed text; this is ours. Keep one, then delete these lines.\n"
        "    #   at: claims / growth / text\n"
        '    #   theirs: "Growth comes second."\n    text: Growth comes first.',
        "    text: Growth comes first.",
        "Run 'argmap resolve', or keep one version and delete the comment.",
        refuses=False,
    ),
    Problem(
        "AM033",
        "impostor-character",
        "A character looks like a YAML sign and is another character.",
        "supports:\n  – growth        (an en dash)",
        "supports:\n  - growth",
        "Retype the sign in a plain text editor.",
    ),
    Problem(
        "AM034",
        "overlong-short",
        "A short text has more than 40 characters.",
        "short: The Department for Science, Innovation and Technology",
        "short: DSIT",
        "Shorten it. Another field has the whole text.",
        severity="warning",
        refuses=False,
    ),
    Problem(
        "AM035",
        "malformed-value",
        "Invalid language tag, path of a copy or SHA-256 digest.",
        "language: French",
        "language: fr",
        "Use a tag such as 'fr', a path such as 'sources/report.pdf', or 64 hexadecimal digits.",
        severity="warning",
        refuses=False,
    ),
)

PROBLEM: dict[str, Problem] = {problem.code: problem for problem in PROBLEMS}
"""The same by code."""


MOST_OF_A_KIND = 10_000
"""The number of problems of one kind that are listed; a binary file may have millions."""

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
        """Replace each problem by ``amended`` of it and its offset; None removes it."""
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
    """A report for composing a ``text`` that has been read before."""
    return Report(Lines("", text))
