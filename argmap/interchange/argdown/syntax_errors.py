"""What is wrong with a token of Argdown that stands where it cannot, in a sentence that says what to do."""

from __future__ import annotations

from argmap.interchange.argdown.tokens import RELATION_KINDS, Token

_IF_TEXT = "If it is text, write a backslash before it."
_SENTENCES = {
    "end": "The document ends here, and something was expected.",
    "data": f"'{{}}' is data in braces, which belong after a whole element. {_IF_TEXT}",
    "front matter": "Front matter between rows of '=' belongs at the start of a document.",
    "text": "'{}' cannot follow a title in brackets: a colon, tags, data or the end of the line is expected.",
    "statement definition": f"'{{}}' begins a statement inside a text. Put an empty line above it. {_IF_TEXT}",
    "statement reference": "'{}' names a statement inside a text. Write '@' before it to mention it.",
    "argument definition": f"'{{}}' begins an argument inside a text. Put an empty line above it. {_IF_TEXT}",
    "argument reference": "'{}' names an argument inside a text. Write '@' before it to mention it.",
    "number": f"'{{}}' begins a premise, which needs an empty line above it. {_IF_TEXT}",
    "inference start": "A row of hyphens needs premises above it and a conclusion below.",
    "heading": "Put an empty line above a heading.",
    "indent": "This line is indented as no line before it. Give the relations of one element the same indentation.",
    "dedent": "This line is indented as no line before it. Give the relations of one element the same indentation.",
}


def what_is_wrong(token: Token) -> str:
    """What is wrong with a token where a block or an element should go on or end."""
    words = token.text.strip()[:60]
    if token.kind in RELATION_KINDS:
        return (
            f"'{words}' begins a relation, which belongs on an indented line directly below a statement or argument. "
            f"{_IF_TEXT}"
        )
    return _SENTENCES.get(token.kind, f"'{{}}' is not allowed here. {_IF_TEXT}").format(words)
