"""The grammar engine: pure functions from (text, now, zone, language) to readings."""
