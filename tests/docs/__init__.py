"""The documents say what is: every page is compared with the code."""
