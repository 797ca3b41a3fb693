"""What people do at the same time, and what a merge makes of it: asked where only a person can say, else told."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from argmap.cli.main import main
from argmap.mapfile.document import Document
from argmap.mapfile.read.read import read
from argmap.merge.conflict_markers import markers_in
from argmap.merge.conflicts import BothChanged, Pick, RemovedButNeeded, Retargeted, Reworded, Twins
from argmap.merge.documents import decide, merge_documents
from tests.git.conftest import MAP

SIGN, DEPENDENCE = "The partnership should be signed.", "It creates dependence on one supplier."
TURNED, REWORDED = "The partnership should not be signed.", "It creates dependence on one foreign supplier."
POSITION = "    positions:\n      dsit:\n        stance: agrees\n        quote: We will sign.\n"
COSTS = "    text: The running costs are not known.\n    objects_to:\n      - "
LATE = "  late:\n    text: It is late.\n"
LAST = "\nsources:\n"
AGREES = "    positions:\n      treasury: agrees"
QUOTED = f"{AGREES}\n    sources:\n      - source: report\n        quote: One."
UNDERCUT = "- dependence -> sign"
ALSO = "treasury: agrees\n      dsit: disagrees"
SOURCE = "  report:\n    title: A report on tools\n    date: 2025\n"


def changed(*pairs: tuple[str, str], text: str = MAP) -> str:
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return text


def document(text: str) -> Document:
    return read(text.encode(), "map.yaml")


class Two(NamedTuple):
    """What two people made of the map, the first of whom is ours, or of ``base``."""

    ours: str
    theirs: str
    base: str = MAP


ASKED: dict[str, tuple[Two, str, dict[Pick, str]]] = {
    "a position was given to a wording that turned": (
        Two(changed((SIGN, TURNED)), changed((f"{SIGN}\n", f"{SIGN}\n{POSITION}"))),
        "Reworded",
        {
            "ours": changed((SIGN, TURNED)),
            "theirs": changed((f"{SIGN}\n", f"{SIGN}\n{POSITION}")),
            "both": changed((f"{SIGN}\n", f"{TURNED}\n{POSITION}")),
        },
    ),
    "a link was drawn to a wording that turned": (
        Two(changed((SIGN, TURNED)), changed((LAST, f"{LATE}    objects_to:\n      - sign\n{LAST}"))),
        "Reworded",
        {
            "ours": changed((SIGN, TURNED), (LAST, f"{LATE}{LAST}")),
            "theirs": changed((LAST, f"{LATE}    objects_to:\n      - sign\n{LAST}")),
        },
    ),
    "a quote was added to a wording with another figure": (
        Two(
            changed(("one supplier", "two suppliers")),
            changed((AGREES, QUOTED)),
        ),
        "Reworded",
        {
            "ours": changed(("one supplier", "two suppliers")),
            "both": changed(
                ("one supplier", "two suppliers"),
                (AGREES, QUOTED),
            ),
        },
    ),
    "one link was moved to two targets": (
        Two(changed((f"{COSTS}sign", f"{COSTS}faster")), changed((f"{COSTS}sign", f"{COSTS}dependence"))),
        "Retargeted",
        {
            "ours": changed((f"{COSTS}sign", f"{COSTS}faster")),
            "theirs": changed((f"{COSTS}sign", f"{COSTS}dependence")),
        },
    ),
    "one undercut was moved to two links": (
        Two(changed((UNDERCUT, "- costs -> sign")), changed((UNDERCUT, "- faster -> sign"))),
        "Retargeted",
        {
            "ours": changed((UNDERCUT, "- costs -> sign")),
            "theirs": changed((UNDERCUT, "- faster -> sign")),
        },
    ),
    "a source was added by both with one address": (
        Two(
            changed((SOURCE, f"{SOURCE}  memo:\n    title: The memo\n    url: https://example.org/memo/\n")),
            changed((SOURCE, f"{SOURCE}  memorandum:\n    author: Ada\n    url: http://www.example.org/memo\n")),
        ),
        "Twins",
        {
            "ours": changed(
                (
                    SOURCE,
                    f"{SOURCE}  memo:\n    title: The memo\n    author: Ada\n    url: https://example.org/memo/\n",
                )
            ),
            "theirs": changed(
                (
                    SOURCE,
                    f"{SOURCE}  memorandum:\n    title: The memo\n    author: Ada\n    url: http://www.example.org/memo\n",
                )
            ),
        },
    ),
    "a source was added by both with one title": (
        Two(
            changed(
                (SOURCE, f"{SOURCE}  memo:\n    title: The Memo\n"),
                ("      - report", "      - report\n      - memo"),
            ),
            changed(
                (SOURCE, f"{SOURCE}  memorandum:\n    title: The memo.\n"),
                ("    note: Ask", "    sources:\n      - memorandum\n    note: Ask"),
            ),
        ),
        "Twins",
        {
            "ours": changed(
                (SOURCE, f"{SOURCE}  memo:\n    title: The Memo\n"),
                ("      - report", "      - report\n      - memo"),
                ("    note: Ask", "    sources:\n      - memo\n    note: Ask"),
            ),
        },
    ),
    "a stakeholder was added by both": (
        Two(
            changed(("  treasury:\n", "  cma:\n    name: The CMA\n  treasury:\n")),
            changed(("  treasury:\n", "  authority:\n    name: The CMA\n    kind: regulator\n  treasury:\n")),
        ),
        "Twins",
        {"ours": changed(("  treasury:\n", "  cma:\n    name: The CMA\n    kind: regulator\n  treasury:\n"))},
    ),
}


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.parametrize("swapped", [False, True])
def test_what_only_a_person_can_say_is_asked_once(name: str, swapped: bool) -> None:
    two, kind, decided = ASKED[name]
    ours, theirs = (two.theirs, two.ours) if swapped else (two.ours, two.theirs)
    merged = merge_documents(document(two.base), document(ours), document(theirs))
    (conflict,) = merged.conflicts
    assert type(conflict).__name__ == kind
    found = document(merged.data.decode())
    assert [mark.conflict for mark in markers_in(found)] == [conflict]
    other: dict[Pick, Pick] = {"ours": "theirs", "theirs": "ours", "both": "both"}
    for pick, text in decided.items():
        after = decide(found, [conflict], conflict, other[pick] if swapped else pick)
        assert after.conflicts == ()
        assert after.document.map == document(text).map
        if not swapped and kind != "Twins":
            assert after.document.text.split() == text.split()


TOLD: dict[str, tuple[Two, str]] = {
    "a position under a plain rewording": (
        Two(changed((DEPENDENCE, REWORDED)), changed(("treasury: agrees", ALSO))),
        "note: Ours reworded the claim “It creates dependence on one foreign…”; what theirs recorded was for the old "
        "wording: the position of “Department for Science”.\n",
    ),
    "a link under a plain rewording": (
        Two(
            changed((LAST, f"{LATE}    supports:\n      - dependence\n{LAST}")),
            changed((DEPENDENCE, REWORDED)),
        ),
        "note: Theirs reworded the claim “It creates dependence on one foreign…”; what ours recorded was for the old "
        "wording: the support “It is late” of “It creates dependence on one foreign…”.\n",
    ),
    "a quote kept under a wording that turned": (
        Two(
            changed((SIGN, TURNED), text=changed((f"{SIGN}\n", f"{SIGN}\n{POSITION}"))),
            changed((DEPENDENCE, REWORDED), text=changed((f"{SIGN}\n", f"{SIGN}\n{POSITION}"))),
            changed((f"{SIGN}\n", f"{SIGN}\n{POSITION}")),
        ),
        "note: Ours reworded the claim “The partnership should not be signed”; its quotes were for the old wording: "
        "the position of “Department for Science”.\n",
    ),
}


def written(folder: Path, two: Two) -> list[str]:
    files = {"base.yaml": two.base, "ours.yaml": two.ours, "theirs.yaml": two.theirs}
    for name, text in files.items():
        (folder / name).write_bytes(text.encode())
    return [str(folder / name) for name in files]


@pytest.mark.parametrize("name", TOLD)
def test_what_needs_no_decision_is_told(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    two, said = TOLD[name]
    assert main(["merge", *written(tmp_path, two), "-o", str(tmp_path / "merged.yaml")]) == 0
    assert capsys.readouterr().err == said
    assert "CONFLICT" not in (tmp_path / "merged.yaml").read_text()


SILENT = {
    "other capitals": Two(
        changed((DEPENDENCE, DEPENDENCE.upper())),
        changed(("treasury: agrees", ALSO)),
    ),
    "another claim": Two(changed((SIGN, TURNED)), changed(("treasury: agrees", "treasury: disagrees"))),
    "two sources of one title and two years": Two(
        changed((SOURCE, f"{SOURCE}  first:\n    title: Annual report\n    date: 2024\n")),
        changed((SOURCE, f"{SOURCE}  second:\n    title: Annual report\n    date: 2025\n")),
    ),
    "one target for both": Two(
        changed((f"{COSTS}sign", f"{COSTS}faster")),
        changed((f"{COSTS}sign", f"{COSTS}faster"), ("A report on tools", "A long report on tools")),
    ),
    "the position came from both": Two(
        changed((f"{SIGN}\n", f"{TURNED}\n{POSITION}")), changed((f"{SIGN}\n", f"{SIGN}\n{POSITION}"))
    ),
}


@pytest.mark.parametrize("name", SILENT)
def test_what_goes_together_is_merged_in_silence(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["merge", *written(tmp_path, SILENT[name]), "-o", str(tmp_path / "merged.yaml")]) == 0
    assert capsys.readouterr().err == ""


def test_a_link_that_both_moved_keeps_what_each_wrote_on_it_and_its_undercuts_follow() -> None:
    plain = "    objects_to:\n      - sign\n    positions"
    link = "      - claim: {}\n        note: {}\n"
    before = link.format("sign", "So.")
    base = changed((plain, f"    objects_to:\n{before}    positions"))
    ours, theirs = (
        changed((before, link.format(target, note)), (UNDERCUT, f"- dependence -> {target}"), text=base)
        for target, note in (("faster", "It follows."), ("costs", "Thus."))
    )
    merged = merge_documents(document(base), document(ours), document(theirs))
    by_kind = {type(one): one for one in merged.conflicts}
    assert by_kind.keys() == {Retargeted, BothChanged}
    moved = decide(document(merged.data.decode()), merged.conflicts, by_kind[Retargeted], "theirs")
    (note,) = moved.conflicts
    assert note.path == ("claims", "dependence", "objects_to", "costs")
    assert decide(moved.document, moved.conflicts, note, "theirs").document.text == theirs


def test_a_target_that_the_other_side_deleted_comes_back_while_it_can_be_picked() -> None:
    ours = changed((f"{COSTS}sign", f"{COSTS}dependence"))
    theirs = changed((f"{COSTS}sign", f"{COSTS}faster"))
    ours = ours.replace(ours[ours.index("  faster:") : ours.index("  dependence:")], "")
    merged = merge_documents(document(MAP), document(ours), document(theirs))
    assert {type(one) for one in merged.conflicts} == {Retargeted, RemovedButNeeded}
    found = document(merged.data.decode())
    removal = next(one for one in merged.conflicts if isinstance(one, RemovedButNeeded))
    assert decide(found, merged.conflicts, removal, "ours").conflicts == ()


def test_the_wording_can_be_written_anew() -> None:
    two, _, _ = ASKED["a position was given to a wording that turned"]
    merged = merge_documents(document(two.base), document(two.ours), document(two.theirs))
    (conflict,) = merged.conflicts
    after = decide(document(merged.data.decode()), [conflict], conflict, "both", "Do not sign yet.")
    assert after.document.text.split() == changed((f"{SIGN}\n", f"Do not sign yet.\n{POSITION}")).split()


def test_of_a_stakeholder_added_twice_both_positions_are_kept() -> None:
    who = "  {}:\n    name: The CMA\n  treasury:\n"
    held = f"{SIGN}\n    positions:\n      {{}}:\n        stance: agrees\n        quote: {{}}\n"
    ours = changed(("  treasury:\n", who.format("cma")), (f"{SIGN}\n", held.format("cma", "Yes.")))
    theirs = changed(("  treasury:\n", who.format("authority")), (f"{SIGN}\n", held.format("authority", "Aye.")))
    merged = merge_documents(document(MAP), document(ours), document(theirs))
    (conflict,) = merged.conflicts
    sign = decide(document(merged.data.decode()), [conflict], conflict, "ours").document.map.claims[0]
    assert [(one.stakeholder, one.quote) for one in sign.positions] == [("cma", "Yes.")]
    assert sign.note == "The CMA agrees, too: “Aye.”."


SHOWN: dict[str, tuple[Two, str]] = {
    "reworded twice": (
        Two(changed((DEPENDENCE, REWORDED)), changed((DEPENDENCE, "It creates dependence on a single supplier."))),
        """\
