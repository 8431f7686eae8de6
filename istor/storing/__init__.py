"""One schema, SQLite by default."""
