"""From a map to a scene: boxes, arrows and notes, without positions."""
