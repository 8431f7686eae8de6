"""Exports, by name; plug-ins add theirs under the entry point group `istor.exporters` (docs/exports.md)."""

from istor.publishing.exporters.base import Exporter, Outcome, Rule, Rules, exporters

__all__ = ["Exporter", "Outcome", "Rule", "Rules", "exporters"]
