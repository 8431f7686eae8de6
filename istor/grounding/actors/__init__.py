"""Actors: who is named in a text, what they are, and why (tables: `istor.knowledge.actors`, `languages/<code>/actors.toml`)."""

from istor.grounding.actors.finding import find_actors, resolve
from istor.grounding.actors.identity import Identity, identity

__all__ = ["Identity", "find_actors", "identity", "resolve"]
