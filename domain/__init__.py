"""The words that all layers share. Plain Python, no library."""
