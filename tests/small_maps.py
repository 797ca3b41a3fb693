"""Small maps that several tests begin with."""

THREE = """\
argmap: 1
title: Three claims
claims:
  close:
    text: Close the street.
  air:
    text: The air gets cleaner.
    supports:
      - close
  custom:
    text: Shops lose custom.
    objects_to:
      - close
"""

HELD = """\
argmap: 1
title: A street
stakeholders:
  shops:
    name: The shops
  walkers:
    name: People on foot
claims:
  close:
    text: Close the street.
    positions:
      shops: disagrees
  custom:
    text: Shops lose custom.
    objects_to:
      - close
    positions:
      shops: agrees
  longer:
    text: Walkers stay longer.
    objects_to:
      - custom
"""
