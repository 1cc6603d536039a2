"""Languages, one folder each: words, productions and how things are said back."""
