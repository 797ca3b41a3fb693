"""What works on a machine and what to do about the rest, as the plain text that ``argmap doctor`` prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from argmap.escape import one_line

State = Literal["works", "optional", "problem"]
"""``optional``: missing, and only some need it."""

SIGNS: Mapping[State, str] = {"works": "ok", "optional": "-", "problem": "PROBLEM"}

COMFORTABLE = (80, 24)
"""Columns and lines in which the editor shows all its parts."""


class Check(NamedTuple):
    """One check of the machine: what was found and, where it does not work, what to do."""

    subject: str
    state: State
    found: str
    advice: str = ""


class Terminal(NamedTuple):
    """What is known of the terminal. ``size`` is columns and lines; None where output is no terminal."""

    size: tuple[int, int] | None
    encoding: str
    variables: Mapping[str, str]


def check_terminal(terminal: Terminal) -> Iterable[Check]:
    """Whether the editor can run in a terminal, and whether that shows every letter."""
    told = ", ".join(f"{name}={value}" for name, value in sorted(terminal.variables.items()) if value)
    if terminal.size is None:
        yield Check("Terminal", "optional", _joined("output is not a terminal", told), "The editor needs one.")
    else:
        columns, lines = terminal.size
        size = f"{columns} columns, {lines} lines"
        if terminal.variables.get("TERM") == "dumb":
            advice = "TERM=dumb says that it cannot show a screen: the editor needs another terminal."
            yield Check("Terminal", "problem", _joined(size, told), advice)
        elif columns < COMFORTABLE[0] or lines < COMFORTABLE[1]:
            yield Check("Terminal", "optional", _joined(size, told), "The editor shows more from 80 by 24 on.")
        else:
            yield Check("Terminal", "works", _joined(size, told))
    utf8 = terminal.encoding.lower().replace("-", "").replace("_", "") in {"utf8", "utf8sig"}
    advice = "Set it to UTF-8, on Linux with LANG=C.UTF-8, on Windows with PYTHONUTF8=1."
    yield Check("Encoding", "works" if utf8 else "problem", terminal.encoding, "" if utf8 else advice)


def check_fonts(names: Sequence[str]) -> Check:
    """Which of the families of fonts are installed that PDFs may take letters from besides argmap's own."""
    if not names:
        advice = "PDFs lack letters outside Latin, Greek, Cyrillic and Hebrew: install Noto fonts for your scripts."
        return Check("Fonts", "optional", "Arimo, which comes with argmap, and no other that PDFs can use", advice)
    return Check("Fonts", "works", f"Arimo, which comes with argmap, and {len(names)} families on this machine")


def check_packages(extras: Mapping[str, Mapping[str, str | None]], purposes: Mapping[str, str]) -> Iterable[Check]:
    """Which extras are installed: extra -> package -> its version, None where it is missing."""
    for extra, packages in extras.items():
        missing = [name for name, version in packages.items() if version is None]
        found = ", ".join(f"{name} {version or 'missing'}" for name, version in packages.items())
        advice = f"For {purposes[extra]}: pip install 'argmap[{extra}]'" if missing else ""
        yield Check(f"argmap[{extra}]", "optional" if missing else "works", found, advice)


def as_text(checks: Iterable[Check], private: Mapping[str, str]) -> str:
    """The checks as aligned lines, advice below what it is for. ``private``: text -> what is shown instead of it."""
    lines = []
    for check in checks:
        lines.append(f"{SIGNS[check.state]:<8} {check.subject:<14} {_shown(check.found, private)}")
        if check.advice:
            lines.append(f"{'':<8} {'':<14} {_shown(check.advice, private)}")
    return "".join(f"{line}\n" for line in lines)


def summary(checks: Iterable[Check]) -> str:
    """A sentence that counts the problems."""
    problems = [check.subject for check in checks if check.state == "problem"]
    return f"Does not work: {', '.join(problems)}." if problems else "Everything that argmap needs works."


def _shown(text: str, private: Mapping[str, str]) -> str:
    for secret in sorted(private, key=len, reverse=True):
        text = text.replace(secret, private[secret])
    return one_line(text)


def _joined(*parts: str) -> str:
    return "; ".join(part for part in parts if part)
