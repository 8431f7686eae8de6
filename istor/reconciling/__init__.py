"""Alternatives side by side; flattening by named policies only."""
