"""The map file: opening, saving, watching, recovering and exporting."""
