"""Runs what the documentation shows: the README's code, the examples, the demo."""
