"""The brief of a map as a Word document and as slides of native shapes, to be edited there."""
