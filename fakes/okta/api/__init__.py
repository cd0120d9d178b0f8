"""The doors of Okta: protocols in, answers out, no decisions."""
