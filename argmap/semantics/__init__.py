"""Argument semantics: labels of claims and links computed from a map's structure. Pure; prints nothing."""
