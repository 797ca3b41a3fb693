"""An account of changes as GitHub-flavoured Markdown for one pull-request comment.

What to look at first is in a few lines that are read in a minute; the rest is folded, in tables. Text of the map
makes no markup, HTML or mention.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple

from argmap.escape import for_markdown
from argmap.excerpt import ended, excerpt
from argmap.merge.prose import Piece, in_context, set_apart
from argmap.report.changes.changes import FIRST, HEADING
from argmap.report.changes.claims import REWORDED
from argmap.report.changes.model import Account, ChangeEntry, ChangeLine, ChangeSection, headline
from argmap.vocabulary import CAVEAT, CHANGE_WORDS, counted

MOST_CHARACTERS = 65_536
"""The limit of one GitHub comment."""

MOST_LINES = 7
"""Lines that are shown before the rest is folded."""

LONGEST_CELL = 2_000
"""The most characters of one table cell; longer texts are marked as cut."""

LONGEST_NAME = 120
"""The most characters of a name in the heading."""

LONGEST_LINE = 400
"""The most characters of one line before the fold."""

_WORD_JOINER = "\u2060"
_WORDS = {**CHANGE_WORDS, "!": f"**{CHANGE_WORDS['!']}**"}


class MarkdownStyle(NamedTuple):
    """How the account is written: its longest size, the lines before the fold, a Mermaid picture of the changes, and
    the web address of the new file, for links to its lines.
    """

    most_characters: int = MOST_CHARACTERS
    most_lines: int = MOST_LINES
    picture: str = ""
    address: str = ""


def markdown(account: Account, title: str, style: MarkdownStyle | None = None) -> str:
    """The account in at most ``style.most_characters``; rows past that are left out and counted."""
    style = style or MarkdownStyle()
    head = [f"### {headline(account, title, _heading)}"]
    shown, folded = _divided(account, style)
    head += ["", *(_leading(line, style) for line in shown)] if shown else []
    if account.consequences:
        head += ["", CAVEAT]
    rest = list(_rest(account, folded, style)) if not account.is_empty else []
    picture = _picture(style.picture) if style.picture else []
    budget = style.most_characters - sum(map(_size, head))
    fits = picture and sum(_size(line) for line in picture) <= budget // 2
    kept = _fitting(rest, budget - (sum(map(_size, picture)) if fits else 0), _number(account, opened=not shown))
    return "".join(f"{line}\n" for line in [*head, *(picture if fits else []), *kept])


def _heading(name: str) -> str:
    """The name of a file, or what became of it, in a heading."""
    return for_markdown(excerpt(name, LONGEST_NAME))


def _divided(account: Account, style: MarkdownStyle) -> tuple[list[ChangeLine], Account]:
    """The lines to show, the important ones first, and an account of those that are folded.

    The lines take a third of the characters at most.
    """
    both = [*account.first, *account.consequences]
    ranked = [*(line for line in both if line.sign == "!"), *(line for line in both if line.sign != "!")]
    sizes = accumulate(_size(_leading(line, style)) for line in ranked[: style.most_lines])
    most = sum(size <= style.most_characters // 3 for size in sizes)
    shown = ranked[:most]
    left = {id(line) for line in ranked[most:]}
    return shown, Account(
        tuple(line for line in account.first if id(line) in left),
        tuple(line for line in account.consequences if id(line) in left),
        account.sections,
        account.count,
    )


def _leading(line: ChangeLine, style: MarkdownStyle) -> str:
    """An item of the list before the fold."""
    mark = "**!** " if line.sign == "!" else ""
    if not line.pieces:
        words = ended(_short(_with_link(line, style), LONGEST_LINE))
        return f"- {mark}{words}"
    after = f"  \n  {ended(_short(for_markdown(line.after), LONGEST_LINE))}" if line.after else ""
    return f"- {mark}{for_markdown(line.words)}: {_marked(in_context(line.pieces), LONGEST_LINE)}{after}"


def _with_link(line: ChangeLine, style: MarkdownStyle) -> str:
    """The words of a line, in which the number of a line of the file is a link to it."""
    words = for_markdown(line.words)
    if line.line is None or not style.address:
        return words
    said = f"line {line.line}"
    return words.replace(said, f"[{said}]({_safe_address(style.address)}#L{line.line})", 1)


def _safe_address(address: str) -> str:
    """A web address as the target of a Markdown link."""
    return re.sub(
        r"[^A-Za-z0-9/:.?&=%+@~_-]", lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), address
    )


def _picture(mermaid: str) -> list[str]:
    fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", mermaid)), 3)
    return [
        "",
        "<details><summary>Picture of the changes</summary>",
        "",
        f"{fence}mermaid",
        *mermaid.rstrip("\n").split("\n"),
        fence,
        "",
        "</details>",
    ]


class _Row(str):
    """A line that is counted when it is left out."""

    __slots__ = ()


def _number(account: Account, opened: bool) -> str:
    """Begins the folded part; it is ``opened`` where nothing is before it."""
    tag = "<details open>" if opened else "<details>"
    what = f"All {counted(account.count, 'change')}" if account.count > 1 else "The change"
    return f"{tag}<summary>{what}</summary>"


def _rest(account: Account, folded: Account, style: MarkdownStyle) -> Iterator[str]:
    for heading, lines in ((FIRST, folded.first), (HEADING, folded.consequences)):
        if lines:
            yield ""
            yield f"#### {heading}, continued"
            yield ""
            for line in lines:
                yield _Row(_leading(line, style))
    for section in account.sections:
        yield from _table(section)


def _size(line: str) -> int:
    """The length of a line and its line end in UTF-16 units, as GitHub counts."""
    return len(line.encode("utf-16-le")) // 2 + 1


def _fitting(lines: list[str], most: int, opening: str) -> list[str]:
    """The folded part with as many of its lines as fit, and a line that counts the rows left out."""
    if not lines:
        return []
    budget = most - _size(opening) - 220
    kept: list[str] = []
    for number, line in enumerate(lines):
        budget -= _size(line)
        if budget < 0:
            left = sum(isinstance(one, _Row) for one in lines[number:])
            note = f"… and {left:,} more {'row' if left == 1 else 'rows'}. 'argmap diff' shows all."
            return ["", opening, *_closed(kept), "", note, "", "</details>"]
        kept.append(line)
    return ["", opening, *kept, "", "</details>"]


def _closed(lines: list[str]) -> list[str]:
    """The lines without headings and table heads at the end that have no rows."""
    while lines and not isinstance(lines[-1], _Row):
        lines.pop()
    return lines


def _table(section: ChangeSection) -> Iterator[str]:
    yield ""
    yield f"#### {section.heading}"
    yield ""
    yield "| | What | Id |"
    yield "| --- | --- | --- |"
    for entry in section.entries:
        for row in _rows(entry):
            yield _Row(row)


def _rows(entry: ChangeEntry) -> Iterator[str]:
    """The rows of one thing. A new wording replaces its name, with the words that differ marked."""
    whole = entry.sign in {"+", "−"}
    reworded = next((line for line in entry.lines if line.words == REWORDED and line.pieces), None)
    if entry.id:
        word = REWORDED if reworded else _WORDS[entry.sign]
        name = _marked(reworded.pieces) if reworded else _short(for_markdown(entry.name))
        yield f"| {word} | {name} | {for_markdown(entry.id)} |"
    for line in entry.lines:
        if line is not reworded:
            yield f"| {'' if whole else _WORDS[line.sign]} | {_line(line)} | |"


def _line(line: ChangeLine) -> str:
    if not line.pieces:
        return _short(for_markdown(line.words))
    return f"{for_markdown(line.words)}: {_marked(line.pieces)}"


def _short(escaped: str, most: int = LONGEST_CELL) -> str:
    """A cell's text, cut at a space so that no escape is split."""
    if len(escaped) <= most or "](" in escaped:
        return escaped
    return escaped[:most].rsplit(" ", 1)[0].rstrip("\\&") + " … (cut)"


def _marked(pieces: Iterable[Piece], most: int = LONGEST_CELL) -> str:
    """A reworded text: removed words struck through, added words in bold."""
    found: list[str] = []
    left = most
    for kind, words in set_apart(pieces):
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
