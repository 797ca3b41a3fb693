"""Conflicts as comments in the text of a map: written, read back, and taken out when they are decided."""
