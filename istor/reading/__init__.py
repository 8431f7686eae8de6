"""Files, folders, HTML, JSON Lines and standard input become reports."""

from istor.reading.reader import read, read_line

__all__ = ["read", "read_line"]
