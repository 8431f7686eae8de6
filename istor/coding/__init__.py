"""Reports become mentions and statements."""

from istor.coding.coder import code

__all__ = ["code"]
