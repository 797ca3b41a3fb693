"""``argmap help``: the pages of the documentation."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath

from argmap.cli.arguments import Arguments
from argmap.cli.help_search import HelpSection, find_sections, sections_of, words_of
from argmap.cli.output import print_text, reports_refusals, takes_colour
from argmap.escape import one_line
from argmap.exit_codes import ExitCode
from argmap.io.help_pages import INDEX, help_pages, topic_of
from argmap.model.findings import MapError
from argmap.model.lookup import nearest

EPILOG = """\
examples:
  argmap help               the list of pages
  argmap help glossary      what each word means
  argmap help workshop      the page with this word in its name
  argmap help undercut      the meaning of a word, and the pages that mention it
  argmap help export        the options of a command
  argmap help undo          the answer to a question with this word
  argmap help add a source  the sections about these words
"""

WIDEST = 100
"""Columns of text that are read without effort."""

MOST_MENTIONED = 5

GENERATED = frozenset({INDEX, "commands", "findings", "keys"})
"""Pages that mention nearly everything."""

ANSWERING = ("faq", "troubleshooting")
"""Pages whose headings are questions and symptoms."""

_TERM = re.compile(r"^\| (?!term \||---)([^|]+?) \| ([^|]+?) \|([^|]*)\|$", re.MULTILINE)
"""A row of the glossary: names, meaning, other names."""

_LISTED = re.compile(r"^- \[[^]]+\]\((?:[\w-]+/)*([\w-]+)\.md\)(.*)$", re.MULTILINE)
"""A page in the list of pages: its topic and what is said of it."""

_WORD = re.compile(r"\w+")
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
    elif found := answers(topic, read):
        _show(plain("\n".join(one.text for one in found) + _see_also(topic, read), pages))
    elif meaning := meaning_of(asked := _asked_for(topic), read["glossary"]):
        _show(f"{meaning} See `argmap help glossary`.{_mentioned(asked, read)}\n")
    elif sections := _sections_about(topic, read):
        _show(plain(_nearest(topic, sections), pages))
    else:
        raise MapError(_unknown(topic, read))
    return ExitCode.FINE


def named_by(word: str, topics: Iterable[str]) -> list[str]:
    """The topic of that name, in singular or plural, or those that have the word in their name: ``workshop``."""
    exact = [one for one in (word, f"{word}s", word.removesuffix("s")) if one in topics]
    return exact[:1] or [topic for topic in topics if word in topic.split("-")]


def meaning_of(term: str, glossary: str) -> str:
    """A term, or the term for another name of the thing, with its meaning; empty where the glossary has neither."""
    wanted = {term.lower(), term.lower().removesuffix("s")}
    for names, meaning, others in _TERM.findall(glossary):
        if not wanted.isdisjoint(filter(None, re.split(r", | \(|\)", f"{names}, {others.strip()}"))):
            return f"**{names}**: {meaning}"
    return ""


def _asked_for(question: str) -> str:
    """The term that a question asks the meaning of: ``undercut`` of ``what is an undercut``."""
    return " ".join(word for word in words_of(question) if word not in {"mean", "means"})


def answers(question: str, pages: Mapping[str, str]) -> list[HelpSection]:
    """The questions and symptoms that have a word which begins with each word of a question, small words aside."""
    asked = words_of(question)
    answering = (section for page in ANSWERING for section in sections_of(page, pages[page]))
    return [one for one in answering if asked and _begins_words(asked, _WORD.findall(one.heading.lower()))]


def _begins_words(asked: Iterable[str], words: Sequence[str]) -> bool:
    """Whether each word that is asked for begins one of the words."""
    return all(any(word.startswith(one) for word in words) for one in asked)


def _sections_about(question: str, pages: Mapping[str, str]) -> list[HelpSection]:
    """The sections about words of a question, of pages that do not mention nearly everything."""
    told = {name: page for name, page in pages.items() if name not in GENERATED}
    return find_sections(question, told, dict(_LISTED.findall(pages[INDEX])))


def _see_also(question: str, pages: Mapping[str, str]) -> str:
    """A line that names the pages whose headings or names have the words of a question, beside those that answer."""
    found = [one.topic for one in _sections_about(question, pages) if one.is_named and one.topic not in ANSWERING]
    named = ", ".join(f"`argmap help {topic}`" for topic in dict.fromkeys(found))
    return f"\nSee also: {named}.\n" if named else ""


def _nearest(question: str, sections: Sequence[HelpSection]) -> str:
    """The best section, if its heading has the words of a question, and a list of the others."""
    first = sections[0].text if sections[0].is_named else ""
    listed = [f"- {one.heading}: `argmap help {one.topic}`\n" for one in sections[bool(first) :]]
    heading = "See also" if first else f"Sections about “{one_line(question)}”"
    return "\n".join([*([first] if first else []), *([f"## {heading}\n\n{''.join(listed)}"] if listed else [])])


def _unknown(topic: str, pages: Mapping[str, str]) -> str:
    near = nearest(topic.lower(), pages)
    if not near:
        word = nearest(topic.lower(), {word for name in pages for word in name.split("-")})
        near = "' or '".join(named_by(word, pages)) if word else None
    hint = f"Did you mean '{near}'?" if near else "'argmap help' lists the pages."
    return f"No help page '{topic}'. {hint}"


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
