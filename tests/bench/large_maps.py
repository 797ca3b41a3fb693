"""Large maps for benches and tests of bounds: realistic text, holders and sources; the same for one seed."""

from __future__ import annotations

import random

from argmap.model.types import STANCES, Citation, Claim, Map, Position, Reason, Side, Source, Stakeholder, Tension

SUBJECTS = (
    "The partnership", "A public compute plan", "Foreign ownership of models", "The safety institute",
    "Open licensing",
    "Regional growth zones", "A copyright exception", "Voluntary testing", "The skills programme",
    "Departmental piloting",
)  # fmt: skip
VERBS = ("speeds up", "holds back", "pays for", "weakens", "depends on", "makes room for", "crowds out", "protects")
OBJECTS = (
    "homegrown research", "trust in public services", "the creative industries", "productivity in the regions",
    "accountability to Parliament", "the supply of skilled staff", "cheaper services", "control of public data",
)  # fmt: skip
TAILS = ("", " within five years", " unless funding doubles", " in most departments", ", as past contracts show")
KINDS = ("government", "regulator", "company", "civil society", "university")


def large_map(claims: int, reasons_per_claim: float = 1.0, seed: int = 0) -> Map:
    """A map of that many claims (the first is the question's answer), each bearing on earlier ones.

    One claim in three has positions, one in two cites a source, one in fifty undercuts a step.
    """
    rng = random.Random(seed)
    tensions = tuple(_tension(number) for number in range(4))
    stakeholders = tuple(_stakeholder(number) for number in range(max(5, min(60, claims // 10))))
    sources = tuple(_source(number) for number in range(max(3, min(400, claims // 8))))
    made: list[Claim] = []
    for number in range(claims):
        made.append(_claim(rng, number, made, tensions, stakeholders, sources, reasons_per_claim))
    return Map(
        title="A large dispute about public technology",
        question="Should public services build on technology from abroad?",
        summary="Two camps differ on who should own the technology. A third asks who answers for it.",
        tensions=tensions,
        stakeholders=stakeholders,
        claims=tuple(made),
        sources=sources,
    )


def _claim(
    rng: random.Random,
    number: int,
    made: list[Claim],
    tensions: tuple[Tension, ...],
    stakeholders: tuple[Stakeholder, ...],
    sources: tuple[Source, ...],
    reasons_per_claim: float,
) -> Claim:
    claim_id = f"claim-{number}"
    tension = tensions[number % 4] if number % 3 == 0 else None
    holders = rng.sample(stakeholders, rng.randint(1, 3)) if number % 3 == 0 else []
    cited = rng.sample(sources, 1) if number % 2 == 0 else []
    return Claim(
        id=claim_id,
        text=f"{rng.choice(SUBJECTS)} {rng.choice(VERBS)} {rng.choice(OBJECTS)}{rng.choice(TAILS)} (point {number}).",
        tension=tension.id if tension else None,
        side=tension.sides[number % 2].id if tension else None,
        reasons=_reasons(rng, claim_id, made, reasons_per_claim),
        positions=tuple(Position(stakeholder=who.id, stance=rng.choice(STANCES)) for who in holders),
        sources=tuple(Citation(source=source.id, locator=f"para {rng.randint(1, 40)}") for source in cited),
        note="Ask the department for its own figures before publishing. Two of the three are estimates."
        if number % 25 == 0
        else None,
    )


def _reasons(rng: random.Random, claim_id: str, made: list[Claim], reasons_per_claim: float) -> tuple[Reason, ...]:
    whole = int(reasons_per_claim)
    wanted = min(len(made), whole + (rng.random() < reasons_per_claim - whole))
    near = made[-40:] if rng.random() < 0.8 else made
    targets = rng.sample(near, min(wanted, len(near)))
    cut = sum(rng.random() < 0.65 for _ in targets)
    found = [Reason(premise=claim_id, kind="supports", target=target.id) for target in targets[:cut]]
    found += [Reason(premise=claim_id, kind="objects_to", target=target.id) for target in targets[cut:]]
    if rng.random() < 0.02 and made and made[-1].reasons:
        found.append(Reason(premise=claim_id, kind="undercuts", target=made[-1].reasons[0].address))
    return tuple(found)


def _tension(number: int) -> Tension:
    return Tension(
        id=f"tension-{number}",
        title=f"Control versus speed, part {number}",
        question="How much control may be given up for speed?",
        sides=(Side(id="control", title="Keep control at home"), Side(id="speed", title="Take the fastest road")),
    )


def _stakeholder(number: int) -> Stakeholder:
    return Stakeholder(id=f"stakeholder-{number}", name=f"Body number {number}", kind=KINDS[number % 5])


def _source(number: int) -> Source:
    return Source(
        id=f"source-{number}",
        title=f"Report {number} on public technology",
        publisher="The Public Press",
        date=f"2025-{number % 12 + 1:02}",
        url=f"https://example.org/reports/{number}",
    )
