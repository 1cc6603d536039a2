"""What our figures without peers are held to."""

from benchmarks.report import Target

HOUSE = {
    "cold_start_command_s": Target("cold start to the first answered command", "s", 0.6),
    "cold_start_capture_s": Target("cold start to the first kept promise", "s", 0.6),
    "idle_memory_mb": Target("resident memory, idle", "MB", 80.0),
    "telegram_cold_start_s": Target("Telegram: cold start to the first answered update", "s", 0.8),
    "telegram_idle_memory_mb": Target("Telegram: resident memory, idle", "MB", 80.0),
    "press_p99_ms": Target("Telegram: a press acknowledged, a model hanging, p99", "ms", 300.0),
    "command_while_hung_p99_ms": Target("the same: a command answered, p99", "ms", 300.0),
    "capture_while_hung_p99_ms": Target("the same: a capture answered, p99", "ms", 300.0),
    "model_ours_first_ratio": Target("a model's first word, beside the bare client", "times", 1.5),
    "model_ours_total_ratio": Target("a model's whole answer, beside it", "times", 1.5),
    "model_limited_first_ratio": Target("the first word, with budgets", "times", 1.5),
    "model_limited_total_ratio": Target("the whole answer, with budgets", "times", 1.5),
    "command_ms": Target("a command stored, answered, delivered: processor time", "ms", 0.6),
    "units a second, 1,000 waiting": Target(
        "1,000 units of work waiting together", "a second", 10_000.0, is_floor=True
    ),
}
