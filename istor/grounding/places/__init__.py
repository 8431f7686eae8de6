"""Places: names in a text and the points, areas and countries that they mean."""

from istor.grounding.places.finding import find_places, told_places, toponyms_json

__all__ = ["find_places", "told_places", "toponyms_json"]
