"""Saying in plain words what libyaml could not read, and what to do about it."""

from __future__ import annotations

import re

from argmap.text.report import Report

QUOTE_IT = "Put the whole text in double quotes."


def explain(error: Exception, text: str, report: Report) -> None:
    """Report a YAML error of ``text`` as a finding at the place where the mistake was made."""
    problem = getattr(error, "problem", None) or "it is not YAML"
    mark, context_mark = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    at = min(mark.index if mark is not None else _reader_offset(error), len(text))
    context = getattr(error, "context", None) or ""
    opened = context_mark.index if context_mark is not None else at
    at, message, hint = _in_words(problem, context, text, at, opened)
    report.add("AM004", at, message, hint=hint)


def _reader_offset(error: Exception) -> int:
    return int(getattr(error, "position", None) or 0)


def _in_words(problem: str, context: str, text: str, at: int, opened: int) -> tuple[int, str, str]:
    char = text[at : at + 1]
    line = text[text.rfind("\n", 0, at) + 1 : at]
    if "cannot start any token" in problem:
        return _bad_start(char, line, at)
    if "mapping values are not allowed" in problem:
        return at, "A second ': ' stands on this line, so it is not clear what is text.", QUOTE_IT
    if "quoted scalar" in context:
        return opened, "A quotation mark opens here and the text it begins never ends well.", _quote_hint(problem)
    if "anchor" in context or "alias" in context:
        return (
            opened,
            f"Text begins with '{text[opened : opened + 1]}', which means something else in YAML.",
            QUOTE_IT,
        )
    if "directive" in context:
        return opened, "Text begins with '%', which means something else in YAML.", QUOTE_IT
    if "flow" in context:
        return (
            opened,
            f"'{text[opened : opened + 1]}' opens a list here that is not closed well.",
            (f"Close it, or put text that begins with '{text[opened : opened + 1]}' in double quotes."),
        )
    if "could not find expected ':'" in problem:
        return _no_colon(text, opened)
    if "block mapping" in context or "block collection" in context or "block sequence" in context:
        return (
            at,
            "This line does not fit the lines above it.",
            ("Compare its indent with theirs; text that begins with a quotation mark ends with it."),
        )
    return at, f"This cannot be read as YAML: {problem}.", "Put text in double quotes, and compare the indents."


def _bad_start(char: str, line: str, at: int) -> tuple[int, str, str]:
    if char == "\t":
        return at, "A tab stands where the indent or a value should.", "Indent with spaces."
    return at, f"Text begins with '{char}', which means something else in YAML.", QUOTE_IT


def _quote_hint(problem: str) -> str:
    if "escape" in problem:
        return "In double quotes a backslash is written twice; or use single quotes."
    return "End it with the same mark; a mark inside single quotes is written twice, inside double quotes after a \\."


def _no_colon(text: str, opened: int) -> tuple[int, str, str]:
    line_end = text.find("\n", opened)
    line = text[opened : line_end if line_end >= 0 else None].strip()
    if re.match(r"[\w-]+:\S", line):
        return opened, "A field's name and its value are not set apart.", "Write a space after the colon."
    return (
        opened,
        "This line is neither a field nor the text of one.",
        ("Write 'name: value', or indent it further so that it belongs to the text above."),
    )
