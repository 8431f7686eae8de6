"""Reports become mentions and statements."""
