"""The map that a new file begins as: small, sound, in the canonical layout, with comments on what to write."""

from __future__ import annotations

from argmap.mapfile.document import Document
from argmap.mapfile.read.read import read

_STARTER = """\
# yaml-language-server: $schema=SCHEMA
argmap: 1
title: A question in dispute
question: What should be done, and who says so?

# The sides that people take. Each claim can say which tension and side it belongs to.
tensions:
  main-tension:
    title: What pulls against what
    sides:
      one-side: What the one side wants
      other-side: What the other side wants

# Who has a stake: 'kind' is free text, such as government, company or civil society.
stakeholders:
  first-stakeholder:
    name: Who takes part
    kind: civil society

# One statement each. What it supports or objects to is written in the claim that makes the argument.
claims:
  main-claim:
    text: What is in dispute, as a full sentence that can be agreed with or not.
    tension: main-tension
    side: one-side
    positions:
      first-stakeholder:
        stance: agrees  # agrees, disagrees or mixed
        source: first-source
  reason-for:
    text: A reason to accept it.
    supports:
      - main-claim
    sources:
      - source: first-source
        locator: para 1
  reason-against:
    text: A reason to reject it.
    tension: main-tension
    side: other-side
    objects_to:
      - main-claim
    sources:
      - first-source

# What claims and positions rest on. Dates are written 2025, 2025-07 or 2025-07-21.
sources:
  first-source:
    title: Where it was said
"""


def starter(schema: str) -> Document:
    """The starter map. ``schema`` is the path or address of the JSON Schema, relative to the file."""
    return read(_STARTER.replace("SCHEMA", schema, 1).encode(), "starter.yaml")
