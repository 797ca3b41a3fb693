"""What to do in the editor about a finding, with the keys to press."""

from __future__ import annotations

import re
from collections.abc import Mapping

from argmap.model.findings import Finding
from argmap.tui.keys.keymap import Keymap

GROUNDS = (
    "Press {add-citation} to cite a source, {add-support} to add a support, or {edit-claim} to mark it as assumed."
)

HINTS: Mapping[str, str] = {
    "AM114": "Press {edit-entry} on the Tensions tab and enter at least two sides.",
    "AM201": GROUNDS,
    "AM202": GROUNDS,
    "AM203": "Press {set-position} on a claim to record a position.",
    "AM204": "Press {link} on a claim to link it, or {edit-claim} to put it on a side of a tension.",
    "AM205": "Press {add-objection} on the objection to answer it, or {add-undercut} to undercut it.",
    "AM206": "Look for an independent source. Press {add-citation} on a claim to cite it.",
    "AM208": "Press {add-child} on the tension to add a claim to this side.",
    "AM209": "Press {edit-position} on a claim to add the source of the position.",
    "AM211": "Press {add-citation} on a claim to cite it, or {delete-entry} on the Sources tab to delete it.",
    "AM212": "Press {set-position} on a claim to record a position, if a source states one.",
    "AM213": "Press {edit-claim} on a claim to put it on a side, or delete the tension on the Tensions tab.",
    "AM303": "If the two halves can be judged apart, press {edit-text} to keep one, {add-sibling} to add the other.",
    "AM304": "Press {edit-text} to shorten the text, and {edit-claim} to move the rest to the note.",
}
"""What to do in the editor about a finding, by code; for others, the finding's hint. An action in braces becomes
its key.
"""

_ACTION = re.compile(r"\{([a-z-]+)\}")


def hint_of(finding: Finding, keymap: Keymap) -> str:
    """What to do about a finding, with the keys in force; empty when the finding does not say."""
    if finding.code in HINTS:
        return _ACTION.sub(lambda found: keymap.key_of(found[1]), HINTS[finding.code])
    return finding.hint