1 of 1, line 20: Both sides changed the text of the claim “It creates dependence on one foreign…”.
  before: It creates dependence on one supplier.
  ours:   It creates dependence on one {+foreign +}supplier.
  theirs: It creates dependence on [-one-] {+a single+} supplier.
  Positions: HM Treasury (agrees).
  It objects to “The partnership should be signed”.
  1=ours    keep the version of ours
  1=theirs  use the version of theirs
  1=both    join both texts, first that of ours
""",
    ),
    "deleted and edited": (
        Two(
            MAP.replace(MAP[MAP.index("  faster:") : MAP.index("  dependence:")], ""),
            changed(("sooner.\n", "soon.\n    positions:\n      treasury: agrees\n")),
        ),
        """\
1 of 1, line 13: Ours deleted the claim “It brings capable tools into use soon”, and theirs changed it. \
The map keeps it for now.
  before: It brings capable tools into use sooner.
  theirs: It brings capable tools into use [-sooner-] {+soon+}.
  theirs: + “HM Treasury” agrees
  Positions: HM Treasury (agrees).
  It supports “The partnership should be signed”.
  1=ours    as ours: delete it and its links
  1=theirs  as theirs: keep it and its links
""",
    ),
    "deleted and given a note": (
        Two(
            MAP.replace(MAP[MAP.index("  faster:") : MAP.index("  dependence:")], ""),
            changed(("sooner.\n", "sooner.\n    note: It is said so.\n")),
        ),
        """\
