"""The rules that find what is broken or weak in a map, listed in :mod:`argmap.check.rules`."""
