"""Plays in the lab what a diagnosis foretold, and tells where the two differ."""
