"""The Druva 2.0 app: its connection, its profile, its mappings."""
