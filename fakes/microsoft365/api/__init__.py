"""The APIs of Microsoft 365: protocols in, answers out, no decisions."""
