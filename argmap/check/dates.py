"""Rules about dates and web addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from argmap.check.rule import Problem, Subject, rule
from argmap.check.wording import quoted
from argmap.model.findings import Path
from argmap.semantics.wording import source_named

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_MONTHS = "january february march april may june july august september october november december".split()


def span_of(text: str) -> tuple[date, date] | None:
    """The first and last day of an ISO 8601 date of a year, month or day; None for other texts."""
    found = _ISO.fullmatch(text)
    if found is None or found[1] == "0000":
        return None
    year, month, day = int(found[1]), int(found[2] or 1), int(found[3] or 1)
    try:
        first = date(year, month, day)
    except ValueError:
        return None
    if found[3]:
        return first, first
    if found[2]:
        return first, date(year, month, _days_in(year, month))
    return first, date(year, 12, 31)


def _days_in(year: int, month: int) -> int:
    return next(day for day in (31, 30, 29, 28) if _exists(year, month, day))


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d\d?)(?:[-/.](\d\d?))?", re.ASCII)
_DAY_FIRST = re.compile(r"(?:(\d\d?)(?:st|nd|rd|th)?\s+)?([A-Za-z]+)\.?,?\s+(\d{4})", re.ASCII)
_NUMBERS = re.compile(r"(\d\d?)[-/.](\d\d?)[-/.](\d{4})", re.ASCII)
_MONTH_FIRST = re.compile(r"([A-Za-z]+)\.?\s+(\d\d?)(?:st|nd|rd|th)?,?\s+(\d{4})", re.ASCII)


def meant_date(text: str) -> str | None:
    """The ISO 8601 date for an unambiguous text such as ``21 July 2025`` or ``2025/7/21``, or None.

    Dates such as 7/8/2025 are ambiguous and give None.
    """
    plain = text.strip()
    if span_of(plain):
        return plain
    parts = _parts(plain)
    return _iso(*parts) if parts is not None else None


def date_advice(text: str) -> str:
    """What to do about a text for which :func:`meant_date` gives None.

    Says how long the month is, or which dates an all-numeric text can mean; for other texts what is accepted.
    """
    plain = text.strip()
    if why := _not_in_the_calendar(plain):
        return why
    numbers = _NUMBERS.fullmatch(plain)
    if numbers is not None:
        one, other, year = numbers.groups()
        meant = [iso for iso in (_iso(year, other, one), _iso(year, one, other)) if iso is not None]
        if meant:
            return f"Use {' or '.join(dict.fromkeys(meant))}."
    return "Use 2025, 2025-07, 2025-07-21 or 21 July 2025."


def _not_in_the_calendar(plain: str) -> str:
    """Why the day or month of a text in an unambiguous order does not exist; empty for other texts."""
    parts = _parts(plain)
    if parts is None or not parts[1] or parts[0] == "0000" or _iso(*parts):
        return ""
    month = int(parts[1])
    if not 1 <= month <= 12:
        return "A year has 12 months."
    return f"{_MONTHS[month - 1].capitalize()} {parts[0]} has {_days_in(int(parts[0]), month)} days."


def _parts(plain: str) -> tuple[str, str, str | None] | None:
    """Year, month as a number (empty for an unknown name) and day of a text in an unambiguous order."""
    if found := _YEAR_FIRST.fullmatch(plain):
        return found[1], found[2], found[3]
    if found := _DAY_FIRST.fullmatch(plain):
        return found[3], _month(found[2]), found[1]
    if found := _MONTH_FIRST.fullmatch(plain):
        return found[3], _month(found[1]), found[2]
    return None


def _month(name: str) -> str:
    beginning = name.lower()
    fitting = [month for month in _MONTHS if len(beginning) >= 3 and month.startswith(beginning)]
    return str(_MONTHS.index(fitting[0]) + 1) if len(fitting) == 1 else ""


def _iso(year: str, month: str, day: str | None) -> str | None:
    text = "-".join(part.zfill(2) for part in (year, month, day) if part is not None)
    return text if month and span_of(text) else None


@rule("AM116", "malformed-date", "error", "dates are not valid")
def malformed_date(subject: Subject) -> Iterator[Problem]:
    """A date is not valid: write a year, a year and month, or a year, month and day (ISO 8601).

    7/8/2025 is one day in London and another in New York. 2025-08-07 is the same day everywhere.

    Bad:
        sources:
          article:
            title: What the partnership means
            date: 21 July 2025

    Good:
        sources:
          article:
            title: What the partnership means
            date: 2025-07-21
    """
    for path, text in _dates(subject):
        if span_of(text) is not None:
            continue
        if why := _not_in_the_calendar(text.strip()):
            yield Problem(path, f"{quoted(text)} is not in the calendar.", why)
        else:
            meant = meant_date(text)
            hint = f"Use {quoted(meant)}." if meant else "Use the form '2025', '2025-07' or '2025-07-21'."
            yield Problem(path, f"{quoted(text)} is not a valid date.", hint)


@rule("AM305", "future-date", "warning", "dates are in the future")
def future_date(subject: Subject) -> Iterator[Problem]:
    """A date is in the future.

    Bad:
        sources:
          article:
            title: What the partnership means
            date: 2205-07-21

    Good:
        sources:
          article:
            title: What the partnership means
            date: 2025-07-21
    """
    today = subject.settings.today
    if today is None:
        return
    for path, text in _dates(subject):
        span = span_of(text)
        if span is not None and span[0] > today:
            yield Problem(path, f"The date {quoted(text)} is in the future.", "Correct the date.")


@rule("AM308", "accessed-too-early", "warning", "sources were accessed before their publication")
def accessed_too_early(subject: Subject) -> Iterator[Problem]:
    """A source was accessed before it was published, according to its dates.

    Bad:
        sources:
          article:
            title: What the partnership means
            date: 2025-07-21
            accessed: 2025-06-01

    Good:
        sources:
          article:
            title: What the partnership means
            date: 2025-07-21
            accessed: 2025-08-01
    """
    for source in subject.map.sources:
        published, read = span_of(source.date or ""), span_of(source.accessed or "")
        if published and read and read[1] < published[0]:
            name = source_named(subject.index, source.id)
            message = f"{name} was accessed on {source.accessed}, before its date {source.date}."
            yield Problem(("sources", source.id, "accessed"), message, "Correct one of the two dates.")


def _dates(subject: Subject) -> Iterator[tuple[Path, str]]:
    for source in subject.map.sources:
        if source.date is not None:
            yield ("sources", source.id, "date"), source.date
        if source.accessed is not None:
            yield ("sources", source.id, "accessed"), source.accessed
    for claim in subject.map.claims:
        for position in claim.positions:
            if position.date is not None:
                yield ("claims", claim.id, "positions", position.stakeholder, "date"), position.date


@rule("AM117", "broken-web-address", "warning", "web addresses are broken")
def broken_web_address(subject: Subject) -> Iterator[Problem]:
    """A web address is broken, or contains a user name or password.

    Addresses that could run a program are errors of reading (AM021).

    Bad:
        sources:
          article:
            title: What the partnership means
            url: https://example.org/what the partnership means

    Good:
        sources:
          article:
            title: What the partnership means
            url: https://example.org/what-the-partnership-means
    """
    for source in subject.map.sources:
        wrong = _wrong_with(source.url) if source.url is not None else ""
        if wrong:
            message = f"The web address of {source_named(subject.index, source.id)} {wrong}."
            yield Problem(
                ("sources", source.id, "url"), message, "Copy it again from the address bar of the browser."
            )


def _wrong_with(url: str) -> str:
    if any(char.isspace() for char in url.strip()):
        return "contains a space"
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return "is not valid"
    if parts.scheme in {"http", "https"}:
        if not parts.hostname:
            return "has no host name"
        if parts.username is not None or parts.password is not None:
            return "contains a user name or password"
        return ""
    return "" if parts.path else "is incomplete"
