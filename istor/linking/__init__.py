"""Mentions of one event are brought together; every link can be explained.

`link` does it all in memory; `keys`, `points` and `cluster` are its three steps, for engines that bring pairs together otherwise.
"""

from istor.linking.clusters import Edge, candidates, cluster, explain_link, judged, keys, link, most, points
from istor.linking.origins import origins
from istor.linking.score import THRESHOLD, Term

__all__ = ["THRESHOLD", "Edge", "Term", "candidates", "cluster", "explain_link", "judged", "keys", "link", "most", "origins", "points"]
