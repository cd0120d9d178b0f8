"""Druva's REST API, as published."""
