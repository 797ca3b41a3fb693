"""From a laid-out scene to a display list: shapes, texts and links."""
