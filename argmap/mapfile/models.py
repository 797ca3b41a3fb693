"""The format of a map file, defined once, as pydantic models: fields in canonical order, with examples.

The JSON Schema follows from the models, and so does :mod:`argmap.mapfile.fields`, the table that reading, writing and
forms go by: importing pydantic and building the models takes longer than all of ``argmap check`` on 50 claims.
``python -m argmap.mapfile.schema`` writes both, and a test holds them together.

A field is named as the attribute of the map's types; its alias, where it has one, is its name in the file.
A record with a ``short_form`` may be written as the value of that field alone. Text may also be what other readers of
YAML take for a number, a date or a truth value.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, NamedTuple, TypeAlias

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue

from argmap.mapfile.record import FieldKind
from argmap.model.ids import MAX_LENGTH, YAML_WORDS, problem_with
from argmap.model.types import LANGUAGE_TAG, MAX_SHORT, Level, Stance

FORMAT = 1
LINK = r"^([hH][tT][tT][pP][sS]?://|[mM][aA][iI][lL][tT][oO]:|[dD][oO][iI]:)[^\s]"
ID = f"^(?!(?:{'|'.join(sorted(YAML_WORDS))})$)[a-z][a-z0-9-]{{0,{MAX_LENGTH - 1}}}$"
SHA256 = "^[0-9a-fA-F]{64}$"
_SEGMENT = r"\.{0,2}[^./\\:\n][^/\\:\n]*"
COPY = f"^{_SEGMENT}(/{_SEGMENT})*$"
"""A relative path with ``/`` that stays in its folder: no ``.`` or ``..``, no drive of Windows."""
LANGUAGE = LANGUAGE_TAG

_TYPES = ["string", "number", "boolean", "null"]


class Takes(NamedTuple):
    """Marks a type with the kind of its field in the table that reading and writing go by."""

    kind: FieldKind


def _as_text(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, (int, float)) else value


_NONE = BeforeValidator(lambda value: () if value is None else value)
_NO_ENTRIES = BeforeValidator(lambda value: {} if value is None else value)


def _is_id(text: str) -> str:
    if (problem := problem_with(text)) is not None:
        raise ValueError(f"'{text}' {problem}")
    return text


def _of_text(required: bool = False, **more: Any) -> WithJsonSchema:
    types = _TYPES[:-1] if required else _TYPES
    return WithJsonSchema({"type": types, **({"minLength": 1} if required else {}), **more})


Text: TypeAlias = Annotated[str | None, BeforeValidator(_as_text), _of_text()]
NeededText: TypeAlias = Annotated[str, StringConstraints(min_length=1), BeforeValidator(_as_text), _of_text(True)]
Short: TypeAlias = Annotated[
    str | None, Field(max_length=MAX_SHORT), BeforeValidator(_as_text), _of_text(maxLength=MAX_SHORT)
]
Language: TypeAlias = Annotated[str | None, Field(pattern=LANGUAGE), _of_text(pattern=LANGUAGE)]
CopyPath: TypeAlias = Annotated[str | None, Field(pattern=COPY), BeforeValidator(_as_text), _of_text(pattern=COPY)]
Digest: TypeAlias = Annotated[str | None, Field(pattern=SHA256), _of_text(pattern=SHA256)]
Link: TypeAlias = Annotated[
    str | None, Takes("link"), Field(pattern=LINK), WithJsonSchema({"type": ["string", "null"], "pattern": LINK})
]
Flag: TypeAlias = Annotated[
    Literal[True, False, "true", "false"] | None,
    Takes("flag"),
    WithJsonSchema({"enum": [True, False, "true", "false", None]}),
]
Number: TypeAlias = Annotated[Literal[1, "1"], Takes("number"), WithJsonSchema({"enum": [FORMAT, str(FORMAT)]})]
Reference: TypeAlias = Annotated[str | None, Takes("id"), BeforeValidator(_as_text), _of_text()]
NeededReference: TypeAlias = Annotated[
    str, Takes("id"), StringConstraints(min_length=1), BeforeValidator(_as_text), _of_text(True)
]
Id: TypeAlias = Annotated[str, AfterValidator(_is_id)]
Power: TypeAlias = Annotated[Level | None, WithJsonSchema({"enum": ["high", "low", None]})]
Item: TypeAlias = Annotated[str, BeforeValidator(_as_text), _of_text()]
Texts: TypeAlias = Annotated[tuple[Item, ...], _NONE]


class FileRecord(BaseModel):
    """A set of fields of the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    short_form: ClassVar[str | None] = None

    @classmethod
    def called(cls) -> str:
        """What messages call such a record."""
        return cls.__name__.removesuffix("Record").lower()

    @model_validator(mode="before")
    @classmethod
    def _in_long_form(cls, value: Any) -> Any:
        if cls.short_form is not None and not isinstance(value, dict):
            return {cls.short_form: value}
        return {} if value is None else value

    @classmethod
    def __get_pydantic_json_schema__(cls, core: Any, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        long = handler.resolve_ref_schema(handler(core))
        if cls.short_form is not None:
            return {"description": long["description"], "oneOf": [long["properties"][cls.short_form], long]}
        return long if long.get("required") else long | {"type": ["object", "null"]}


class CitationRecord(FileRecord):
    """One use of a source. A source's id alone is the short form."""

    short_form = "source"
    source: NeededReference = Field(description="The id of a source.", examples=["article"])
    locator: Text = Field(None, description="Location: page, paragraph or minute.", examples=["para 6"])
    quote: Text = Field(None, description="Exact words from the source.", examples=["a world-class partnership"])


Citations: TypeAlias = Annotated[tuple[CitationRecord, ...], _NONE]
Linked: TypeAlias = Annotated[
    Texts,
    Field(
        alias="with",
        description="Linked premises: ids of claims needed together with this one.",
        examples=[["talent-is-scarce"]],
    ),
]
Scheme: TypeAlias = Annotated[
    Text,
    Field(description="Name of the link's argument scheme.", examples=["argument from expert opinion"]),
]
Warrant: TypeAlias = Annotated[
    Text,
    Field(description="Why it follows.", examples=["Contracts fund the research."]),
]
Backing: TypeAlias = Annotated[Citations, Field(description="Sources for the link.")]


class ReasonRecord(FileRecord):
    """A support or objection to another claim. The claim's id alone is the short form."""

    short_form = "claim"
    target: NeededReference = Field(
        alias="claim", description="Id of the claim it supports or objects to.", examples=["keep-control"]
    )
    linked: Linked = ()
    scheme: Scheme = None
    note: Warrant = None
    sources: Backing = ()


class UndercutRecord(FileRecord):
    """An undercut of a link. Short form: 'premise -> target'."""

    short_form = "reason"
    target: NeededText = Field(
        alias="reason", description="The link, as premise -> target.", examples=["labs-starve -> keep-control"]
    )
    linked: Linked = ()
    scheme: Scheme = None
    note: Warrant = None
    sources: Backing = ()


class PositionRecord(FileRecord):
    """A stakeholder's position. The stance alone is the short form."""

    short_form = "stance"
    stance: Annotated[Stance, WithJsonSchema({"enum": ["agrees", "disagrees", "mixed"]})] = Field(
        description="Stance: agrees, disagrees or mixed.", examples=["agrees"]
    )
    source: Reference = Field(None, description="The id of the source where they said so.", examples=["article"])
    quote: Text = Field(None, description="Exact words of the stakeholder.", examples=["we welcome this"])
    date: Text = Field(None, description="When they said so: year, month or day.", examples=["2025-07-21"])


class SideRecord(FileRecord):
    """One side of a tension. Its text alone is the short form."""

    short_form = "text"
    title: Text = Field(alias="text", description="The goal of the side.", examples=["Keep AI capability at home"])
    short: Short = Field(None, description="The side in a few words, for pictures.", examples=["Home-grown AI"])


class TensionRecord(FileRecord):
    """Two or more goals that pull against each other."""

    title: Text = Field(None, description="The tension in a few words.", examples=["Sovereignty versus reliance"])
    question: Text = Field(
        None,
        description="The question that the tension raises.",
        examples=["How far should public services depend on AI from abroad?"],
    )
    sides: Annotated[dict[Id, SideRecord], _NO_ENTRIES] = Field(
        {},
        description="The sides: an id and the goal of the side.",
        examples=[{"home": "Keep AI capability at home"}],
    )


class StakeholderRecord(FileRecord):
    """A person, organisation or group with a stake in the question."""

    name: Text = Field(
        None, description="The name in full.", examples=["Department for Science, Innovation and Technology"]
    )
    short: Short = Field(None, description="The name in short, for pictures.", examples=["DSIT"])
    kind: Text = Field(None, description="Type of stakeholder (free text).", examples=["government"])
    part_of: Reference = Field(None, description="The stakeholder that it belongs to.", examples=["uk-government"])
    interests: Text = Field(
        None, description="What it wants or has at stake.", examples=["Growth, adoption in public services"]
    )
    power: Power = Field(None, description="Its power over the matter.", examples=["high"])
    interest: Power = Field(None, description="Its interest in the matter.", examples=["high"])


class ClaimRecord(FileRecord):
    """One statement that someone can agree or disagree with."""

    text: NeededText = Field(
        description="The claim, as a sentence.", examples=["Contracts with foreign firms starve UK labs."]
    )
    short: Short = Field(None, description="The claim in a few words, for pictures.", examples=["Starves UK labs"])
    tension: Reference = Field(None, description="Id of its tension.", examples=["foreign-reliance"])
    side: Reference = Field(None, description="Id of its side.", examples=["sovereignty"])
    objects_to: Annotated[tuple[ReasonRecord, ...], _NONE] = Field((), description="Claims it objects to.")
    supports: Annotated[tuple[ReasonRecord, ...], _NONE] = Field((), description="Claims it supports.")
    undercuts: Annotated[tuple[UndercutRecord, ...], _NONE] = Field((), description="Links it undercuts.")
    positions: Annotated[dict[Id, PositionRecord], _NO_ENTRIES] = Field(
        {}, description="Positions: a stakeholder's id and the stance."
    )
    sources: Citations = Field((), description="Sources for the claim.")
    assumed: Flag = Field(None, description="true if the map assumes this claim.", examples=[True])
    tags: Texts = Field((), description="Tags.", examples=[["innovation"]])
    note: Text = Field(
        None, description="A note for editors, not shown in diagrams.", examples=["Ask the lab for figures."]
    )


class SourceRecord(FileRecord):
    """A source."""

    title: Text = Field(None, description="Its title.", examples=["UK and OpenAI sign a partnership"])
    short: Short = Field(None, description="The title in short, for pictures.", examples=["UK and OpenAI, 2025"])
    author: Text = Field(None, description="Who wrote it.", examples=["A. Writer"])
    publisher: Text = Field(None, description="Who published it.", examples=["The Paper"])
    date: Text = Field(None, description="When it was published: year, month or day.", examples=["2025-07"])
    url: Link = Field(None, description="Web address.", examples=["https://www.gov.uk/"])
    accessed: Text = Field(None, description="When it was read there.", examples=["2026-11-23"])
    copy_: CopyPath = Field(
        None,
        alias="copy",
        description="Where a copy of it is: a path from the folder of the map, or of copies, with '/', without '..'.",
        examples=["sources/partnership.txt"],
    )
    copy_sha256: Digest = Field(
        None, description="The SHA-256 digest of the copy that was read, in hexadecimal digits.", examples=["0a" * 32]
    )


class MapRecord(FileRecord):
    """A whole argument map."""

    argmap: Number = Field(description="The number of the file format.", examples=[FORMAT])
    title: NeededText = Field(description="What the map is about.", examples=["UK–OpenAI strategic partnership"])
    question: Text = Field(
        None, description="The question in dispute.", examples=["Should the UK build on foreign AI?"]
    )
    language: Language = Field(None, description="The language of its texts, as a BCP 47 tag.", examples=["en-GB"])
    summary: Text = Field(
        None,
        description="The dispute in a few sentences.",
        examples=["Two sides differ on who should own AI."],
    )
    tensions: Annotated[dict[Id, TensionRecord], _NO_ENTRIES] = Field(
        {}, description="The tensions, each with its sides."
    )
    stakeholders: Annotated[dict[Id, StakeholderRecord], _NO_ENTRIES] = Field({}, description="Stakeholders.")
    claims: Annotated[dict[Id, ClaimRecord], _NO_ENTRIES] = Field(description="Claims and their links.")
    sources: Annotated[dict[Id, SourceRecord], _NO_ENTRIES] = Field({}, description="Sources.")


RECORDS: tuple[type[FileRecord], ...] = (
    MapRecord,
    TensionRecord,
    SideRecord,
    StakeholderRecord,
    ClaimRecord,
    ReasonRecord,
    UndercutRecord,
    PositionRecord,
    CitationRecord,
    SourceRecord,
)
