"""Tools that stand on the simulated systems: what one installs, imports and calls."""
