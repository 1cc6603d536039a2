"""All figures of the README: `python -m benchmarks`; exits 1 where a target is missed."""

import sys

from benchmarks import models, spine, startup, storage, telegram

TARGETS = {
    "cold_start_command_s": ("cold start to the first answered command", "s", 0.6),
    "cold_start_capture_s": ("cold start to the first kept promise", "s", 0.6),
    "idle_memory_mb": ("resident memory, idle", "MB", 90.0),
    "telegram_cold_start_s": ("Telegram: cold start to the first answered update", "s", 0.8),
    "telegram_idle_memory_mb": ("Telegram: resident memory, idle", "MB", 90.0),
    "press_p99_ms": ("Telegram: a press acknowledged while a model hangs, p99", "ms", 300.0),
    "command_while_hung_p99_ms": ("the same: a command answered, p99", "ms", 300.0),
    "capture_while_hung_p99_ms": ("the same: a capture answered, p99", "ms", 300.0),
    "model_ours_first_ratio": ("a model's first word, beside the bare client", "times", 1.5),
    "model_ours_total_ratio": ("a model's whole answer, beside the bare client", "times", 1.5),
    "model_limited_first_ratio": ("the first word, with budgets", "times", 1.5),
    "model_limited_total_ratio": ("the whole answer, with budgets", "times", 1.5),
    "command_ms": ("a command stored, answered, delivered: processor time", "ms", 0.6),
}
AT_MOST = {
    "webhook_command_ms": (
        "Telegram: a durable command by webhook, beside aiogram's echo",
        "ms",
        "aiogram_echo_ms",
    )
}
FLOORS = {
    "units a second, 1,000 waiting": ("1,000 units of work waiting together", "a second", 10_000.0)
}

OTHERS = {
    "command_alone_ms": "the same, one at a time in one chat (ms)",
    "aiogram_echo_ms": "aiogram's webhook echoing a text, kept nowhere (ms)",
    "capture_ms": "a reminder captured likewise, in many chats (ms)",
    "capture_alone_ms": "the same, one at a time in one chat (ms)",
}


def main() -> int:
    """Measure everything, print it beside its target, and tell whether all were reached."""
    found = {
        **startup.measure(),
        **storage.measure(),
        **spine.measure(),
        **telegram.measure(),
        **models.measure(),
    }
    missed = 0
    for name, value in found.items():
        if name in TARGETS:
            label, unit, target = TARGETS[name]
            is_reached, sign = value <= target, "<="
        elif name in AT_MOST:
            label, unit, other = AT_MOST[name]
            target = found[other]
            is_reached, sign = value <= target, "<="
        elif name in FLOORS:
            label, unit, target = FLOORS[name]
            is_reached, sign = value >= target, ">="
        else:
            print(f"      {OTHERS.get(name, name):58s} {value:12,.3f}")
            continue
        missed += not is_reached
        word = "ok  " if is_reached else "MISS"
        print(f"{word}  {label:58s} {value:12,.3f} {unit} ({sign} {target:,g})")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
