"""Mutation: change what decides, one place at a time, and see whether features and laws notice."""
