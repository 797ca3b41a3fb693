"""From a scene to places: the graph for Graphviz, its answer, and what stands in for it."""
