"""Rules about characters that look like others or are invisible (Unicode Technical Standard 39, "Security
Mechanisms").

All texts and ids of the map are examined; ASCII texts take almost no time.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from argmap.check.rule import Problem, Subject, rule
from argmap.check.wording import ids_listed, path_of, quoted
from argmap.model.characters import INVISIBLE
from argmap.model.findings import Path
from argmap.model.types import Citation, Claim, Map

LOOKALIKES = {
    **dict(zip("асԁеһіјӏоԛрѕԝхуүАВСЕНІЈКМОРЅТХУ", "acdehijloqpswxyyABCEHIJKMOPSTXY", strict=True)),  # Cyrillic
    **dict(zip("οαινρυΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "oaivpuABEZHIKMNOPTYX", strict=True)),  # Greek
    **dict(zip("ոսօցհ", "nuogh", strict=True)),  # Armenian
}
"""Letters of other scripts -> the Latin letter that they look like."""

_SUSPECT = re.compile(
    f"[{''.join(LOOKALIKES)}\u2102-\u2149\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7ff]"  # and styled letters
)
_WORD = re.compile(r"[^\W\d_]+")
_FLAG = re.compile("\U0001f3f4[\U000e0020-\U000e007e]{2,6}\U000e007f")
_FLAG_OR_INVISIBLE = re.compile(f"(?P<flag>{_FLAG.pattern})|{INVISIBLE.pattern}")


@rule("AM306", "lookalike-letters", "warning", "texts have letters of another script that look like Latin letters")
def lookalike_letters(subject: Subject) -> Iterator[Problem]:
    """A word has letters of another script that look like Latin letters.

    A search does not find such a word, and a reviewer may take it for another: a 'gov.uk' with a Cyrillic о
    is another site.

    Bad:
        sources:
          article:
            publisher: Тhe Guardian

    Good:
        sources:
          article:
            publisher: The Guardian
    """
    for path, text in texts_of(subject.map):
        odd = disguised_words(text)
        if odd:
            letter = next(char for char in odd[0] if char in LOOKALIKES or _is_styled(char))
            what = f"{quoted(letter)} in {quoted(odd[0])} is {unicodedata.name(letter)}, not a Latin letter."
            more = f" Also in: {ids_listed(odd[1:])}." if len(odd) > 1 else ""
            yield Problem(path, what + more, f"Retype it as {quoted(in_latin(odd[0]))}.")


def in_latin(word: str) -> str:
    """``word`` with every lookalike replaced by the Latin letter it looks like."""
    return "".join(LOOKALIKES.get(char, char) for char in unicodedata.normalize("NFKC", word))


def disguised_words(text: str) -> list[str]:
    """The words of a text with letters of another script that look like Latin ones, each once."""
    if text.isascii() or not _SUSPECT.search(text):
        return []
    words = dict.fromkeys(_WORD.findall(text))
    letters = {char for word in words for char in word}
    # A text with letters that look like no Latin one is really in another script, such as a Russian name.
    has_latin = any(char.isascii() for char in letters)
    is_foreign = any(not _is_latin(char) and char not in LOOKALIKES and not _is_styled(char) for char in letters)
    return [word for word in words if _is_disguised(word, has_latin and not is_foreign, _has_wide(letters))]


def _is_disguised(word: str, latin_around: bool, wide_around: bool) -> bool:
    if any(map(_is_styled, word)):
        # Full-width letters are usual beside Chinese, Japanese and Korean.
        return len(word) > 1 and not (wide_around and all(map(_is_full_width, filter(_is_styled, word))))
    odd = sum(char in LOOKALIKES for char in word)
    if odd == len(word):
        return latin_around and len(word) > 1
    return odd > 0 and all(_is_latin(char) for char in word if char not in LOOKALIKES)


def _is_latin(char: str) -> bool:
    return char.isascii() or unicodedata.name(char, "").startswith(("LATIN", "MICRO SIGN", "FEMININE", "MASCULINE"))


def _has_wide(letters: set[str]) -> bool:
    return any(unicodedata.east_asian_width(char) == "W" for char in letters)


def _is_full_width(char: str) -> bool:
    return unicodedata.east_asian_width(char) == "F"


def _is_styled(char: str) -> bool:
    """Whether this is a typographic variant of a letter: mathematical bold, full width and the like."""
    return (
        ord(char) > 0x2100
        and not char.isascii()
        and len(plain := unicodedata.normalize("NFKC", char)) == 1
        and (plain.isascii() and plain.isalpha())
    )


@rule("AM307", "invisible-characters", "warning", "texts have invisible characters")
def invisible_characters(subject: Subject) -> Iterator[Problem]:
    """A text has invisible characters: zero-width spaces, soft hyphens, or hidden tag characters.

    A search does not find words that contain them, and they can hide whole sentences. Joiners that scripts and emoji
    need are ignored.

    Bad:
        claims:
          exit-terms:
            text: "Exit terms limit depend\\u00ADence on one supplier."

    Good:
        claims:
          exit-terms:
            text: Exit terms limit dependence on one supplier.
    """
    for path, text in texts_of(subject.map):
        if hides_something(text):
            found = INVISIBLE.findall(text)
            names = ", ".join(f"U+{ord(char[0]):04X}" for char in list(dict.fromkeys(found))[:4])
            count = f"{len(found)} invisible characters" if len(found) > 1 else "an invisible character"
            yield Problem(
                path, f"The text has {count} ({names}): {quoted(visible(text))}", "Delete the invisible characters."
            )


def hides_something(text: str) -> bool:
    """Whether a text has invisible characters other than those of emoji flags, such as the flag of Scotland."""
    if text.isascii() or not INVISIBLE.search(text):
        return False
    return bool(INVISIBLE.search(_FLAG.sub("", text)))


def visible(text: str) -> str:
    """``text`` without its invisible characters, except those of emoji flags."""
    while hides_something(text):  # what is between two joiners may be invisible too
        text = _FLAG_OR_INVISIBLE.sub(lambda found: found["flag"] or "", text)
    return text


def texts_of(map: Map) -> Iterator[tuple[Path, str]]:
    """Every text of a map that people read, with its path."""
    yield from _fields((), map, ("title", "question", "summary"))
    for tension in map.tensions:
        yield from _fields(("tensions", tension.id), tension, ("title", "question"))
        for side in tension.sides:
            yield ("tensions", tension.id, "sides", side.id), side.title
            yield from _fields(("tensions", tension.id, "sides", side.id), side, ("short",))
    for stakeholder in map.stakeholders:
        yield from _fields(("stakeholders", stakeholder.id), stakeholder, ("name", "short", "kind", "interests"))
    for claim in map.claims:
        yield from _in_claim(claim)
    for source in map.sources:
        yield from _fields(("sources", source.id), source, ("title", "short", "author", "publisher", "url", "copy"))


def _in_claim(claim: Claim) -> Iterator[tuple[Path, str]]:
    here: Path = ("claims", claim.id)
    yield (*here, "text"), claim.text
    yield from _fields(here, claim, ("short", "note"))
    for tag in claim.tags:
        yield (*here, "tags"), tag
    yield from _quotes(here, claim.sources)
    for reason in claim.reasons:
        yield from _fields(path_of(reason), reason, ("scheme", "note"))
        if reason.sources:
            yield from _quotes(path_of(reason), reason.sources)
    for position in claim.positions:
        if position.quote is not None:
            yield (*here, "positions", position.stakeholder, "quote"), position.quote


def _quotes(owner: Path, citations: tuple[Citation, ...]) -> Iterator[tuple[Path, str]]:
    for citation in citations:
        for text in (citation.locator, citation.quote):
            if text is not None:
                yield (*owner, "sources", citation.source), text


def _fields(owner: Path, item: object, names: tuple[str, ...]) -> Iterator[tuple[Path, str]]:
    for name in names:
        text = getattr(item, name)
        if text is not None:
            yield (*owner, name), text
