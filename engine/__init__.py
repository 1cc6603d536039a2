"""How the assistant thinks: grammar, languages, recurrence, and what it says."""
