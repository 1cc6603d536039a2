"""Embedders, one file each (contract: `engine.embedder`)."""
