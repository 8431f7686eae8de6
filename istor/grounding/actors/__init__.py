"""Actors: who is named in a text, what they are, and why (tables: `istor.knowledge.actors`, `languages/<code>/actors.toml`)."""

from istor.grounding.actors.finding import find_actors, resolve
from istor.grounding.actors.identity import Identity, identity
from istor.grounding.actors.importing import import_actors, table
from istor.grounding.actors.showing import show

__all__ = ["Identity", "find_actors", "identity", "import_actors", "resolve", "show", "table"]
