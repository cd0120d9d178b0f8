"""Reads the people of a tenant from the APIs of Okta, inSync and Microsoft 365, and only reads."""
