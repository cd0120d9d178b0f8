"""The doors of inSync: protocols in, answers out, no decisions."""
