"""Istor reads news reports and keeps a record of conflict events in which every value points to the sentence that states it."""

__version__ = "0.1.0"
