"""Files, folders, HTML, JSON Lines and standard input become reports."""
