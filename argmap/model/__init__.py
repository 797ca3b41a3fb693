"""The argument map as data: its types, ids, paths and references, look-ups over it, and findings about it."""
