"""From a display list to PDF: text, fonts, shaping and writing direction."""
