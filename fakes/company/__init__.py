"""The customer: its people, generated tenants, and how they are entered into the systems."""
