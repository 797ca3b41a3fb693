"""``argmap export``: options, the part that is drawn, outputs and pages."""
