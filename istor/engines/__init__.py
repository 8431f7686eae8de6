"""Ways to run the corridor on many reports: `embedded` on one machine with DuckDB, `spark` on a cluster. Both give the same events."""
