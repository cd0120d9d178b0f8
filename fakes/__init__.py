"""Three simulated systems on one simulated network."""
