"""From a map to a scene: boxes, arrows and notes, before any of them has a place."""
