"""Assignments of the Druva 2.0 app, to people and to groups."""
