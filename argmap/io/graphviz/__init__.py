"""Graphviz: the embedded engine, the system engine, and the cache of compiled code."""
