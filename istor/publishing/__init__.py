"""Exports and pages."""
