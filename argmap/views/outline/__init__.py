"""The outline of a map: one tree that the editor, pictures, pages and texts show."""
