"""Exports, by name; plug-ins add theirs under the entry point group `istor.exporters`."""

from istor.publishing.exporters.base import Exporter, exporters

__all__ = ["Exporter", "exporters"]
