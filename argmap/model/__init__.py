"""The ground: the types of a map, its index, ids, findings."""
