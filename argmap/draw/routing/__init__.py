"""Edge routing: layers, channels, tracks, ports and line jumps. Lengths are points."""
