"""The figures of the README, each from one command: `python -m benchmarks`."""
