"""What is broken or weak in a map: one generator a rule, listed in :mod:`argmap.check.rules`."""
