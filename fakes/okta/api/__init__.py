"""The APIs of Okta: protocols in, answers out, no decisions."""
