"""A dozen short reports, invented by us, in French and English; what `make demo` runs on."""

from pathlib import Path

FOLDER = Path(__file__).parent
