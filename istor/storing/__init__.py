"""One schema, SQLite by default."""

from istor.storing.store import Filter, Store, StoreError

__all__ = ["Filter", "Store", "StoreError"]
