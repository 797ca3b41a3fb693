"""The records and fields of a map file, in canonical order: the table that reading and writing go by.

Written by ``python -m argmap.mapfile.schema`` from :mod:`argmap.mapfile.models`; change the models, not this file.
"""

from __future__ import annotations

from argmap.mapfile.record import Field, Record

SOURCE = Record(
    "source",
    (
        Field("title", "text"),
        Field("short", "text", limit=40),
        Field("author", "text"),
        Field("publisher", "text"),
        Field("date", "text"),
        Field("url", "link", pattern="^([hH][tT][tT][pP][sS]?://|[mM][aA][iI][lL][tT][oO]:|[dD][oO][iI]:)[^\\s]"),
        Field("accessed", "text"),
        Field("copy", "text", pattern="^\\.{0,2}[^./\\\\:\\n][^/\\\\:\\n]*(/\\.{0,2}[^./\\\\:\\n][^/\\\\:\\n]*)*$"),
        Field("copy_sha256", "text", pattern="^[0-9a-fA-F]{64}$"),
    ),
    short=None,
)

CITATION = Record(
    "citation",
    (
        Field("source", "id", required=True),
        Field("locator", "text"),
        Field("quote", "text"),
    ),
    short="source",
)

POSITION = Record(
    "position",
    (
        Field("stance", "choice", required=True, choices=("agrees", "disagrees", "mixed")),
        Field("source", "id"),
        Field("quote", "text"),
        Field("date", "text"),
    ),
    short="stance",
)

UNDERCUT = Record(
    "undercut",
    (
        Field("reason", "text", required=True, renamed="target"),
        Field("with", "texts", renamed="linked"),
        Field("scheme", "text"),
        Field("note", "text"),
        Field("sources", "list", of=CITATION),
    ),
    short="reason",
)

REASON = Record(
    "reason",
    (
        Field("claim", "id", required=True, renamed="target"),
        Field("with", "texts", renamed="linked"),
        Field("scheme", "text"),
        Field("note", "text"),
        Field("sources", "list", of=CITATION),
    ),
    short="claim",
)

CLAIM = Record(
    "claim",
    (
        Field("text", "text", required=True),
        Field("short", "text", limit=40),
        Field("tension", "id"),
        Field("side", "id"),
        Field("objects_to", "list", of=REASON),
        Field("supports", "list", of=REASON),
        Field("undercuts", "list", of=UNDERCUT),
        Field("positions", "entries", of=POSITION),
        Field("sources", "list", of=CITATION),
        Field("assumed", "flag"),
        Field("tags", "texts"),
        Field("note", "text"),
    ),
    short=None,
)

STAKEHOLDER = Record(
    "stakeholder",
    (
        Field("name", "text"),
        Field("short", "text", limit=40),
        Field("kind", "text"),
        Field("part_of", "id"),
        Field("interests", "text"),
        Field("power", "choice", choices=("high", "low")),
        Field("interest", "choice", choices=("high", "low")),
    ),
    short=None,
)

SIDE = Record(
    "side",
    (
        Field("text", "text", required=True, renamed="title"),
        Field("short", "text", limit=40),
    ),
    short="text",
)

TENSION = Record(
    "tension",
    (
        Field("title", "text"),
        Field("question", "text"),
        Field("sides", "entries", of=SIDE),
    ),
    short=None,
)

MAP = Record(
    "map",
    (
        Field("argmap", "number", required=True),
        Field("title", "text", required=True),
        Field("question", "text"),
        Field("language", "text", pattern="^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"),
        Field("summary", "text"),
        Field("tensions", "entries", of=TENSION),
        Field("stakeholders", "entries", of=STAKEHOLDER),
        Field("claims", "entries", required=True, of=CLAIM),
        Field("sources", "entries", of=SOURCE),
    ),
    short=None,
)

RECORDS = (MAP, TENSION, SIDE, STAKEHOLDER, CLAIM, REASON, UNDERCUT, POSITION, CITATION, SOURCE)
FORMAT = 1
SECTIONS = tuple(field.name for field in MAP.fields if field.kind == "entries")
PROSE = tuple(field.name for field in MAP.fields if field.kind == "text")
"""The texts at the top of a map."""
