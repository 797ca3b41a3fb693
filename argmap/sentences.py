"""Where the sentences of a text end: the one answer for laying texts out, for checking them and for all else.

The rules are those of Unicode Standard Annex 29, "Text Segmentation" (sentence boundaries), with what that annex
leaves to the application: abbreviations, initials, numbers of lists and marks inside names and quotations. One table
serves all languages, so a text needs no language to be laid out. In doubt no sentence ends: a line too long is a
smaller fault than a name cut in two.

Two libraries were measured on the examples of the tests. pysbd 0.3.4 needs 55 s for 260,000 characters; sentencex
1.0.32 is quick, cuts after "approx.", "para.", "1." and "Abs.", needs the language, and its rules change from release
to release, so that the layout of a file would depend on what is installed.
"""

from __future__ import annotations

import re
from itertools import pairwise

_NO_BREAK_SPACES = "\u00a0\u2007\u202f"
_CLOSING = "\"'”’“»›«‹)\\]}」』】〉》）"
_OPENING = "\"'“‘„‚«»‹›(\\[{¿¡「『《〈（*_—–-"

_MARKS = ".!?…‽‼⁇⁈⁉\u061f\u06d4\u0589\u1362\u1367\u0964\u0965"
_WIDE_MARKS = "。！？｡"

# Each run is looked at once, from its beginning, so that no text takes more than linear time.
_END = re.compile(
    rf"(?<![{_MARKS}])(?P<mark>[{_MARKS}]++)(?P<close>[{_CLOSING}]*+(?:[ {_NO_BREAK_SPACES}][»›](?=\s))?+)"
    rf"(?P<gap>[^\S{_NO_BREAK_SPACES}]++)(?=\S)"
    rf"|(?<![{_WIDE_MARKS}])[{_WIDE_MARKS}]++[{_CLOSING}]*+\s*+(?=\S)"
    r"|(?<=\S)[^\S\n]*+\n[^\S\n]*+\n\s*+(?=\S)"
)
"""Where a sentence may end. The second alternative is that of Chinese and Japanese, which write no space between
sentences, the third a paragraph's end."""

_OPENERS = re.compile(rf"(?:[{_OPENING}][ {_NO_BREAK_SPACES}]?)*")
_NEXT_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"[\d§]|[IVXLC]+\b")
_PRONOUN = re.compile(r"I\b")
_LAST_TOKEN = re.compile(r"[^\s(\[{\"'“‘„«»—–/]*$")
_LIST_NUMBER = re.compile(r"(?:\d{1,3}|[A-Za-z]|[ivx]{1,4}|[IVX]{1,4})(?:\.\d{1,3}){0,4}")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.-?)+[^\W\d_]{1,2}")
_SPACED = re.compile(
    r"(?<!\w)(?:z\. ?B|d\. ?h|u\. ?[aUäÄ]|o\. ?[äÄ]|i\. ?d\. ?R|z\. ?T|[vn]\. ?Chr|s\. ?[oOuU]|"
    r"p\. ?ex|c\. ?-?à-?d|p\. ?ej|p\. ?es|t\. ?ex|f\. ?eks|m\. ?in|т\. ?[еод]|EE)$"
)

_TITLES_AND_LINKS = frozenset(
    "mr mrs ms mx dr prof st ste sts mt ft gov sen rep gen col maj capt cmdr lt sgt cpl rev hon pres supt insp cllr "
    "messrs fr br msgr amb atty mme mmes mlle mm me dra sra sres srta dott sig sigg avv dhr mevr hr dipl "
    "ing habil v vs cf cp viz eg ie bzw sog vgl bijv resp np tzn tj incl excl ул гр проф акад св".split()
)
"""Abbreviations that something always follows: titles before names, and links such as ``vs.``."""

_BEFORE_NUMBERS = frozenset(
    "no nos nr nrs núm num nº art arts sec sect secs para paras par ch chap vol vols pt p pp s ss fig figs ex app cl "
    "reg regs approx appr ca c circa est max min abs abschn ziff rn rz kap bd lit ust poz pkt al tab eq "
    "jan feb mar apr jun jul aug sep sept oct okt nov dec dez стр ст п гл".split()
)
"""Abbreviations when a number follows: ``no.`` ends a sentence before anything else."""

_AFTER_NAMES = frozenset(
    "inc ltd co corp cos bros plc jr sr sa ag gmbh llc llp dept univ assn govt ave blvd rd sq ed eds am pm a.m p.m "
    "uu ph.d phd m.d esq ret dist bldg".split()
)
"""Abbreviations at the end of names. A sentence ends there if what follows surely begins one."""

_BEGINNINGS = frozenset(
    "the a an this that these those it its he she we they you i his her their our my but and or so if when while "
    "although because however therefore in on at by for from with as to after before since not there here what who "
    "why how which where some many most all both each every such also then thus yet instead nobody nothing everybody "
    "others only even another any neither either once until unless whether nevertheless moreover "
    "die das ein eine es er sie wir ich aber und doch wenn weil dies diese dieser dieses im auf bei mit nach auch "
    "nur kein keine denn dass damit il elle ils elles nous vous ce cette ces mais et donc dans pour par avec sans "
    "lorsque quand pero y esto este esta ella ellos cuando porque aunque gli ma questo questa non è quando perché "
    "het een maar en dit deze wij zij dat om ele ela mas isto este esta quando porque det den och men att som".split()
)
"""Words that begin sentences and no names, so not ``le``, ``la``, ``el``, ``de``, ``van``, ``der``."""

