"""Words become days, points, actors and counts, each with its reason."""
