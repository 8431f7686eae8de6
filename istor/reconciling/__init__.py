"""Alternatives side by side; flattening by named policies only."""

from istor.reconciling.events import reconcile, settle
from istor.reconciling.figures import POLICIES

__all__ = ["POLICIES", "reconcile", "settle"]
