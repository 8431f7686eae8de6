"""Times: expressions of the calendar, what days they cover, and when an undated part appeared."""

from istor.grounding.times.anchors import infer_published
from istor.grounding.times.finding import find_times, timexes_json

__all__ = ["find_times", "infer_published", "timexes_json"]
