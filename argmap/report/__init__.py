"""Maps, findings and changes in words."""
