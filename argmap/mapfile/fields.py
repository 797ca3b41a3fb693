"""The shape of a map file, as one table: which record has which fields, in canonical order, and what each takes.

Reading, writing, the suggestions for misspelt names and the JSON Schema all follow this table.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from argmap.model.types import LEVELS, STANCES

FORMAT = 1

FieldKind = Literal["number", "text", "id", "link", "choice", "flag", "texts", "list", "entries"]
"""``texts`` is a list of plain text or ids; ``list`` one of records that have a short form; ``entries`` are
named: id and value."""


class Field(NamedTuple):
    """One field of a record: what it takes, in words and with an example."""

    name: str
    kind: FieldKind
    about: str
    example: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    of: Record | None = None
    """The record that each item or entry of the field is; entries without one are text."""


class Record:
    """A set of fields, also ``by_name``, with the canonical place of each in ``order``, from 0.

    ``short`` names the field that may stand alone for the whole record.
    """

    def __init__(self, name: str, about: str, fields: tuple[Field, ...], short: str | None = None) -> None:
        self.name = name
        self.about = about
        self.fields = fields
        self.short = short
        self.by_name = {field.name: field for field in fields}
        self.order = {field.name: place for place, field in enumerate(fields)}


CITATION = Record(
    "citation",
    "A pointer into a source. A source's id alone is the short form.",
    (
        Field("source", "id", "The id of a source.", "article", required=True),
        Field("locator", "text", "Where in the source: page, paragraph, minute.", "para 6"),
        Field("quote", "text", "The words relied on, short.", "a world-class partnership"),
    ),
    short="source",
)

_LINKED = (
    Field("with", "texts", "Linked premises: claims without which the step does not hold.", "talent-is-scarce"),
    Field("note", "text", "Why the step from premise to conclusion holds.", "Contracts fund the research."),
    Field("sources", "list", "What the step rests on.", of=CITATION),
)

REASON = Record(
    "reason",
    "One step of argument to another claim. The claim's id alone is the short form.",
    (Field("claim", "id", "The id of the claim that it bears on.", "keep-control", required=True), *_LINKED),
    short="claim",
)

UNDERCUT = Record(
    "undercut",
    "A denial of a step of argument. The step's address alone is the short form.",
    (Field("reason", "text", "The address of the step.", "labs-starve -> keep-control", required=True), *_LINKED),
    short="reason",
)

POSITION = Record(
    "position",
    "Where a stakeholder stands on the claim. The stance alone is the short form.",
    (
        Field("stance", "choice", "Where they stand.", "agrees", required=True, choices=STANCES),
        Field("source", "id", "The id of the source where they said so.", "article"),
        Field("quote", "text", "Their words, short.", "we welcome this"),
        Field("date", "text", "When they said so: year, month or day.", "2025-07-21"),
    ),
    short="stance",
)

TENSION = Record(
    "tension",
    "An issue with two or more sides.",
    (
        Field("title", "text", "The issue in a few words.", "Sovereignty versus reliance"),
        Field(
            "question", "text", "The question at issue.", "How far should public services depend on AI from abroad?"
        ),
        Field("sides", "entries", "The sides: an id and what that side holds.", "Keep AI capability at home"),
    ),
)

STAKEHOLDER = Record(
    "stakeholder",
    "A person, body or group that takes positions.",
    (
        Field("name", "text", "The name in full.", "Department for Science, Innovation and Technology"),
        Field("kind", "text", "What it is, in your words.", "government"),
        Field("part_of", "id", "The stakeholder that it belongs to.", "uk-government"),
        Field("interests", "text", "What it wants or has at stake.", "Growth, adoption in public services"),
        Field("power", "choice", "Its power over the matter.", "high", choices=LEVELS),
        Field("interest", "choice", "Its interest in the matter.", "high", choices=LEVELS),
    ),
)

CLAIM = Record(
    "claim",
    "A statement that can be agreed with or not.",
    (
        Field(
            "text", "text", "The claim, as a sentence.", "Contracts with foreign firms starve UK labs.", required=True
        ),
        Field("tension", "id", "The tension that it takes a side in.", "foreign-reliance"),
        Field("side", "id", "The side that it takes.", "sovereignty"),
        Field("objects_to", "list", "The claims that it speaks against.", of=REASON),
        Field("supports", "list", "The claims that it speaks for.", of=REASON),
        Field("undercuts", "list", "The steps of argument that it denies.", of=UNDERCUT),
        Field("positions", "entries", "Who holds what about it: a stakeholder's id and the stance.", of=POSITION),
        Field("sources", "list", "What it rests on.", of=CITATION),
        Field("assumed", "flag", "Whether it is taken as given for this map.", "true"),
        Field("tags", "texts", "Words to find it by.", "innovation"),
        Field("note", "text", "For the people who edit the map; not drawn.", "Ask the lab for figures."),
    ),
)

SOURCE = Record(
    "source",
    "Something that can be cited.",
    (
        Field("title", "text", "Its title.", "UK and OpenAI sign a partnership"),
        Field("author", "text", "Who wrote it.", "A. Writer"),
        Field("publisher", "text", "Who published it.", "The Paper"),
        Field("date", "text", "When it was published: year, month or day.", "2025-07"),
        Field("url", "link", "Where it is.", "https://www.gov.uk/"),
        Field("accessed", "text", "When it was read there.", "2026-11-23"),
    ),
)

MAP = Record(
    "map",
    "A whole argument map.",
    (
        Field("argmap", "number", "The number of the file format.", "1", required=True),
        Field("title", "text", "What the map is about.", "UK–OpenAI strategic partnership", required=True),
        Field("question", "text", "The question in dispute.", "Should the UK build on foreign AI?"),
        Field("summary", "text", "The dispute in a few sentences.", "Two sides differ on who should own AI."),
        Field("tensions", "entries", "The issues, each with its sides.", of=TENSION),
        Field("stakeholders", "entries", "Those who take positions.", of=STAKEHOLDER),
        Field("claims", "entries", "The claims and the arguments between them.", required=True, of=CLAIM),
        Field("sources", "entries", "What is cited.", of=SOURCE),
    ),
)

RECORDS = (MAP, TENSION, STAKEHOLDER, CLAIM, REASON, UNDERCUT, POSITION, CITATION, SOURCE)
SECTIONS: dict[str, Record] = {
    "tensions": TENSION,
    "stakeholders": STAKEHOLDER,
    "claims": CLAIM,
    "sources": SOURCE,
}
"""The sections of a map and the record that each entry is."""

PROSE = ("title", "question", "summary")
"""The fields of a map that are text."""
