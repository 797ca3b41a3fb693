"""Whether the copies of sources hold what a map quotes: text of copies, comparison, locations, nearest passages."""
