"""Views of lines that are drawn a line at a time."""
