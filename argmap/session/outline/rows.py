"""The content of one row of the outline, and the jump labels that lead to rows on the screen."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Literal

from argmap.escape import one_line
from argmap.model.ids import ARROW
from argmap.model.names import tension_name
from argmap.model.types import Claim, Reason
from argmap.views.outline.tree import TENSIONS, OutlineTree
from argmap.vocabulary import LINKED, LINKED_SIGN, RELATIONS, counted

RowKind = Literal["tension", "tensions", "claim", "also"]
RowRelation = Literal["top", "supports", "objects_to", "undercuts", "with"]

SIGNS: dict[RowRelation, str] = {"top": "", "with": LINKED_SIGN}
SIGNS |= {kind: words.sign for kind, words in RELATIONS.items()}
WORDS: dict[RowRelation, str] = {"top": "claim", "with": LINKED}
WORDS |= {kind: words.on_box for kind, words in RELATIONS.items()}


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its thing and what to show of it. Texts are on one line and safe for a terminal."""

    key: str
    kind: RowKind
    depth: int
    """Levels below the top, from 0."""
    text: str
    relation: RowRelation = "top"
    claim_id: str | None = None
    tension_id: str | None = None
    address: str | None = None
    """The address of the reason for which the row is where it is."""
    children: int = 0
    """Rows directly below, shown or folded away."""
    folded: bool = False
    positions: int = 0
    sources: int = 0
    supports: int = 0
    objections: int = 0
    undercuts: int = 0
    """Undercuts of the link for which the row is where it is."""
    also: tuple[str, ...] = ()
    """Of a claim in its main place: its other parents (claim ids). Of a reference: its main parent."""
    side: str = ""
    takes: str = ""
    """Of a row directly below its tension: the side that the claim takes, in short."""
    assumed: bool = False
    missing: bool = False
    """Whether the row names a claim that does not exist."""

    @property
    def sign(self) -> str:
        """``+``, ``−``, ``⊘``, ``&`` or nothing."""
        return SIGNS[self.relation]

    @property
    def word(self) -> str:
        """The sign in words."""
        return WORDS[self.relation]


def row(shape: OutlineTree, key: str, depth: int, folded: bool) -> Row:
    """The content of the row with this key."""
    children = len(shape.children(key))
    if key == TENSIONS:
        return Row(key, "tensions", depth, counted(children, "tension"), children=children, folded=folded)
    if key.startswith("#"):
        tension = shape.index.tensions[key[1:]]
        text = one_line(tension_name(tension))
        return Row(key, "tension", depth, text, tension_id=tension.id, children=children, folded=folded)
    reason = shape.reason_of(key)
    if key.startswith("%"):
        return _also_row(shape, key, depth, claim_of(key), None, "top", children, folded)
    if key.startswith("&"):
        return _also_row(shape, key, depth, key.rpartition("&")[2], reason, "with", children, folded)
    if key.startswith("@"):
        assert reason is not None
        return _also_row(shape, key, depth, reason.premise, reason, reason.kind, children, folded)
    return _claim_row(shape, shape.index.claims[key], depth, reason, children, folded)


def _claim_row(
    shape: OutlineTree, claim: Claim, depth: int, reason: Reason | None, children: int, folded: bool
) -> Row:
    relation: RowRelation = "top" if reason is None else reason.kind if reason.premise == claim.id else "with"
    return Row(
        claim.id,
        "claim",
        depth,
        one_line(claim.text),
        relation,
        claim_id=claim.id,
        tension_id=claim.tension,
        address=reason.address if reason else None,
        children=children,
        folded=folded,
        positions=len(claim.positions),
        sources=len(claim.sources),
        supports=len(shape.index.supports_of(claim.id)),
        objections=len(shape.index.objections_to(claim.id)),
        undercuts=len(shape.index.undercuts_of(reason)) if reason and relation != "with" else 0,
        also=tuple(other.target.partition(ARROW)[0] for other in claim.reasons if other is not reason),
        side=_side(shape, claim),
        takes=_short_side(shape, claim) if reason is None and claim.tension in shape.index.tensions else "",
        assumed=claim.assumed,
    )


def _also_row(
    shape: OutlineTree,
    key: str,
    depth: int,
    claim_id: str,
    reason: Reason | None,
    relation: RowRelation,
    children: int,
    folded: bool,
) -> Row:
    claim = shape.index.claims.get(claim_id)
    above = shape.parent(claim_id) if claim else ""
    repeats = claim is not None and reason is not None and relation != "with"
    return Row(
        key,
        "also",
        depth,
        one_line(claim.text) if claim else claim_id,
        relation,
        claim_id=claim_id,
        address=reason.address if reason else None,
        children=children,
        folded=folded,
        undercuts=len(shape.index.undercuts_of(reason)) if repeats and reason else 0,
        also=(claim_of(above),) if above and not above.startswith("#") else (),
        side=_side(shape, claim) if claim else "",
        takes=_short_side(shape, claim) if claim and key.startswith("%") else "",
        missing=claim is None,
    )


def _side(shape: OutlineTree, claim: Claim) -> str:
    tension = shape.index.tensions.get(claim.tension or "")
    if tension is None or claim.side is None:
        return ""
    return next((one_line(side.title) for side in tension.sides if side.id == claim.side), one_line(claim.side))


def _short_side(shape: OutlineTree, claim: Claim) -> str:
    """The side that a claim takes, by its short text if it has one."""
    tension = shape.index.tensions.get(claim.tension or "")
    side = next((side for side in tension.sides if side.id == claim.side), None) if tension is not None else None
    return one_line(side.short or side.title) if side is not None else _side(shape, claim)


def claim_of(key: str) -> str:
    """The claim that a key (not a tension's) is about."""
    if key[:1] in ("&", "%"):
        return key.rpartition(key[0])[2]
    return key[1:].partition(ARROW)[0] if key.startswith("@") else key


HOME_ROW_FIRST = "asdfjklghqwertyuiopzxcvbnm"


def jump_labels(count: int, letters: str = HOME_ROW_FIRST) -> tuple[str, ...]:
    """``count`` labels of equal length, none the beginning of another: one letter, or two or more where needed."""
    length = 1
    while len(letters) ** length < count:
        length += 1
    labels = product(letters, repeat=length)
    return tuple("".join(label) for label, _ in zip(labels, range(count), strict=False))
