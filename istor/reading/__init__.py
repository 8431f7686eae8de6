"""Files, folders, HTML, JSON Lines and standard input become reports."""

from istor.reading.reader import read

__all__ = ["read"]
