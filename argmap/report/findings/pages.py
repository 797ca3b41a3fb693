"""The page of each rule, for ``argmap explain`` and the documents: what it finds, why, bad and good examples."""

from __future__ import annotations

import textwrap
from functools import cache
from typing import NamedTuple

from argmap.check.rules import RULES
from argmap.mapfile.syntax.problems import PROBLEMS
from argmap.model.findings import Severity

CHAPTERS = {
    "AM0": "File errors",
    "AM1": "Consistency errors",
    "AM2": "Gaps in the debate",
    "AM3": "Texts, dates and characters",
    "AM4": "Quotes and copies of sources",
}
"""Beginning of a code -> the topic of its rules."""

FIXABLE = frozenset({"AM030", "AM110", "AM111", "AM116", "AM307", "AM309"})
"""The codes whose findings ``argmap check --fix`` can fix."""


class RulePage(NamedTuple):
    """The description of one code."""

    code: str
    name: str
    level: Severity
    sentence: str
    why: str
    bad: str
    good: str

    @property
    def fixable(self) -> bool:
        """Whether ``argmap check --fix`` can fix some of its findings."""
        return self.code in FIXABLE


@cache
def pages() -> dict[str, RulePage]:
    """Every page by code, in the order of the codes."""
    found = [
        RulePage(
            one.code, one.name, one.severity, one.sentence, "", one.bad.rstrip() + "\n", one.good.rstrip() + "\n"
        )
        for one in PROBLEMS
    ]
    found += [RulePage(one.code, one.name, one.level, one.sentence, one.why, one.bad, one.good) for one in RULES]
    return {page.code: page for page in sorted(found, key=lambda page: page.code)}


@cache
def names() -> dict[str, str]:
    """Code -> name of every rule and reading problem. Fast: it parses no docstring."""
    return {one.code: one.name for one in PROBLEMS} | {one.code: one.name for one in RULES}


@cache
def names_of_several() -> dict[str, str]:
    """By code, what several findings of it say after their number: ``claims have no position``."""
    return {one.code: f"findings of '{one.name}'" for one in PROBLEMS} | {one.code: one.several for one in RULES}


def page_of(code_or_name: str) -> RulePage | None:
    """The page of a code (``AM205``, in any case) or a name (``unanswered-objection``)."""
    wanted = code_or_name.strip()
    by_code = pages().get(wanted.upper())
    return by_code or next((page for page in pages().values() if page.name == wanted.lower()), None)


def table() -> str:
    """Every code with its name and sentence, by chapter, as plain text."""
    lines: list[str] = []
    for beginning, about in CHAPTERS.items():
        lines += ["", about, ""] if lines else [about, ""]
        lines += [
            f"  {page.code}  {page.level:<7}  {page.name:<26}  {page.sentence}"
            for page in pages().values()
            if page.code.startswith(beginning)
        ]
    return "\n".join(lines) + "\n"


def as_text(page: RulePage) -> str:
    """One page as plain text."""
    parts = [f"{page.code} {page.name} ({page.level})"]
    parts += [textwrap.fill(prose, 88) for prose in (page.sentence, page.why) if prose]
    parts += [f"Bad:\n\n{_indented(page.bad)}", f"Good:\n\n{_indented(page.good)}"]
    if page.fixable:
        parts.append("'argmap check --fix' can fix this.")
    return "\n\n".join(parts) + "\n"


def _indented(block: str) -> str:
    return textwrap.indent(block.rstrip("\n"), "    ")


def as_markdown() -> str:
    """``docs/reference/findings.md``: a table of all rules and a page for each."""
    parts = [_INTRODUCTION]
    for beginning, about in CHAPTERS.items():
        chapter = [page for page in pages().values() if page.code.startswith(beginning)]
        rows = "\n".join(_row(page) for page in chapter)
        parts.append(f"## {about}\n\n| Code | Name | Level | What it finds |\n| --- | --- | --- | --- |\n{rows}")
    parts.append("## The rules one by one")
    parts += [_section(page) for page in pages().values()]
    return "\n\n".join(parts) + "\n"


_INTRODUCTION = """\
# Findings

What `argmap check` finds, by code. `argmap explain CODE` prints one entry in the terminal.

Errors and warnings make `argmap check` exit with 1, and with `--strict` all findings do.
It exits with 2 for a file that cannot be read as a map: codes AM0, except AM032."""


def _row(page: RulePage) -> str:
    return (
        f"| [{page.code}](#{page.code.lower()}-{page.name}) | {page.name} | {page.level} | {_prose(page.sentence)} |"
    )


def _section(page: RulePage) -> str:
    prose = "\n\n".join(_prose(part) for part in (page.sentence, page.why) if part)
    fixed = "\n\n`argmap check --fix` can fix this." if page.fixable else ""
    return (
        f"### {page.code} {page.name}\n\n{prose} Level: {page.level}.{fixed}\n\n"
        f"Bad:\n\n```yaml\n{page.bad}```\n\nGood:\n\n```yaml\n{page.good}```"
    )


def _prose(text: str) -> str:
    # Our own words, not a map's: only what would be taken for markup is put in code.
    return text.replace("<<", "`<<`").replace("|", "\\|").replace("*name", "\\*name")
