"""Reports: the System Log."""
