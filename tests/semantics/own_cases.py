"""Our own cases of standing, worked out by hand from the definition, in a short notation.

``"a, b => c"`` supports, ``"a =/> c"`` objects, and either may be aimed at a named reason (``"u: a =/> r1"``);
claims are named by use. ``marks`` gives claims that are assumed or cite sources. The labels are +, - and ?.
"""

from __future__ import annotations

import re
from typing import Any

OWN = (
    # name, steps, marks, forces, labels
    ("a claim alone stands", "", {"a": ""}, {}, "a+"),
    ("support by a bare claim", "a => b", {}, {}, "a+ b+"),
    ("an unanswered objection", "x =/> b", {}, {}, "x+ b-"),
    ("an answered objection", "x =/> b; y =/> x", {}, {}, "y+ x- b+"),
    ("answer answered", "x =/> b; y =/> x; z =/> y", {}, {}, "z+ y- x+ b-"),
    ("linked premises hold together", "a, b => c", {}, {}, "a+ b+ c+"),
    ("one linked premise falls", "a, b => c; x =/> b", {}, {}, "a+ b- c- x+"),
    ("one of two separate reasons falls", "a => c; b => c; x =/> b", {}, {}, "a+ b- c+ x+"),
    ("both separate reasons fall", "a => c; b => c; x =/> b; x =/> a", {}, {}, "a- b- c- x+"),
    ("an objection outweighs every support", "a => c; b => c; x =/> c", {}, {}, "a+ b+ c- x+"),
    ("mutual objections are contested", "a =/> b; b =/> a", {}, {}, "a? b?"),
    ("what hangs on a contested claim is contested", "a =/> b; b =/> a; a => c", {}, {}, "a? b? c?"),
    ("a contested objection leaves its target contested", "a =/> b; b =/> a; a =/> c", {}, {}, "a? b? c?"),
    ("an odd ring of objections", "a =/> b; b =/> c; c =/> a", {}, {}, "a? b? c?"),
    ("an even ring of objections", "a =/> b; b =/> c; c =/> d; d =/> a", {}, {}, "a? b? c? d?"),
    ("a ring broken from outside", "a =/> b; b =/> c; c =/> a; x =/> a", {}, {}, "x+ a- b+ c-"),
    ("a claim against itself", "a =/> a", {}, {}, "a?"),
    ("a claim against itself, refuted", "a =/> a; x =/> a", {}, {}, "x+ a-"),
    ("a claim for itself", "a => a", {}, {}, "a?"),
    ("a claim for itself and a source", "a => a", {"a": "s1"}, {}, "a+"),
    ("claims that hold one another up", "a => b; b => a", {}, {}, "a? b?"),
    ("a circle with a way in", "a => b; b => a; c => a", {}, {}, "a+ b+ c+"),
    ("a circle with a way in that falls", "a => b; b => a; c => a; x =/> c", {}, {}, "a? b? c- x+"),
    ("a circle, one member struck out", "a => b; b => a; x =/> a", {}, {}, "a- b- x+"),
    ("an assumed claim in a circle", "a => b; b => a", {"a": "assumed"}, {}, "a+ b+"),
    ("an assumed claim outlives its supports", "a => b; x =/> a", {"b": "assumed"}, {}, "a- b+ x+"),
    ("an assumed claim can be objected to", "x =/> a", {"a": "assumed"}, {}, "a- x+"),
    ("a source holds a claim up", "a => b; x =/> a", {"b": "s1"}, {}, "a- b+ x+"),
    ("an undercut takes away the step, not the claim", "r: a => b; u =/> r", {}, {}, "a+ u+ b-"),
    ("an undercut objection", "r: x =/> b; u =/> r", {}, {}, "x+ u+ b+"),
    ("an undercut that is undercut", "r: a => b; s: u =/> r; v =/> s", {}, {}, "a+ u+ v+ b+"),
    ("an undercutter that falls", "r: a => b; u =/> r; x =/> u", {}, {}, "a+ u- x+ b+"),
    ("an undercutter that is contested", "r: a => b; u =/> r; u =/> u", {}, {}, "a+ u? b?"),
    ("a claim that undercuts its own support", "r: a => b; b =/> r", {}, {}, "a+ b?"),
    ("an undercut and a second reason", "r: a => b; u =/> r; c => b", {}, {}, "a+ u+ c+ b+"),
    ("two steps between one pair", "r: a => b; q: a, c => b; u =/> r", {}, {}, "a+ c+ u+ b+"),
    ("two steps between one pair, both cut", "r: a => b; q: a, c => b; u =/> r; u =/> q", {}, {}, "a+ c+ u+ b-"),
    ("accepted against its objection", "x =/> a; a => b", {}, {"accepted": ["a"]}, "x+ a+ b+"),
    ("rejected in spite of its support", "a => b; b => c", {}, {"rejected": ["b"]}, "a+ b- c-"),
    ("accepting settles a quarrel", "a =/> b; b =/> a", {}, {"accepted": ["a"]}, "a+ b-"),
    ("rejecting settles a quarrel", "a =/> b; b =/> a", {}, {"rejected": ["a"]}, "a- b+"),
    ("a source rejected", "", {"a": "s1"}, {"rejected_sources": ["s1"]}, "a-"),
    ("one of two sources rejected", "", {"a": "s1 s2"}, {"rejected_sources": ["s1"]}, "a+"),
    ("a source rejected under another support", "b => a", {"a": "s1"}, {"rejected_sources": ["s1"]}, "a+ b+"),
    ("a source rejected under an assumed claim", "", {"a": "s1 assumed"}, {"rejected_sources": ["s1"]}, "a+"),
    ("an objection loses its source", "x =/> a", {"x": "s1"}, {"rejected_sources": ["s1"]}, "x- a+"),
    ("a circle loses its source", "a => b; b => a", {"a": "s1"}, {"rejected_sources": ["s1"]}, "a? b?"),
    (
        "rejected and accepted at once",
        "x =/> a; y =/> x",
        {},
        {"accepted": ["x"], "rejected": ["y"]},
        "x+ y- a-",
    ),
)

_LABELS = {"+": "in", "-": "out", "?": "undecided"}
_STEP = re.compile(r"(?:(\w+): )?([\w, ]+?) (=>|=/>) (\w+)")


def own_cases() -> list[dict[str, Any]]:
    """The cases in the shape that ``cases.build`` takes."""
    return [_case(*row) for row in OWN]


def _case(name: str, steps: str, marks: dict[str, str], forces: dict[str, list[str]], labels: str) -> dict[str, Any]:
    expected = {item[:-1]: _LABELS[item[-1]] for item in labels.split()}
    reasons = []
    for number, step in enumerate(filter(None, steps.split("; "))):
        match = _STEP.fullmatch(step)
        assert match, step
        reason_id, premises, arrow, target = match.groups()
        kind = "support" if arrow == "=>" else "objection"
        reasons.append(
            {"id": reason_id or f"n{number}", "kind": kind, "premises": premises.split(", "), "target": target}
        )
    claims = {claim: _marked(marks.get(claim, "")) for claim in expected}
    return {"name": name, "claims": claims, "reasons": reasons, "labels": expected, **forces}


def _marked(mark: str) -> dict[str, Any]:
    words = mark.split()
    return {"assumed": "assumed" in words, "sources": [word for word in words if word != "assumed"]}
