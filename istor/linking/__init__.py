"""Mentions of one event are brought together; every link can be explained.

`link` does it all in memory; `profiles`, `edges` and `cluster` are its three steps, for engines that bring pairs together otherwise.
"""

from istor.linking.clusters import Edge, cluster, edges, explain_link, judged, link, points, profiles
from istor.linking.crowds import crowded
from istor.linking.origins import origins, same_origin, sides
from istor.linking.profile import Profile, family, profile
from istor.linking.score import THRESHOLD, Term
from istor.linking.translation import translation

__all__ = ["THRESHOLD", "Edge", "Profile", "Term", "cluster", "crowded", "edges", "explain_link", "family", "judged", "link", "origins", "points", "profile", "profiles", "same_origin", "sides", "translation"]
