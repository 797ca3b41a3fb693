"""The outline of a map: its tree, the rows in sight, and how both follow an edit."""
