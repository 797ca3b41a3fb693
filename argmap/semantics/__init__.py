"""Argument semantics: labels of claims and reasons, and what follows from them. Pure; shows nothing."""
