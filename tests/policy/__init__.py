"""The policy against models that are wholly hostile."""
