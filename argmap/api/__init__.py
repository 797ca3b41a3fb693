"""What ``import argmap`` offers to programs and notebooks, and what the commands and the editor have in common.

:mod:`argmap.api.map` is the map with its edits, :mod:`argmap.api.files` reads and saves, :mod:`argmap.api.results`
checks, compares, merges and reports, and :mod:`argmap.api.pictures` draws.
"""
