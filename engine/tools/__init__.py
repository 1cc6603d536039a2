"""Tools: typed functions that serve grammar, buttons, commands and models alike."""
