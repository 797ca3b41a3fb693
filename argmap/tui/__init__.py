"""The terminal editor."""

import os

# Textual repaints on a clock; its own 60 ticks a second would add up to 17 ms between a key and its effect.
# It reads this once, when first imported.
os.environ.setdefault("TEXTUAL_FPS", "400")
