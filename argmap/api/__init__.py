"""What ``import argmap`` offers to programs and notebooks, and what the commands and the editor do alike.

:mod:`argmap.api.map` the map with its edits, :mod:`argmap.api.files` reading and saving, :mod:`argmap.api.results`
checking, comparing, merging and reports, :mod:`argmap.api.pictures` everything drawn.
"""
