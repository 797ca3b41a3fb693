"""Saying in plain words what libyaml could not read, and what to do about it.

Word processors, mail programs and phones replace typed dashes, spaces, bullets and quotation marks by their own. YAML
takes these for text, so its error is often at another place and misleads. Then the character that only looks like a
sign of YAML is named.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from argmap.mapfile.syntax.events import (
    CParser,
    FlowMappingEndToken,
    FlowMappingStartToken,
    FlowSequenceEndToken,
    FlowSequenceStartToken,
    YAMLError,
)
from argmap.mapfile.syntax.problems import PROBLEM, Report
from argmap.model.characters import named
from argmap.model.findings import Finding
from argmap.model.impostors import (
    BULLETS,
    COLONS,
    DASHES,
    DOUBLE_QUOTES,
    NOTHING,
    SINGLE_QUOTES,
    SPACES,
    advice_on,
    correction,
)

QUOTE_IT = "Put the whole text in double quotes."


class Fault(NamedTuple):
    """What libyaml says of an error: what it found at the offset ``at``, while it read what begins at ``opened``."""

    found: str
    doing: str
    text: str
    at: int
    opened: int

    @property
    def char(self) -> str:
        """The character at the error."""
        return self.text[self.at : self.at + 1]

    @property
    def mark(self) -> str:
        """The character that began what could not be read."""
        return self.text[self.opened : self.opened + 1]

    @property
    def line(self) -> str:
        """The line of the error up to it."""
        return self.text[self.text.rfind("\n", 0, self.at) + 1 : self.at]

    @property
    def above(self) -> str:
        """The line above that of the error."""
        end = self.at - len(self.line) - 1
        return self.text[self.text.rfind("\n", 0, max(end, 0)) + 1 : max(end, 0)]


Words = tuple[int, str, str]
"""An offset, what is wrong there, and what to do."""
Say = Callable[[Fault], Words]


def explain(error: Exception, text: str, report: Report) -> None:
    """Report a YAML error of ``text`` as a finding at the place where the mistake was made."""
    problem = getattr(error, "problem", None) or "it is not YAML"
    mark, context_mark = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    at = min(mark.index if mark is not None else _reader_offset(error), len(text))
    opened = context_mark.index if context_mark is not None else at
    fault = Fault(problem, getattr(error, "context", None) or "", text, at, opened)
    if "nesting depth" in problem:
        report.add("AM005", at, PROBLEM["AM005"].sentence)
        return
    say = next(say for found, doing, say in _SAYINGS if found in fault.found and doing in fault.doing)
    at, message, hint = say(fault)
    report.add("AM004", at, message, hint=hint)


def _reader_offset(error: Exception) -> int:
    return int(getattr(error, "position", None) or 0)


def _at(message: str, hint: str) -> Say:
    """Gives the same words for every such fault, at the error."""
    return lambda fault: (fault.at, message, hint)


_tab = _at("Tab used for indentation.", "Indent with spaces.")
_no_space = _at("Missing space after the colon.", "Write a space after the colon.")


def _bad_start(fault: Fault) -> Words:
    if fault.char == "\t":
        return _tab(fault)
    if fault.char == "%" and not fault.line:
        return _directive(fault)
    return fault.at, f"Text that starts with '{fault.char}' needs quotes.", QUOTE_IT


def _directive(fault: Fault) -> Words:
    at = fault.opened if "directive" in fault.doing else fault.at
    if fault.text.startswith("%YAML", at):
        return at, "Unsupported YAML version.", "Delete the line, or write '%YAML 1.2'."
    return at, "A line that begins with '%' is an instruction to YAML.", "Delete it; if it is text, indent it."


def _no_start(fault: Fault) -> Words:
    if fault.text.startswith("%"):
        return (
            fault.at,
            "A line with '%' needs a line '---' between it and the map.",
            "Delete the line with '%'.",
        )
    return fault.at, "Unexpected text after the map.", "Delete it, or the line above that ends the map."


def _quoted(fault: Fault) -> Words:
    if "escape" in fault.found or "hexdecimal" in fault.found:  # as libyaml spells it
        hint = "In double quotes a backslash is written twice; or use single quotes."
        at = fault.text.rfind("\\", fault.opened, fault.at + 1)
        return at, "This backslash does not begin a known character.", hint
    hint = "End it with the same mark. In the text it is written twice if single, after a backslash if double."
    return fault.opened, "Unclosed quotation mark.", hint


def _anchor(fault: Fault) -> Words:
    is_alone = fault.text[fault.opened + 1 : fault.opened + 2] in {" ", "\n"}
    if fault.mark == "*" and is_alone and fault.line.strip() == "*":
        return (
            fault.opened,
            "This is an asterisk (*), not a hyphen (-).",
            "Items of a list begin with a hyphen and a space.",
        )
    return fault.opened, f"Text that starts with '{fault.mark}' needs quotes.", QUOTE_IT


def _brackets(fault: Fault) -> Words:
    if fault.mark == ",":
        return (
            fault.opened,
            "There is nothing before this comma.",
            "Delete it, or put text that contains it in quotes.",
        )
    opened = fault.opened if fault.mark in {"[", "{"} else _last_opened(fault)
    mark = fault.text[opened : opened + 1]
    hint = f"Close it, or put text that begins with '{mark}' in double quotes."
    return opened, f"'{mark}' is not closed.", hint


def _last_opened(fault: Fault) -> int:
    """The offset of the last bracket before the error that is still open there."""
    parser = CParser(fault.text)
    opened = [fault.at]
    try:
        while (token := parser.get_token()) is not None and token.start_mark.index < fault.at:
            if isinstance(token, (FlowSequenceStartToken, FlowMappingStartToken)):
                opened.append(token.start_mark.index)
            elif isinstance(token, (FlowSequenceEndToken, FlowMappingEndToken)) and len(opened) > 1:
                opened.pop()
    except YAMLError:
        return opened[-1]
    return opened[-1]


def _no_colon(fault: Fault) -> Words:
    line_end = fault.text.find("\n", fault.opened)
    line = fault.text[fault.opened : line_end if line_end >= 0 else None].strip()
    if re.match(r"-[^\s-]", line):
        return fault.opened, "Missing space after the dash.", "Write a space after the dash."
    if re.match(r"[\w-]+:\S", line):
        return fault.opened, *_no_space(fault)[1:]
    hint = "Write 'name: value', or indent it further so that it belongs to the text above."
    return fault.opened, "Expected 'name: value'.", hint


def _second_colon(fault: Fault) -> Words:
    name = fault.above.strip()
    indent = len(fault.above) - len(fault.above.lstrip())
    is_first = re.fullmatch(r" *[\w-]+", fault.line) is not None
    if is_first and re.fullmatch(r"[\w-]+", name) and indent < len(fault.line) - len(fault.line.lstrip()):
        at = fault.at - len(fault.line) - 1 - len(fault.above) + indent
        return at, "Missing colon after this name.", f"Write '{name}:'."
    return fault.at, "A second ': ' on this line makes unclear what is text.", QUOTE_IT


def _misfit(fault: Fault) -> Words:
    if fault.line.rstrip().endswith(('"', "'")):
        return fault.at, "Something follows the mark that ends a quoted text.", "Put all of the text in the quotes."
    if not fault.line.strip() and fault.above.lstrip().startswith("#"):
        return fault.at, "A comment interrupts this text.", "Move the comment above its field."
    if fault.char == ":":
        return (
            fault.at,
            "Missing name before this colon.",
            "Write 'name: value', and put text that contains ': ' in quotes.",
        )
    hint = "Compare its indent with theirs; text that begins with a quotation mark ends with it."
    return fault.at, "This line does not fit the lines above it.", hint


_SAYINGS: tuple[tuple[str, str, Say], ...] = (
    ("tab character", "", _tab),
    ("", "directive", _directive),
    ("directive", "", _directive),
    ("incompatible", "", _directive),
    ("cannot start any token", "", _bad_start),
    (
        "mapping values are not allowed",
        "",
        _second_colon,
    ),
    (
        "sequence entries are not allowed",
        "",
        _at("Text begins with '- ', which begins a list.", f"{QUOTE_IT} A list begins on a line of its own."),
    ),
    ("document start", "", _no_start),
    (
        "",
        "block scalar",
        _at(
            "This is not how a text of several lines begins.",
            "Write '>-' or '|-' alone, and the text on lines below.",
        ),
    ),
    ("", "quoted scalar", _quoted),
    ("", "anchor", _anchor),
    ("", "alias", _anchor),
    ("found unexpected ':'", "", _no_space),
    ("", "flow", _brackets),
    ("could not find expected ':'", "", _no_colon),
    ("", "block", _misfit),
    (
        "",
        "",
        lambda fault: (fault.at, f"This cannot be read as YAML: {fault.found}.", f"{QUOTE_IT} Compare the indents."),
    ),
)
"""What libyaml found, while doing what, and how to say so; the first that fits."""


_ODD_SPACE = f"{SPACES}{NOTHING}"
_QUOTES = f"{DOUBLE_QUOTES}{SINGLE_QUOTES}"
_KEY = r"[A-Za-z][\w-]*"
_STRUCTURAL = re.compile(
    rf"^[ \t]*(?:"
    rf"(?P<line>[—…]|[{_ODD_SPACE}])[\s{_ODD_SPACE}]*$"  # a line of its own: what was "---", "..." or empty
    rf"|(?P<indent>[{_ODD_SPACE}])[\s{NOTHING}]*\S"  # in the indent
    rf"|(?P<mark>[{DASHES}{BULLETS}])(?:[\s{SPACES}]|$)"  # the mark of an item
    rf"|-(?P<gap>[{_ODD_SPACE}])"  # after it
    rf"|(?:-\ +)?(?P<quote>[{_QUOTES}]){_KEY}[{_QUOTES}]\s*:"  # quotation marks around a name
    rf"|(?:-\ +)?{_KEY}(?P<before>[{_ODD_SPACE}])[\s{_ODD_SPACE}]*:(?:\s|$)"  # between a name and its colon
    rf"|(?:-\ +)?{_KEY}\ *(?P<colon>[{COLONS}])"  # the colon
    rf"|(?:-\ +)?{_KEY}:(?P<after>[{_ODD_SPACE}])"  # after it
    rf"|(?:-\ +)?{_KEY}:\ +(?P<open>[{_QUOTES}])[^\n]*:\s"  # quotation marks around a value with a colon in it
    rf"|(?:-\ +)?{_KEY}:\ +(?P<bracket>[［｛])"
    rf"|(?P<comment>[＃﹟])"
    rf")",
    re.MULTILINE,
)
_ABOUT_A_WORD = frozenset({"AM012", "AM015", "AM016", "AM020", "AM021"})
_MISLED = frozenset({"AM004", "AM010", "AM012", "AM013", "AM014", "AM022"})


def name_impostors(text: str, report: Report) -> None:
    """Put findings that name the character in place of those of ``report`` that one has led to."""
    if text.isascii():
        return
    lines = text.split("\n")
    named_at: set[int] = set()
    for line in sorted({number for at, _ in report.placed for number in _around(report.line(at), len(lines))}):
        if line in named_at:
            continue
        while line <= len(lines) and (found := _STRUCTURAL.match(lines[line - 1])):
            named_at.add(line)
            _name(found, report, line)
            line += 1
    report.amend(lambda at, finding: _amended(finding, lines, named_at))


def _around(line: int, lines: int) -> range:
    return range(max(line - 1, 1), min(line + 1, lines) + 1)


_SENTENCES = {
    "indent": "There is {} in the indent of this line.",
    "mark": "This is {}, not a hyphen (-), so it begins no item of a list.",
    "gap": "There is {} after this hyphen, so it begins no item of a list.",
    "quote": "There is {} before this name.",
    "before": "There is {} between this name and its colon.",
    "colon": "This is {}, not a colon (:), so it ends no name.",
    "after": "There is {} after this colon.",
    "open": "This is {}, which YAML takes for text, so the ': ' after it divides the text.",
    "bracket": "This is {}, which YAML takes for text.",
    "comment": "This is {}, which begins no comment.",
    "line": "There is nothing but {} on this line.",
}
_ADVICE = {
    "mark": "Type a hyphen and a space.",
    "gap": "Type a space.",
    "after": "Type a space.",
    "before": "Delete it.",
    "quote": "Write the name without quotation marks.",
    "line": "Delete the line.",
}
"""What to do, by the place of the character, where replacing it by the sign that it looks like is not enough."""


def _name(found: re.Match[str], report: Report, line: int) -> None:
    where = found.lastgroup or ""
    char = found[where]
    advice = advice_on(char) if where not in _ADVICE else ""
    hint = _ADVICE.get(where) or f"{advice[0].upper()}{advice[1:]}."
    report.add("AM033", report.offset(line) + found.start(where), _SENTENCES[where].format(named(char)), hint=hint)


def _amended(finding: Finding, lines: list[str], named_at: set[int]) -> Finding | None:
    """The finding with the right hint, or None for one that a named character caused."""
    place = finding.place
    if place is None:
        return finding
    if finding.code in _MISLED and any(line in named_at for line in _around(place.line, len(lines))):
        return None
    if place.line in named_at and finding.code in _ABOUT_A_WORD:
        return None
    if finding.code not in _ABOUT_A_WORD:
        return finding
    word = re.split(r":(?:\s|$)", lines[place.line - 1][place.column - 1 :], maxsplit=1)[0]
    hint = correction(word)
    return finding._replace(hint=hint) if hint else finding
