"""Us beside others, in turns, in one run: `python -m benchmarks.peers`."""
