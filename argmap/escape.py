"""Making text from a map safe for where it goes. Map text is hostile until it has passed through here.

Each function takes any text and returns text that cannot act in its destination: move a cursor, open a tag,
break a table, ping a person, or start a workflow command. Printable text is left readable.
"""

from __future__ import annotations

import re
import unicodedata

BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that reorder the text around them (Unicode Bidirectional Algorithm, UAX #9)."""

# Patterns here are compiled where they are first used: every command loads this file, and few use more than one.
_LINE_ENDS = r"\r\n|[\n\r\u0085\u2028\u2029]"


def one_line(text: str) -> str:
    """``text`` on one line, safe for a terminal: line ends and tabs become spaces, and several spaces one."""
    if text.isprintable() and "  " not in text and text == text.strip():
        return text  # as nearly every text is
    return for_terminal(" ".join(text.split()))


def for_terminal(text: str) -> str:
    """``text`` with every control, format and unpaired character but newline made visible (``<U+001B>``).

    Tabs become spaces. Zero-width joiners stay: emoji and several scripts need them.
    """
    if text.replace("\n", "").isprintable():
        return text
    return "".join(map(_visible, re.sub(_LINE_ENDS, "\n", text)))


def _visible(char: str) -> str:
    if char == "\n" or char in "\u200c\u200d":
        return char
    if char == "\t":
        return " "
    if char in BIDI_CONTROLS or unicodedata.category(char) in {"Cc", "Cs", "Co", "Cf", "Zl", "Zp"}:
        return "" if char == "\ufeff" else f"<U+{ord(char):04X}>"
    return char


def without_control_sequences(text: str) -> tuple[str, int]:
    """``text`` without the sequences by which programs colour and move what a terminal shows, and how many it had.

    These are control sequences and control strings (ECMA-48, 5.4 and 5.6) and the choice of a character set
    (ECMA-35). An escape character that begins none of them stays, and so does what follows it.
    """
    return re.subn(_CONTROL_SEQUENCE, "", text) if "\x1b" in text else (text, 0)


_CONTROL_SEQUENCE = r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\x00-\x1f\x7f]*(?:\x07|\x1b\\)|[()*+][012AB])"

_FORBIDDEN_IN_XML = "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"


def for_xml(text: str) -> str:
    """``text`` for XML or HTML content and double-quoted attributes; characters XML 1.0 forbids become U+FFFD.

    It reads the same, and a build log that the file is printed to finds no command in it (see :func:`for_log`).
    """
    # What is printable is allowed. Asking that first spares nearly every text the search.
    clean = text if text.isprintable() else re.sub(_FORBIDDEN_IN_XML, "\ufffd", text)
    for chars, entity in _XML_ENTITIES:
        if chars in clean:
            clean = clean.replace(chars, entity)
    return clean


_XML_ENTITIES = (
    ("&", "&amp;"),
    ("<", "&lt;"),
    (">", "&gt;"),
    ('"', "&quot;"),
    ("'", "&#39;"),
    ("::", ":&#58;"),
    ("##", "#&#35;"),
)


def for_xml_exactly(text: str) -> str:
    """``text`` as :func:`for_xml` has it, for files that are read again: line ends, tabs and controls are references,
    which readers of XML turn into what they stand for, also in attributes.
    """
    clean = for_xml(text)
    if clean.isprintable():
        return clean
    return re.sub(_ACTING_IN_XML, lambda found: f"&#x{ord(found[0]):x};", clean)


_ACTING_IN_XML = rf"[\t\n\r\x7f-\x9f\u2028\u2029\ufeff{''.join(sorted(BIDI_CONTROLS))}]"


def for_html_parser(text: str) -> str:
    """``text`` for the HTML parser of the standard library: a "<" that begins no whole tag is a reference.

    The parser takes time with the square of what is never closed, such as minutes for 400 kB of "<!--".
    """
    return re.sub(_NOT_A_TAG, "&lt;", text)


_NOT_A_TAG = (
    r"""<(?!/?[a-zA-Z](?:[^<>"']++|"[^"]{0,2000}"|'[^']{0,2000}'){0,60}+>)"""  # quoted values may have < and >
    r"(?!/?[a-zA-Z][^<>]*>)"
)


def for_json(text: str) -> str:
    """``text``, which is JSON, for a terminal or build log: what could act there is written as JSON's own escapes.

    So it reads the same. The characters that YAML readers take for line ends or refuse are escaped too.
    """
    if text.isascii() and "##" not in text and "\x7f" not in text:
        return text
    return re.sub(_ACTING_IN_JSON, lambda found: f"\\u{ord(found[0]):04x}", text)


_ACTING_IN_JSON = rf"(?i)[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff{''.join(sorted(BIDI_CONTROLS))}]|#(?=#[a-z]*\[)"


def for_json_in_html(text: str) -> str:
    """``text``, which is JSON, as the content of an HTML ``script`` element: no character of it can end the element.

    What HTML or JavaScript could take for more than text is written as JSON's own escapes, so it reads the same.
    """
    return re.sub("[<>&]", lambda found: f"\\u{ord(found[0]):04x}", for_json(text))


def for_dot(text: str) -> str:
    """``text`` as a double-quoted DOT string with its escapes (``\\N``, ``\\l`` ...) taken literally."""
    plain = for_terminal(text).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{plain}"'