1 of 1, line 13: Ours deleted the claim “It brings capable tools into use sooner”, and theirs changed it. \
The map keeps it for now.
  kept:   It brings capable tools into use sooner.
  theirs: + note: It is said so.
  It supports “The partnership should be signed”.
  1=ours    as ours: delete it and its links
  1=theirs  as theirs: keep it and its links
""",
    ),
    "a position deleted and changed": (
        Two(
            changed(("    positions:\n      treasury: agrees\n", "")),
            changed(("treasury: agrees", "treasury: disagrees")),
        ),
        """\
1 of 1, line 24: Ours deleted a part of the claim “It creates dependence on one supplier”, the position of \
“HM Treasury”, and theirs changed it. The map keeps it for now.
  kept:   “HM Treasury” disagrees
  before: stance: agrees
  theirs: stance: [-agrees-] {+disagrees+}
  It objects to “The partnership should be signed”.
  1=ours    as ours: delete it
  1=theirs  as theirs: keep it
""",
    ),
    "given twice": (
        Two(
            changed(("sooner.\n", "sooner.\n    short: Tools\n")),
            changed(("sooner.\n", "sooner.\n    short: Sooner\n")),
        ),
        """\
1 of 1, line 15: Both sides changed the short text of the claim “It brings capable tools into use sooner”.
  before: (empty)
  ours:   Tools
  theirs: Sooner
  It supports “The partnership should be signed”.
  1=ours    keep the version of ours
  1=theirs  use the version of theirs
  1=both    join both texts, first that of ours
