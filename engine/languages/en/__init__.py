"""English, American and British."""
