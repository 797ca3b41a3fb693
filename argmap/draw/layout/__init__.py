"""Where boxes go: the graph of a scene, what an engine is asked and answers, and what is done without one."""