def for_dot_label(text: str) -> str:
    """``text`` as a DOT value that is shown or followed, as the ``graphviz`` package takes it: not yet quoted.

    There, not in names, Graphviz reads ``&lt;`` as ``<``. No text is taken for one of Graphviz's HTML-like labels.
    """
    plain = for_terminal(text).replace("\\", "\\\\").replace("\n", "\\n")
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace("##", "#&#35;")


def for_dot_link(address: str) -> str:
    """A web address as a DOT value. Graphviz writes it into SVG between quotation marks and escapes none in it."""
    return for_dot_label(address.replace('"', "%22").replace("<", "%3C").replace(">", "%3E"))


def for_name(text: str) -> str:
    """``text`` as the name of a part of an output: different texts give different names, and ids and addresses are
    unchanged.

    Other characters occur only in references to things that are missing; each becomes its code, ``_X2f_`` for a
    slash.
    """
    parts = text.split(" -> ")
    if not re.search(_NOT_IN_NAMES, "".join(parts)):
        return text  # as nearly every name is
    return " -> ".join(re.sub(_NOT_IN_NAMES, lambda found: f"_X{ord(found[0]):x}_", part) for part in parts)


_NOT_IN_NAMES = "[^a-z0-9 -]"


_MARKDOWN_ACTIVE = r"([\\`*_{}\[\]<>()#+!|~$^=-])"
_WORD_JOINER = "\u2060"


def for_markdown(text: str) -> str:
    """``text`` on one line for GitHub-flavoured Markdown, also inside a table cell.

    Markup is backslash-escaped, HTML is entities, and a word joiner is put inside what would ping a person
    or team (``@name``), link an issue, merge request or commit (``#1``, ``!1``, ``GH-1``), become a link by itself
    (``www.``, ``http://``) or a picture (``:smile:``).
    """
    line = one_line(text).replace("&", "&amp;")
    line = re.sub(_MARKDOWN_ACTIVE, lambda found: _MARKDOWN_ENTITY.get(found[1], "\\" + found[1]), line)
    for linking, apart in _MARKDOWN_LINKING:
        line = re.sub(linking, apart, line)
    line = re.sub(r"^(\d+)([.)])", r"\1\\\2", line)
    return re.sub(r"^:", "&#58;", line)


def for_markdown_code(text: str) -> str:
    """``text`` on one line as a code span of Markdown (CommonMark, 6.1), which shows it as it is; not for tables."""
    line = one_line(text)
    longest = max(map(len, re.findall("`+", line)), default=0)
    pad = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{'`' * (longest + 1)}{pad}{line}{pad}{'`' * (longest + 1)}" if line else ""


_MARKDOWN_LINKING = (
    (r"@", f"@{_WORD_JOINER}"),
    (r"(\\[#!~])(?=\w)", rf"\1{_WORD_JOINER}"),
    (r"(?i)(gh)\\-(?=\d)", rf"\1{_WORD_JOINER}\\-"),
    (r"(?i)(https?|ftp|mailto|xmpp):", rf"\1{_WORD_JOINER}:"),
    (r"(?i)(www)\.", rf"\1{_WORD_JOINER}."),
    # Seven hexadecimal digits are a commit.
    (r"(?i)([0-9a-f]{6})(?=[0-9a-f])", rf"\1{_WORD_JOINER}"),
    (r":(?=[\w\\+-]+:)", f":{_WORD_JOINER}"),
)
"""What GitHub and GitLab make links of, and the same with a word joiner in it (U+2060, as wide as nothing)."""

_MARKDOWN_ENTITY = {"<": "&lt;", ">": "&gt;", "|": "&#124;", "$": "&#36;"}


_FORMULA_STARTS = frozenset("=+-@|%＝＋－＠")
"""Full-width signs too: spreadsheets in Japanese take them for formulas."""


def for_csv(text: str) -> str:
    """``text`` as one quoted CSV field that no spreadsheet takes for a formula (OWASP "CSV Injection")."""
    plain = for_log(for_terminal(text))
    if plain.lstrip()[:1] in _FORMULA_STARTS:
        plain = "'" + plain
    return '"' + plain.replace('"', '""') + '"'


def for_workflow_data(text: str) -> str:
    """``text`` as the message of a GitHub workflow command; line ends stay, control characters become visible.

    The runner takes ``##[`` in it for another command, so a space goes in between as in :func:`for_log`.
    """
    plain = re.sub(_COMMAND_ANYWHERE, "# #", for_terminal(text))
    return plain.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def for_workflow_property(text: str) -> str:
    """``text`` as a property of a GitHub workflow command."""
    return for_workflow_data(text).replace(":", "%3A").replace(",", "%2C")


_COMMAND_AT_START = r"((?:^|[\n\r])[^\S\n\r]*(?:\x1b\[[\d;]*[A-Za-z])*[^\S\n\r]*:)(?=:)"
_COMMAND_ANYWHERE = r"(?i)##(?=[a-z]*\[)"


def for_log(text: str) -> str:
    """Finished output for a terminal or build log, with no line that a build service takes for a command.

    GitHub's runner obeys lines that begin with ``::`` after blanks, and ``##[`` anywhere in a line; Azure Pipelines
    and TeamCity obey ``##vso[`` and ``##teamcity[``. A space goes in between.
    """
    if "::" not in text and "##" not in text:
        return text
    return re.sub(_COMMAND_ANYWHERE, "# #", re.sub(_COMMAND_AT_START, r"\1 ", text))
