"""Mentions of one event are brought together; every link can be explained."""

from istor.linking.clusters import candidates, explain_link, link
from istor.linking.origins import origins
from istor.linking.score import Term

__all__ = ["Term", "candidates", "explain_link", "link", "origins"]
