"""The parts of a journey map's layout: words, measures, places, strips, arrows."""
