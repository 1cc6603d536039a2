"""What a running SparkOne bears over Telegram's webhook: `python -m benchmarks.load`."""
