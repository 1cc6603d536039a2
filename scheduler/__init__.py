"""When something happens: the clock, due occurrences, quiet hours, maintenance."""
