"""The vocabulary: one module a concept, and how a feature file runs and reports."""
