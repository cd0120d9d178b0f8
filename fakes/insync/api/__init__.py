"""The APIs of inSync: protocols in, answers out, no decisions."""
