"""Keys: their names, the key map, and what a pressed key does."""
