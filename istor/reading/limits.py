"""Bounds on what is read, so that no input can exhaust the machine. Documented in docs/reading.md."""

from __future__ import annotations

MAX_FILE = 64 * 1024 * 1024
"""Bytes of one file; a JSON Lines file is read line by line and may be larger."""
MAX_TEXT = 5_000_000
"""Characters of one report's text."""
MAX_LINE = 16 * 1024 * 1024
"""Bytes of one line of a JSON Lines file."""