_COMPANY = re.compile(r"(?:Inc|Ltd|Limited|Corp|Co|LLC|PLC|plc|GmbH|AG|SA|Group|Holdings|Brands|Magazine)\b")
_NAMES_WITH_MARKS = re.compile(r"\b(?:Yahoo|Yum|Which|Jeopardy|Joomla|Kahoot|Panic|Wham|OpenAI)$")
_AFTER_ORDINALS = frozenset(
    "januar februar märz april mai juni juli august september oktober november dezember jänner jahrhundert "
    "jahrhunderts jahrtausend kammer senat wahlperiode lesung bundestag auflage kapitel abschnitt novelle "
    "kongress parteitag internationale weltkrieg weltkriegs weltkrieges korps".split()
)
"""German writes ordinal numbers with a point: ``der 3. Oktober``."""

_LONGEST_TOKEN = 32
_QUOTES = {"”": "“", "’": "‘", "“": "„", "»": "«", "«": "»", '"': '"', ")": "(", "]": "["}


def starts(text: str) -> list[int]:
    """The offsets at which the second and later sentences of ``text`` begin, rising."""
    found: list[int] = []
    begin = len(text) - len(text.lstrip())
    for end in _END.finditer(text):
        if end["mark"] is None or _is_end(text, begin, end):
            begin = end.end()
            found.append(begin)
    return found


def split(text: str) -> list[str]:
    """The sentences of ``text``, each with the white space after it: put together they are ``text``."""
    cuts = [0, *starts(text), len(text)]
    return [text[one:other] for one, other in pairwise(cuts)]


def on_lines(text: str) -> list[str]:
    """``text`` with a sentence on a line, as a folded block of YAML has it: joined with single spaces the lines are
    ``text``. Sentences with other space between them, or none, stay on one line."""
    lines, begin = [], 0
    for start in starts(text):
        if text[start - 1] == " " and not text[start - 2].isspace():
            lines.append(text[begin : start - 1])
            begin = start
    return [*lines, text[begin:]]


def has_several(text: str) -> bool:
    """Whether ``text`` has two sentences or more."""
    return bool(starts(text))


def _is_end(text: str, begin: int, end: re.Match[str]) -> bool:
    """Whether the marks found end the sentence that begins at ``begin``."""
    mark, close = end["mark"], end["close"]
    if end["gap"].count("\n") > 1:
        return True
    openers = _OPENERS.match(text, end.end())
    at = openers.end() if openers else end.end()
    following = text[at : at + _LONGEST_TOKEN]
    if "¿" in text[end.end() : at] or "¡" in text[end.end() : at]:
        return True
    if not _may_begin(following[:1]):
        return False
    if close and text[end.start() - 1 : end.start()] in tuple("([") and close[0] in ")]" and set(mark) <= set(".…"):
        return False  # "[...]" stands for words that were left out
    if mark == ".":
        return _point_ends(text, begin, end.start(), following)
    if set(mark) <= set(".…"):
        return True
    return _strong_mark_ends(text, begin, end, following)


def _may_begin(char: str) -> bool:
    """Whether a sentence may begin with this. Georgian counts too, all of whose letters are lower case in Unicode's
    tables."""
    if char.islower():
        return "ა" <= char <= "ჿ"
    return bool(char) and char not in "&/+=,;:.!?"


def _strong_mark_ends(text: str, begin: int, end: re.Match[str], following: str) -> bool:
    """Of ``!`` and ``?``: they stand inside names, and inside titles and questions that a sentence quotes."""
    if _COMPANY.match(following):
        return False
    window = text[max(begin, end.start() - _LONGEST_TOKEN) : end.start()]
    inside = _NAMES_WITH_MARKS.search(window) or _quoted_midway(text, begin, end)
    return not inside or _begins_sentence(following)


def _quoted_midway(text: str, begin: int, end: re.Match[str]) -> bool:
    """Whether the marks close a quotation or bracket that opened after the sentence began."""
    opening = _QUOTES.get(end["close"].strip()[:1])
    if opening is None:
        return False
    opened = text.rfind(opening, max(begin, end.start() - 240), end.start())
    return opened > begin


def _begins_sentence(following: str) -> bool:
    word = _NEXT_WORD.match(following)
    return word is not None and word[0].casefold() in _BEGINNINGS


def _point_ends(text: str, begin: int, at: int, following: str) -> bool:
    """Of a single point at ``at``: it ends abbreviations, initials and numbers as well as sentences."""
    window = text[max(begin, at - _LONGEST_TOKEN) : at]
    token = _LAST_TOKEN.search(window)
    said = token[0] if token else ""
    word = said.casefold()
    if window == said and at - begin == len(said) and _LIST_NUMBER.fullmatch(said):
        return False
    if said.isdigit():
        following_word = _NEXT_WORD.match(following)
        return len(said) > 2 or not following_word or following_word[0].casefold() not in _AFTER_ORDINALS
    if word in _TITLES_AND_LINKS or _SPACED.search(window):
        return False
    if word in _BEFORE_NUMBERS and _is_number(said, following):
        return False
    if word in _AFTER_NAMES or (len(said) == 1 and said.isalpha()):
        return _begins_sentence(following)
    if _DOTTED.fullmatch(said):
        return not said.islower() and _begins_sentence(following)
    return True


def _is_number(said: str, following: str) -> bool:
    """Whether what follows an abbreviation numbers it: ``Art. I`` does, ``The answer is no. I think`` does not."""
    if _PRONOUN.match(following):
        return said.istitle() and said != "No"
    return _NUMBER.match(following) is not None
