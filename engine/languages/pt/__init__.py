"""Portuguese, of Brazil and of Europe."""
