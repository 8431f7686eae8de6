"""Mentions of one event are brought together; every link can be explained."""
