"""An account of changes as text for a terminal: signs and words carry the meaning, colour is an addition."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from argmap.escape import for_log, for_terminal, one_line
from argmap.excerpt import ended
from argmap.merge.prose import Piece, set_apart
from argmap.report.changes.changes import FIRST, HEADING
from argmap.report.changes.model import Account, ChangeEntry, ChangeLine, Sign, headline
from argmap.vocabulary import CAVEAT

_COLOURS: Mapping[Sign, str] = {"+": "32", "−": "31", "~": "33", "»": "36", "→": "36", "!": "1;33"}

Paint = Callable[[str, str], str]
"""Text and an SGR code -> the text, coloured or unchanged."""


def text(account: Account, title: str, colour: bool = False) -> str:
    """The account in lines with line ends; a single line when nothing changed."""
    return for_log("".join(f"{line}\n" for line in _lines(account, title, coloured if colour else plain)))


def coloured(words: str, code: str) -> str:
    """``words`` in the colour of an SGR code (ECMA-48)."""
    return f"\x1b[{code}m{words}\x1b[0m"


def plain(words: str, code: str) -> str:
    """``words`` unchanged."""
    return words


def _lines(account: Account, title: str, paint: Paint) -> Iterator[str]:
    first = headline(account, title, one_line)
    yield first if account.is_empty else paint(first, "1")
    for heading, lines in ((FIRST, account.first), (HEADING, account.consequences)):
        if lines:
            yield ""
            yield paint(heading, "1")
            for line in lines:
                yield from _leading(line, paint)
    if account.consequences:
        yield f"  ({CAVEAT})"
    for section in account.sections:
        yield ""
        yield paint(section.heading, "1")
        for entry in section.entries:
            yield from _entry(entry, paint)


def _leading(line: ChangeLine, paint: Paint) -> Iterator[str]:
    """A line of the first parts: a sentence, a reworded text below it, and what follows from that."""
    if not line.pieces:
        yield f"  {_signed(line.sign, paint)} {ended(one_line(line.words))}"
        return
    yield f"  {_signed(line.sign, paint)} {one_line(line.words)}:"
    yield f"      {marked(line.pieces, paint)}"
    if line.after:
        yield f"      {ended(one_line(line.after))}"


def entry_lines(account: Account, paint: Paint) -> Iterator[str]:
    """The changed things without headings and consequences."""
    for section in account.sections:
        for entry in section.entries:
            yield from _entry(entry, paint)


def _entry(entry: ChangeEntry, paint: Paint) -> Iterator[str]:
    if entry.id:
        name = f"{one_line(entry.name)}  " if entry.name else ""
        yield f"  {_signed(entry.sign, paint)} {name}{paint(f'[{one_line(entry.id)}]', _COLOURS[entry.sign])}"
    whole = entry.sign in {"+", "−"}
    for line in entry.lines:
        yield from _line(line, whole, paint)


def _line(line: ChangeLine, whole: bool, paint: Paint) -> Iterator[str]:
    sign = " " if whole else _signed(line.sign, paint)
    colon = ":" if line.pieces else ""
    yield f"      {sign} {one_line(line.words)}{colon}"
    if line.pieces:
        yield f"          {marked(line.pieces, paint)}"


def _signed(sign: Sign, paint: Paint) -> str:
    return paint(sign, _COLOURS[sign])


def marked(pieces: Iterable[Piece], paint: Paint = plain) -> str:
    """A reworded text on one line with ``[-removed-] {+added+}`` words, as ``git diff --word-diff`` marks them."""
    found: list[str] = []
    for kind, words in set_apart(pieces):
        safe = for_terminal(words).replace("\n", " ")
        if kind == "same":
            found.append(safe)
        else:
            found.append(paint(f"[-{safe}-]", "31") if kind == "old" else paint(f"{{+{safe}+}}", "32"))
    return "".join(found)
