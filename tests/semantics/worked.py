"""The worked map of the documentation, with stakeholders, and a few small makers of maps for tests."""

from __future__ import annotations

from argmap.model.index import Index
from argmap.model.types import (
    Citation,
    Claim,
    Map,
    Position,
    Reason,
    Side,
    Source,
    Stakeholder,
    Stance,
    Tension,
)
from argmap.model.validation import validated
from argmap.semantics.labels import Labels, label

R1, R2, R3, R4, R5 = "a -> k", "b -> k", "c -> b -> k", "d -> c", "e -> a"


def held(**stances: Stance) -> tuple[Position, ...]:
    return tuple(Position(stakeholder=who, stance=stance) for who, stance in stances.items())


def supports(premise: str, target: str, *linked: str) -> Reason:
    return Reason(premise=premise, kind="supports", target=target, linked=linked)


def objects(premise: str, target: str, *linked: str) -> Reason:
    return Reason(premise=premise, kind="objects_to", target=target, linked=linked)


def undercuts(premise: str, target: str) -> Reason:
    return Reason(premise=premise, kind="undercuts", target=target)


def claim(id: str, *reasons: Reason, text: str = "", sources: tuple[str, ...] = (), **more: object) -> Claim:
    cited = tuple(Citation(source=source) for source in sources)
    return validated(Claim, {"id": id, "text": text or f"Claim {id}", "reasons": reasons, "sources": cited, **more})


def labels_of(*claims: Claim, **more: object) -> Labels:
    """The labels of a map of these claims, in which every cited source exists."""
    sources = dict.fromkeys(citation.source for item in claims for citation in item.sources)
    there = tuple(Source(id=source) for source in sources)
    return label(Index.build(validated(Map, {"title": "T", "claims": claims, "sources": there, **more})))


def worked_map() -> Map:
    on = {"tension": "reliance"}
    return Map(
        title="A partnership",
        tensions=(
            Tension(
                id="reliance",
                title="Speed versus independence",
                sides=(Side(id="speed", title="Go fast"), Side(id="own", title="Stay independent")),
            ),
        ),
        stakeholders=(
            Stakeholder(id="ministry", name="The Ministry", power="high", interest="high"),
            Stakeholder(id="labs", name="The labs", power="low", interest="high"),
            Stakeholder(id="press"),
        ),
        claims=(
            claim("k", text="Sign the partnership.", positions=held(ministry="agrees"), **on, side="speed"),
            claim(
                "a", supports("a", "k"), text="It speeds adoption.", positions=held(ministry="agrees", labs="agrees")
            ),
            claim(
                "b",
                objects("b", "k"),
                text="It creates dependence.",
                sources=("s2",),
                positions=(
                    Position(stakeholder="ministry", stance="agrees", source="s1", date="2026-01-02"),
                    Position(stakeholder="labs", stance="mixed"),
                ),
                **on,
                side="own",
            ),
            claim("c", undercuts("c", R2), text="Exit terms limit it.", positions=held(ministry="agrees")),
            claim(
                "d",
                objects("d", "c"),
                text="Exit terms are rarely enforceable.",
                sources=("s2",),
                positions=held(ministry="disagrees", labs="agrees"),
            ),
            claim("e", supports("e", "a"), text="Pilots ran twice as fast.", sources=("s1",)),
        ),
        sources=(Source(id="s1", title="Pilot study"), Source(id="s2")),
    )


def worked_labels() -> Labels:
    return label(Index.build(worked_map()))
