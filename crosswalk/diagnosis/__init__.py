"""The diagnosis of a customer's tenant: from exports to everybody's outcomes and what to change."""
