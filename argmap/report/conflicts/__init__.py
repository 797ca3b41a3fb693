"""The conflicts of a merge in words: what happened, the versions, the ways to resolve it; for a terminal, safe."""
