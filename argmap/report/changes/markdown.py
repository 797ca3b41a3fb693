"""An account of changes as GitHub-flavoured Markdown for one pull-request comment: tables, without
HTML and mentions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from argmap.escape import for_markdown
from argmap.merge.prose import Piece
from argmap.report.changes.changes import HEADING
from argmap.report.changes.model import Account, ChangeEntry, ChangeLine, ChangeSection
from argmap.vocabulary import CAVEAT, CHANGE_WORDS, counted

MOST_CHARACTERS = 65_536
"""The limit of one GitHub comment."""

LONGEST_CELL = 2_000
"""The most characters of one table cell; longer texts are marked as cut."""

_WORD_JOINER = "\u2060"
_WORDS = {**CHANGE_WORDS, "!": f"**{CHANGE_WORDS['!']}**"}


def markdown(account: Account, title: str, most: int = MOST_CHARACTERS) -> str:
    """The account in at most ``most`` characters; rows past that are left out and counted."""
    if not account.count:
        return f"### {for_markdown(title)}: no changes\n"
    lines = list(_lines(account, title))
    size = sum(_size(line) for line, _ in lines)
    if size <= most:
        return "".join(f"{line}\n" for line, _ in lines)
    return _cut(lines, most)


def _size(line: str) -> int:
    """The length of a line and its line end in UTF-16 units, as GitHub counts."""
    return len(line.encode("utf-16-le")) // 2 + 1


def _cut(lines: list[tuple[str, bool]], most: int) -> str:
    """The first lines that fit, and a line that counts the rows left out."""
    budget = most - 200
    kept: list[str] = []
    for number, (line, _) in enumerate(lines):
        budget -= _size(line)
        if budget < 0:
            left = sum(is_row for _, is_row in lines[number:])
            return (
                "".join(f"{one}\n" for one in _closed(kept))
                + f"\n… and {left:,} more rows. 'argmap diff' shows all.\n"
            )
        kept.append(line)
    return "".join(f"{line}\n" for line in kept)


def _closed(lines: list[str]) -> list[str]:
    """The lines without headings and table heads at the end that have no rows."""
    while lines and (not lines[-1] or lines[-1].startswith(("#", "| --", "| Claim", "| What", "| |"))):
        lines.pop()
    return lines


def _lines(account: Account, title: str) -> Iterator[tuple[str, bool]]:
    """The lines, each with whether it is a row to count."""
    yield f"### {for_markdown(title)}: {counted(account.count, 'change')}", False
    if account.consequences:
        yield "", False
        yield f"#### {HEADING}", False
        yield "", False
        for line in account.consequences:
            yield f"- {'**!** ' if line.sign == '!' else ''}{_short(for_markdown(line.words))}.", True
        yield "", False
        yield CAVEAT, False
    for section in account.sections:
        yield from _table(section)


def _table(section: ChangeSection) -> Iterator[tuple[str, bool]]:
    yield "", False
    yield f"#### {section.heading}", False
    yield "", False
    yield "| | What | Id |", False
    yield "| --- | --- | --- |", False
    for entry in section.entries:
        for row in _rows(entry):
            yield row, True


def _rows(entry: ChangeEntry) -> Iterator[str]:
    whole = entry.sign in {"+", "−"}
    if entry.id:
        yield f"| {_WORDS[entry.sign]} | {_short(for_markdown(entry.name))} | {for_markdown(entry.id)} |"
    for line in entry.lines:
        yield f"| {'' if whole else _WORDS[line.sign]} | {_line(line)} | |"


def _line(line: ChangeLine) -> str:
    if not line.pieces:
        return _short(for_markdown(line.words))
    return f"{for_markdown(line.words)}: {_marked(line.pieces)}"


def _short(escaped: str) -> str:
    """A cell's text, cut at a space so that no escape is split."""
    if len(escaped) <= LONGEST_CELL:
        return escaped
    return escaped[:LONGEST_CELL].rsplit(" ", 1)[0].rstrip("\\&") + " … (cut)"


def _marked(pieces: Iterable[Piece]) -> str:
    """A reworded text: removed words struck through, added words in bold."""
    found: list[str] = []
    left = LONGEST_CELL
    for kind, words in pieces:
        shown = _piece(kind, words)
        left -= len(shown)
        if left < 0:
            found.append(" … (cut)")
            break
        found.append(shown)
    return "".join(found)


def _piece(kind: str, words: str) -> str:
    core = words.strip()
    if not core:
        return " "
    lead, tail = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    safe = for_markdown(core)
    if kind != "same":
        mark = "~~" if kind == "old" else "**"
        # The joiners keep the marks working beside punctuation and letters (CommonMark 6.2, flanking).
        safe = f"{mark}{_WORD_JOINER}{safe}{_WORD_JOINER}{mark}"
    return f"{' ' if lead else ''}{safe}{' ' if tail else ''}"
