"""Scorers of our own, one module a set. Each returns counts document by document, so that intervals can be drawn and errors shown."""
