"""The YAML of a map file: its events, its tree, its lines, and the problems found in it."""
