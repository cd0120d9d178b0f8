"""Directory: people and groups."""
