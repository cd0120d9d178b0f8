"""The machinery: three simulated systems on one simulated network."""
