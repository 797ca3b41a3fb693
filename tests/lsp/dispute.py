"""A small dispute that tests of the language server open."""

DISPUTE = """\
argmap: 1
title: A street
tensions:
  street:
    title: Whose street
    sides:
      shut: For walking
      open: For driving
stakeholders:
  shops:
    name: The shops
  walkers:
    name: People on foot
claims:
  close:
    text: Close the street.
    tags: [traffic]
    positions:
      shops: disagrees
      walkers:
        stance: agrees
        source: letter
        quote: we would stay longer
  air:
    text: The air gets cleaner.
    supports:
      - close
  custom:
    text: Shops lose custom.
    objects_to:
      - close
    sources:
      - letter
"""

SOURCES = """\
sources:
  letter:
    title: A letter to the council
    date: "2025-07-21"
"""

WHOLE = DISPUTE + SOURCES
