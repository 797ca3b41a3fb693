"""Every problem that reading a map file can find, in one table. Codes are stable and never reused."""

from __future__ import annotations

from typing import NamedTuple

from argmap.model.findings import Severity


class Problem(NamedTuple):
    """One kind of reading problem: its code, short name, what it means, and a file that has it and one mended.

    ``refuses``: a file with this problem cannot be read as a map. One without it opens, with a finding of this
    severity.
    """

    code: str
    name: str
    sentence: str
    bad: str
    good: str
    hint: str
    severity: Severity = "error"
    refuses: bool = True


PROBLEMS: tuple[Problem, ...] = (
    Problem(
        "AM001",
        "not-utf-8",
        "A map file is UTF-8 text, and this one has bytes that are not.",
        "title: Caf\\xe9        (saved as Latin-1)",
        "title: Café        (saved as UTF-8)",
        "Save the file as UTF-8 in your text editor.",
    ),
    Problem(
        "AM002",
        "control-character",
        "The file has a control character, which no editor shows and which can act on a terminal.",
        'text: "Growth\\x1b[2Jfirst"',
        "text: Growth first",
        "Delete the character, or the escape that stands for it.",
    ),
    Problem(
        "AM003",
        "merge-conflict",
        "The file has the markers git leaves where two versions could not be merged.",
        "<<<<<<< HEAD\n    text: Growth first\n=======\n    text: Growth\n>>>>>>> other",
        "    text: Growth first",
        "Merge again by id and field: 'argmap git install', then 'git checkout --merge -- FILE'. "
        "By hand, keep one version and delete the marker lines.",
    ),
    Problem(
        "AM004",
        "not-yaml",
        "The file cannot be read as YAML from here on.",
        "text: @home is where growth begins",
        'text: "@home is where growth begins"',
        "Put the text in double quotes, or compare its indent with the lines around it.",
    ),
    Problem(
        "AM005",
        "too-deep",
        "Something is nested more than 32 levels deep; a map needs seven at most.",
        "tags: [[[[[[[[ ... ]]]]]]]]",
        "tags: [growth]",
        "Put text that begins with a bracket in double quotes.",
    ),
    Problem(
        "AM006",
        "anchor-or-alias",
        "Anchors (&name) and aliases (*name) are not part of the format: every thing in a map has an id instead.",
        "text: &idea Growth first",
        'text: "&idea Growth first"',
        "If it is text, put it in double quotes; otherwise write the thing out.",
    ),
    Problem(
        "AM007",
        "merge-key",
        "The merge key (<<) is not part of the format.",
        "dsit:\n  <<: *department",
        "dsit:\n  kind: government",
        "Write the fields out.",
    ),
    Problem(
        "AM008",
        "tag",
        "Tags (!name) are not part of the format: every value is text.",
        "text: !important Growth first",
        'text: "!important Growth first"',
        "If it is text, put it in double quotes; otherwise delete the tag.",
    ),
    Problem(
        "AM009",
        "several-documents",
        "The file holds more than one YAML document; a map is one.",
        "argmap: 1\n---\nargmap: 1",
        "argmap: 1",
        "Keep one map in a file: delete the line '---' and what does not belong.",
    ),
    Problem(
        "AM010",
        "not-a-name",
        "The name of a field is plain text before a colon, and this is something else.",
        "? [text]\n: Growth first",
        "text: Growth first",
        "Write 'name: value'.",
    ),
    Problem(
        "AM011",
        "repeated-key",
        "One name stands twice in the same place, and only one of the two could count.",
        "text: Growth first\ntext: Growth last",
        "text: Growth first",
        "Keep one of the two.",
    ),
    Problem(
        "AM012",
        "unknown-field",
        "The format has no field of this name here.",
        "suports:\n  - growth",
        "supports:\n  - growth",
        "'argmap schema' lists every field; 'argmap help format' describes them.",
    ),
    Problem(
        "AM013",
        "missing-field",
        "A field that must be there is missing or empty.",
        "claims:\n  growth:\n    note: No text yet",
        "claims:\n  growth:\n    text: Growth comes first.",
        "Add the field.",
    ),
    Problem(
        "AM014",
        "wrong-kind",
        "One kind of value stands where the format has another: text, a list, or names with values.",
        "supports: growth",
        "supports:\n  - growth",
        "Write it in the form that the format has for this field.",
    ),
    Problem(
        "AM015",
        "not-a-choice",
        "The field takes one of a few words, and this is none of them.",
        "positions:\n  dsit: agree",
        "positions:\n  dsit: agrees",
        "Use one of the words listed.",
    ),
    Problem(
        "AM016",
        "not-an-id",
        "An id is made of small letters, digits and hyphens and begins with a letter, to read well in a review.",
        "claims:\n  Growth First:\n    text: Growth comes first.",
        "claims:\n  growth-first:\n    text: Growth comes first.",
        "Rename it.",
    ),
    Problem(
        "AM017",
        "repeated-id",
        "An id names one thing in the whole map, and two sections use this one.",
        "claims:\n  growth: ...\nsources:\n  growth: ...",
        "claims:\n  growth: ...\nsources:\n  growth-report: ...",
        "Rename one of the two.",
    ),
    Problem(
        "AM018",
        "repeated-reason",
        "A claim gives one reason for or against another, not two: its address would name both.",
        "supports:\n  - growth\n  - growth",
        "supports:\n  - growth",
        "Keep one; a second argument is a claim of its own.",
    ),
    Problem(
        "AM019",
        "newer-format",
        "The file is in a newer format than this argmap reads.",
        "argmap: 2",
        "argmap: 1",
        "Install a newer argmap.",
    ),
    Problem(
        "AM020",
        "not-a-format",
        "The first field of a map is the number of the format it is in.",
        "argmap: yes",
        "argmap: 1",
        "Write 'argmap: 1'.",
    ),
    Problem(
        "AM021",
        "unsafe-web-address",
        "A link begins with http, https, mailto or doi; others can run things when clicked.",
        "url: javascript:alert(1)",
        "url: https://www.gov.uk/",
        "Use a link that begins with https://, http://, mailto: or doi:.",
    ),
    Problem(
        "AM022",
        "not-a-map",
        "The file is empty or is not a set of named fields.",
        "- growth",
        "argmap: 1\ntitle: Growth\nclaims: {}",
        "'argmap new FILE' writes the beginning of a map.",
    ),
    Problem(
        "AM023",
        "bare-carriage-return",
        "The file has a carriage return that ends no line, which git and editors count differently.",
        "title: Growth\\rclaims:",
        "title: Growth\nclaims:",
        "Save the file with the line ends of Unix or Windows.",
    ),
    Problem(
        "AM024",
        "unseen-line-break",
        "The file has a character that ends a line for some readers of YAML, and not for git and text editors.",
        'text: "Growth\\u2028first"        (the character itself)',
        'text: "Growth\\Lfirst"',
        "Put a space or a line end in its place; in double quotes it may be written as \\N, \\L or \\P.",
    ),
    Problem(
        "AM030",
        "reordering-character",
        "The text has a bidirectional control, which makes it look different from what it is.",
        'text: "Growth \\u202Etsrif"',
        "text: Growth first",
        "Delete the character unless the text is in a right-to-left script that needs it.",
        severity="warning",
        refuses=False,
    ),
    Problem(
        "AM031",
        "cut-at-hash",
        "A space and '#' begin a comment, so the text ends before them.",
        "text: The plan is priority #1 for growth",
        'text: "The plan is priority #1 for growth"',
        "If it belongs to the text, put the whole text in double quotes; a comment stands after two spaces and '# '.",
        severity="warning",
        refuses=False,
    ),
    Problem(
        "AM032",
        "unresolved-conflict",
        "A merge by argmap left something for a person to decide, and wrote it down as a comment.",
        "    # CONFLICT: both sides changed text; ours stands here. Keep one, then delete these lines.\n"
        "    #   at: claims / growth / text\n"
        '    #   theirs: "Growth comes second."\n    text: Growth comes first.',
        "    text: Growth comes first.",
        "'argmap resolve' or the editor decides it; by hand, keep one and delete the lines of the comment.",
        refuses=False,
    ),
    Problem(
        "AM033",
        "impostor-character",
        "A character that only looks like a sign of YAML stands where the sign should; word processors put it there.",
        "supports:\n  – growth        (an en dash)",
        "supports:\n  - growth",
        "Type the sign, in a text editor that leaves what is typed alone.",
    ),
    Problem(
        "AM034",
        "overlong-short",
        "A short text is for pictures, which have room for 40 characters.",
        "short: The Department for Science, Innovation and Technology",
        "short: DSIT",
        "Shorten it; the field above has the whole text.",
        severity="warning",
        refuses=False,
    ),
    Problem(
        "AM035",
        "malformed-value",
        "A language is a tag such as 'fr' or 'en-GB', and a SHA-256 digest has 64 hexadecimal digits.",
        "language: French",
        "language: fr",
        "Programs read this value: write it in the form that they know.",
        severity="warning",
        refuses=False,
    ),
)

PROBLEM: dict[str, Problem] = {problem.code: problem for problem in PROBLEMS}
"""The same by code."""