""",
    ),
    "moved twice": (
        ASKED["one link was moved to two targets"][0],
        """\
1 of 1, line 33: Both sides moved one link of the claim “The running costs are not known” elsewhere.
  before: objects to “The partnership should be signed.”
  ours:   objects to “It brings capable tools into use sooner.”
  theirs: objects to “It creates dependence on one supplier.”
  1=ours    keep the target of ours
  1=theirs  use the target of theirs
            → “The partnership should be signed”: support lost → supported
            → “It brings capable tools into use sooner”: challenged → supported
            → 1 more claim with another status
""",
    ),
}


@pytest.mark.parametrize("name", SHOWN)
def test_resolve_shows_what_it_asks_about(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    two, said = SHOWN[name]
    file = tmp_path / "map.yaml"
    main(["merge", *written(tmp_path, two), "-o", str(file)])
    capsys.readouterr()
    assert main(["resolve", str(file)]) == 1
    assert capsys.readouterr().out == f"{file}: 1 conflict to resolve\n\n{said}"


BROKEN = {
    "reworded by nobody": ("claims / sign", "reworded by: me", 'worded: "x"'),
    "reworded what is gone": ("claims / gone", "reworded by: ours", 'worded: "x"'),
    "worded in numbers": ("claims / sign", "reworded by: ours", "worded: 7"),
    "an old target that is no text": ("claims / costs / objects_to / sign", "old target: 7", 'theirs target: "x"'),
    "a target of no link": ("claims / costs", 'old target: "a"', 'theirs target: "x"'),
    "one thing twice of no entry": ("claims / costs / objects_to / sign", "same as: sources / report"),
    "removed and before a list": ("claims / costs", "removed by: ours", "base: [1]"),
    "removed and of the wrong kind": ("claims / costs", "removed by: ours", 'base: {"text": 7}'),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_comment_that_was_changed_by_hand_can_only_be_dropped(name: str) -> None:
    at, *rows = BROKEN[name]
    lines = ["# CONFLICT: x", f"#   at: {at}", *(f"#   {row}" for row in rows), "text: The running"]
    found = document(changed(("    text: The running", "\n".join(f"    {line}" for line in lines))))
    (mark,) = markers_in(found)
    assert mark.conflict is None


def test_the_conflicts_hold_what_they_say() -> None:
    two, _, _ = ASKED["a quote was added to a wording with another figure"]
    (conflict,) = merge_documents(document(two.base), document(two.ours), document(two.theirs)).conflicts
    assert conflict == Reworded(
        ("claims", "dependence"),
        "ours",
        "It creates dependence on one supplier.",
        "It creates dependence on two suppliers.",
        (("claims", "dependence", "sources", "report"),),
    )
    two, _, _ = ASKED["a source was added by both with one address"]
    (conflict,) = merge_documents(document(two.base), document(two.ours), document(two.theirs)).conflicts
    assert conflict == Twins(("sources", "memo"), ("sources", "memorandum"))
