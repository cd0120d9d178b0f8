"""Tests of the symptoms: the files, and each path played in a lab."""
