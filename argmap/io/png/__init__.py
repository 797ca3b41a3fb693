"""From SVG to PNG, in a process of its own."""
