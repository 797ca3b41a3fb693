"""An account of changes as one self-contained HTML page without scripts: the picture, then the changes in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from argmap.escape import for_terminal, for_xml
from argmap.excerpt import ended
from argmap.merge.prose import set_apart
from argmap.report.changes.changes import FIRST, HEADING
from argmap.report.changes.model import Account, ChangeEntry, ChangeLine, headline
from argmap.vocabulary import CAVEAT, CHANGE_WORDS, counted

_LIGHT = "--line: #c9c9c9; --new: #0b6b2e; --old: #a4161a;"
_DARK = "--line: #4a4a4a; --new: #6fd391; --old: #ff9a9a;"

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 76rem; padding: 0 1rem; }
figure { margin: 1rem 0; overflow: auto; border: 1px solid var(--line); border-radius: 8px; }
figure svg { display: block; max-width: 100%; height: auto; }
article { border-left: 4px solid var(--line); margin: .8rem 0; padding-left: .8rem; }
article.added { border-color: var(--new); } article.removed { border-color: var(--old); }
h3 { font-size: 1rem; margin: 0; }
ul { margin: .2rem 0; } ins { color: var(--new); } del { color: var(--old); }
.look { font-weight: bold; } .after { font-weight: normal; } .caveat { opacity: .75; }
"""


class Drawn(NamedTuple):
    """An account with its title and its picture, which is safe SVG, or empty."""

    account: Account
    title: str
    picture: str


def page(maps: Sequence[Drawn], scheme: str = "light dark") -> str:
    """The page of one map or several; ``scheme`` is a CSS color-scheme."""
    return "".join(f"{line}\n" for line in _lines(maps, scheme))


def _colours(scheme: str) -> str:
    rule = f":root {{ color-scheme: {scheme}; {_DARK if scheme == 'dark' else _LIGHT} }}"
    if scheme != "light dark":
        return rule
    return f"{rule}\n@media screen and (prefers-color-scheme: dark) {{ :root {{ {_DARK} }} }}"


def _seen(text: str) -> str:
    """``text`` escaped as HTML content, with invisible and reordering characters made visible."""
    return for_xml(for_terminal(text))


def _lines(maps: Sequence[Drawn], scheme: str) -> Iterator[str]:
    name = _seen(maps[0].title) if len(maps) == 1 else f"Changes of {counted(len(maps), 'map')}"
    yield "<!DOCTYPE html>"
    yield '<html lang="en"><head><meta charset="utf-8">'
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{name}</title><style>{_colours(scheme)}{_STYLE}</style></head><body><main>"
    for one in maps:
        yield from _of_map(one)
    if not maps:
        yield "<h1>No changes</h1>"
    yield "</main></body></html>"


def _of_map(one: Drawn) -> Iterator[str]:
    account = one.account
    yield f"<h1>{headline(account, one.title, _seen)}</h1>"
    for heading, lines in ((FIRST, account.first), (HEADING, account.consequences)):
        if lines:
            yield f"<h2>{heading}</h2><ul>"
            for line in lines:
                yield f"{_item(line)}{_line(line, ended)}</li>"
            yield "</ul>"
    if account.consequences:
        yield f'<p class="caveat">{_seen(CAVEAT)}</p>'
    if one.picture:
        yield f"<figure>{one.picture}</figure>"
    for section in account.sections:
        yield f"<h2>{section.heading}</h2>"
        for entry in section.entries:
            yield from _entry(entry)


def _entry(entry: ChangeEntry) -> Iterator[str]:
    word = CHANGE_WORDS[entry.sign]
    yield f'<article class="{word}">'
    if entry.id:
        yield f"<h3>{word.capitalize()}: {_seen(entry.name or entry.id)}</h3>"
    if entry.lines:
        yield "<ul>"
        for line in entry.lines:
            yield f"{_item(line)}{_line(line)}</li>"
        yield "</ul>"
    yield "</article>"


def _item(line: ChangeLine) -> str:
    return '<li class="look">' if line.sign == "!" else "<li>"


def _line(line: ChangeLine, end: Callable[[str], str] = str) -> str:
    if not line.pieces:
        return _seen(end(line.words))
    tags = {"same": "{}", "old": "<del>{}</del>", "new": "<ins>{}</ins>"}
    text = "".join(tags[kind].format(_seen(words)) for kind, words in set_apart(line.pieces))
    after = f'<br><span class="after">{_seen(end(line.after))}</span>' if line.after else ""
    return f"{_seen(line.words)}: {text}{after}"
