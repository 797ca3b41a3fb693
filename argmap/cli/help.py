"""``argmap help``: the pages of the documentation."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from argmap.cli.arguments import Arguments
from argmap.cli.command import reports_refusals
from argmap.cli.output import print_text, takes_colour
from argmap.exit_codes import ExitCode
from argmap.io.help_pages import INDEX, help_pages, topic_of
from argmap.model.findings import MapError
from argmap.model.nearest import nearest

EPILOG = """\
examples:
  argmap help               the list of pages
  argmap help glossary      what each word means
  argmap help workshop      the page with this word in its name
  argmap help undercut      the meaning of a word, and the pages that mention it
  argmap help export        the options of a command
  argmap help undo          the answer to a question with this word
"""

WIDEST = 100
"""Columns of text that are read without effort."""

MOST_MENTIONED = 5

GENERATED = frozenset({INDEX, "commands", "findings", "keys"})
"""Pages that mention nearly everything."""

ANSWERING = ("faq", "troubleshooting")
"""Pages whose headings are questions and symptoms."""

SMALL_WORDS = frozenset(
    "a an and are at can do does for how i in is it my of on one or the to what who why with".split()
)

_WORD = re.compile(r"\w+")

_TERM = re.compile(r"^\| (?!term \||---)([^|]+?) \| ([^|]+?) \|([^|]*)\|$", re.MULTILINE)
"""A row of the glossary: names, meaning, other names."""

_COMMENT = re.compile(r"<!--.*?-->\n*", re.DOTALL)
_LINKED_PICTURE = re.compile(r"\[!\[([^]]*)\]\([^)]*\)\]\([^)]*\)")
_PICTURE = re.compile(r"!\[([^]]*)\]\([^)]*\)")
_LINK = re.compile(r"\[([^]]+)\]\(([^)\s]+)\)")


@reports_refusals
def main(argv: list[str]) -> int:
    """Show the page on a topic, or the list of pages."""
    parser = Arguments(
        prog="argmap help",
        description="Show a page of the documentation. On a terminal long pages open in a pager; q closes it.",
        epilog=EPILOG,
    )
    parser.add_argument("topic", nargs="*", help="a page, a command, or words of a question; none: the list of pages")
    topic = " ".join(parser.read(argv).topic) or INDEX
    pages = help_pages()
    read = {name: page.read_text(encoding="utf-8") for name, page in pages.items()}
    named = [topic] if topic in pages else named_by(topic.lower(), pages)
    if len(named) == 1:
        _show(plain(read[named[0]], pages))
    elif meaning := meaning_of(topic, read["glossary"]):
        _show(f"{meaning} See `argmap help glossary`.{_mentioned(topic, read)}\n")
    elif found := _answered(topic, read):
        _show(plain("\n".join(found), pages))
    elif meaning := meaning_of(asked := _asked_for(topic), read["glossary"]):
        _show(f"{meaning} See `argmap help glossary`.{_mentioned(asked, read)}\n")
    else:
        raise MapError(_unknown(topic, read))
    return ExitCode.FINE


def named_by(word: str, topics: Iterable[str]) -> list[str]:
    """The topic of that name, or those that have the word in their name, as ``run-a-workshop`` has ``workshop``."""
    return [word] if word in topics else [topic for topic in topics if word in topic.split("-")]


def meaning_of(term: str, glossary: str) -> str:
    """A term, or the term for another name of the thing, with its meaning; empty where the glossary has neither."""
    wanted = term.lower()
    for names, meaning, others in _TERM.findall(glossary):
        if wanted in re.split(r", | \(|\)", f"{names}, {others.strip()}"):
            return f"**{names}**: {meaning}"
    return ""


def _asked_for(question: str) -> str:
    """The term that a question asks the meaning of: ``undercut`` of ``what is an undercut``."""
    words = _WORD.findall(question.lower())
    return " ".join(word for word in words if word not in SMALL_WORDS | {"mean", "means"})


def _answered(topic: str, pages: Mapping[str, str]) -> list[str]:
    """The answers to words of a question; none where one word is nearly the name of a page."""
    is_misspelt = " " not in topic and nearest(topic.lower(), pages) is not None
    return [] if is_misspelt else answers(topic, (pages[page] for page in ANSWERING))


def answers(question: str, pages: Iterable[str]) -> list[str]:
    """The sections of pages whose heading has a word that begins with each word of a question, small words aside."""
    asked = [word for word in _WORD.findall(question.lower()) if word not in SMALL_WORDS]
    found = []
    for section in (part for page in pages for part in re.split(r"^(?=#)", page, flags=re.MULTILINE)):
        heading, _, rest = section.partition("\n")
        words = _WORD.findall(heading.lower())
        if asked and rest.strip() and all(any(word.startswith(one) for word in words) for one in asked):
            found.append(section)
    return found


def _unknown(topic: str, pages: Mapping[str, str]) -> str:
    near = nearest(topic.lower(), pages)
    found = _mentioned(topic, pages)
    if not near and not found:
        word = nearest(topic.lower(), {word for name in pages for word in name.split("-")})
        near = "' or '".join(named_by(word, pages)) if word else None
    hint = f" Did you mean '{near}'?" if near else found or " 'argmap help' lists the pages."
    return f"No help page '{topic}'.{hint}"


def _mentioned(words: str, pages: Mapping[str, str]) -> str:
    """A sentence that names the topics whose pages have the words, those with most first; empty where none has."""
    wanted = re.compile(rf"\b{re.escape(words)}", re.IGNORECASE)
    counts = {name: len(wanted.findall(text)) for name, text in pages.items() if name not in GENERATED}
    found = sorted((name for name, count in counts.items() if count), key=lambda name: (-counts[name], name))
    return f" These pages mention it: {', '.join(found[:MOST_MENTIONED])}." if found else ""


def plain(page: str, topics: Iterable[str]) -> str:
    """A page for the terminal: links name the topic to ask for, pictures are told by their description."""
    known = set(topics)

    def link(found: re.Match[str]) -> str:
        text, target = found[1], found[2].partition("#")[0]
        if re.match("[a-z]+:", target):
            return text if text == target else f"{text} ({target})"
        topic = topic_of(Path(PurePosixPath(target))) if target.endswith(".md") else ""
        return f"{text} (`argmap help {topic}`)" if topic in known and topic != INDEX else text

    page = _LINKED_PICTURE.sub(r"*Picture: \1*", _COMMENT.sub("", page))
    return _LINK.sub(link, _PICTURE.sub(r"*Picture: \1*", page))


def _show(page: str) -> None:
    """Lay the page out on a terminal, in a pager where it is long; elsewhere print it as it is."""
    if not sys.stdout.isatty() or os.environ.get("TERM") == "dumb":
        print_text(page)
        return
    from rich.console import Console
    from rich.markdown import Markdown
    from rich.pager import SystemPager

    columns, lines = shutil.get_terminal_size()
    console = Console(width=min(columns, WIDEST), color_system="standard" if takes_colour(sys.stdout) else None)
    with console.capture() as captured:
        console.print(Markdown(page, hyperlinks=False))
    text = "".join(f"{line.rstrip()}\n" for line in captured.get().splitlines())
    if text.count("\n") < lines:
        print_text(text)
        return
    os.environ.setdefault("LESS", "FRX")  # most machines have less: let it show colours
    SystemPager().show(text)
