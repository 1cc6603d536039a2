"""`python -m tests.cluster`: gateways, workers, a clock; a minute of kills; the account."""

# ruff: noqa: T201 - a report for whoever runs it
import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from tests.cluster.living import Plan, live


def main() -> int:
    """Live through a minute of kills and print the account; exits 1 where a promise broke."""
    parser = argparse.ArgumentParser(prog="python -m tests.cluster")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--rate", type=float, default=20.0, help="messages a second")
    parser.add_argument("--every", type=float, default=2.0, help="seconds between two troubles")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--without-redis", action="store_true")
    options = parser.parse_args()
    plan = Plan(
        seconds=options.seconds,
        rate=options.rate,
        every=options.every,
        seed=options.seed,
        has_redis=not options.without_redis,
    )
    with tempfile.TemporaryDirectory(prefix="sparkone-cluster-") as folder:
        account = asyncio.run(live(plan, Path(folder)))
    print(account.report())
    for message in account.lost:
        print(f"LOST       item {message.chat}-{message.number}")
    for message in account.duplicates:
        print(f"DUPLICATE  item {message.chat}-{message.number}")
    broken = account.lost or account.duplicates or account.disorders or account.fallen
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
