"""The rows of the outline in an editor: what is in sight, and how it follows an edit."""
