"""Keys: their names, the key map, and the dispatch of a pressed key."""
