"""Engines of the durable queue; one contract suite covers them all."""
