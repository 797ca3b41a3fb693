"""From bytes to a map: characters, YAML events, syntax tree, values, and every problem on the way."""
