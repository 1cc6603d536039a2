"""Providers of language models, one file each (contract: `engine.model`)."""
