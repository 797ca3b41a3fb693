"""Other ways to reach the same labels: slow or foreign, and written from the definition alone.

None of them looks at ``argmap.semantics``: they read cases (see ``cases.py``).
"""

from __future__ import annotations

from itertools import product
from typing import Any

Case = dict[str, Any]
Labelling = dict[str, str]


def definition(case: Case, claims: Labelling) -> Labelling:
    """What the definition makes of every claim, given a guess at the label of every claim."""
    found = {claim: _claim(case, claim, claims) for claim in case["claims"]}
    found |= {claim: "in" for claim in case.get("accepted", ()) if claim in found}
    return found | {claim: "out" for claim in case.get("rejected", ()) if claim in found}


def reason_label(case: Case, reason: dict[str, Any], claims: Labelling) -> str:
    """In if all premises are in and all undercutters out; out if one is the other way; else undecided."""
    undercutters = [reason_label(case, other, claims) for other in case["reasons"] if other["target"] == reason["id"]]
    premises = [claims[premise] for premise in reason["premises"]]
    if "out" in premises or "in" in undercutters:
        return "out"
    if set(premises) <= {"in"} and set(undercutters) <= {"out"}:
        return "in"
    return "undecided"


def _claim(case: Case, claim: str, claims: Labelling) -> str:
    about = case["claims"][claim]
    aimed = [reason for reason in case["reasons"] if reason["target"] == claim]
    objections = [reason_label(case, reason, claims) for reason in aimed if reason["kind"] == "objection"]
    supports = [reason_label(case, reason, claims) for reason in aimed if reason["kind"] == "support"]
    rejected = case.get("rejected_sources", ())
    supports += ["out" if source in rejected else "in" for source in about.get("sources", ())]
    assumed = about.get("assumed", False)
    if "in" in objections or (supports and not assumed and set(supports) == {"out"}):
        return "out"
    if set(objections) <= {"out"} and (not supports or assumed or "in" in supports):
        return "in"
    return "undecided"


def least_fixpoint(case: Case) -> Labelling:
    """By brute force: of all labellings that the definition maps to themselves, the one that says least.

    It must say nothing that another fixpoint does not say, which is checked.
    """
    names = list(case["claims"])
    fixpoints = []
    for guess in product(("undecided", "in", "out"), repeat=len(names)):
        claims = dict(zip(names, guess, strict=True))
        if definition(case, claims) == claims:
            fixpoints.append(claims)
    least = max(fixpoints, key=lambda claims: list(claims.values()).count("undecided"))
    for other in fixpoints:
        assert all(label in ("undecided", other[name]) for name, label in least.items())
    return least


def grounded_extension(attacks: set[tuple[str, str]], arguments: set[str]) -> set[str]:
    """Dung's grounded extension (1995): the least fixpoint of "acceptable with respect to", found naively."""
    accepted: set[str] = set()
    while True:
        defended = {
            argument
            for argument in arguments
            if all(
                any((defender, attacker) in attacks for defender in accepted)
                for attacker in arguments
                if (attacker, argument) in attacks
            )
        }
        if defended == accepted:
            return accepted
        accepted = defended


PROGRAM = """
in(R)  :- reason(R), not_forced(R); in(P) : premise(R, P); out(U) : aimed(U, R).
out(R) :- reason(R), premise(R, P), out(P).
out(R) :- reason(R), aimed(U, R), in(U).
held(C) :- claim(C), aimed(R, C), support(R), in(R).
held(C) :- assumed(C).
held(C) :- claim(C), not supported(C).
supported(C) :- claim(C), aimed(R, C), support(R).
lost(C) :- supported(C), not assumed(C); out(R) : aimed(R, C), support(R).
in(C)  :- claim(C), not forced(C), held(C); out(R) : aimed(R, C), not support(R).
out(C) :- claim(C), not forced(C), aimed(R, C), not support(R), in(R).
out(C) :- not forced(C), lost(C).
in(C)  :- accepted(C), not rejected(C).
out(C) :- rejected(C).
forced(C) :- accepted(C).
forced(C) :- rejected(C).
out(R) :- rejected_source(R).
not_forced(R) :- reason(R), not rejected_source(R).
#show in/1.
#show out/1.
"""
"""The definition as a logic program whose only model is the least one: no rule negates what it derives."""


def by_clingo(case: Case) -> Labelling:
    """The labels of claims and reasons that the solver clingo derives (Gebser et al., potassco.org)."""
    import clingo

    control = clingo.Control(["--warn=none"])
    control.add("base", [], PROGRAM + "".join(f"{fact}.\n" for fact in _facts(case)))
    control.ground([("base", [])])
    models: list[Labelling] = []
    with control.solve(yield_=True) as handle:
        for model in handle:
            shown = [(symbol.name, symbol.arguments[0].string) for symbol in model.symbols(shown=True)]
            assert len({item for _, item in shown}) == len(shown), "nothing is both in and out"
            models.append({item: label for label, item in shown})
    (only,) = models
    names = [*case["claims"], *(reason["id"] for reason in case["reasons"])]
    return {name: only.get(name, "undecided") for name in names}


def _facts(case: Case) -> list[str]:
    facts = [f'claim("{claim}")' for claim in case["claims"]]
    for claim, about in case["claims"].items():
        facts += [f'assumed("{claim}")'] if about.get("assumed") else []
        for source in about.get("sources", ()):
            facts += _reason_facts(f"{source}@{claim}", "support", [], claim)
            facts += [f'rejected_source("{source}@{claim}")'] if source in case.get("rejected_sources", ()) else []
    for reason in case["reasons"]:
        facts += _reason_facts(reason["id"], reason["kind"], reason["premises"], reason["target"])
    for force in ("accepted", "rejected"):
        facts += [f'{force}("{claim}")' for claim in case.get(force, ())]
    return facts


def _reason_facts(name: str, kind: str, premises: list[str], target: str) -> list[str]:
    facts = [f'reason("{name}")', f'aimed("{name}", "{target}")']
    facts += [f'premise("{name}", "{premise}")' for premise in premises]
    return facts + ([f'support("{name}")'] if kind == "support" else [])
