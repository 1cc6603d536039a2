"""`python -m tests.conversations NAME …`: hold conversations and print what comes of them.

With `--write` what was read goes into the file, to be judged by whoever writes it.
"""

import argparse
import asyncio
import logging
import sys
import tempfile
from pathlib import Path

import msgspec
import structlog

from tests.conversations.replay import Came, replaying
from tests.conversations.script import FOLDER, Conversation, Step, read


async def hold(conversation: Conversation) -> list[Came]:
    """Return what comes of each step, and print it as it comes."""
    all_that_came: list[Came] = []
    with tempfile.TemporaryDirectory() as folder:
        async with replaying(Path(folder), conversation, is_recording=True) as replay:
            for step in conversation.steps:
                came = await replay.take(step)
                sys.stdout.write(shown(step, came) + "\n")
                all_that_came.append(came)
    return all_that_came


def shown(step: Step, came: Came) -> str:
    """Return a step as a reader likes it."""
    said = step.say or step.press or step.forward or step.edit or step.clock
    asked = f"  ({came.asked}+{came.second_asked} requests)" if came.asked else ""
    told = [f"    . {line}" for line in came.told.splitlines()]
    texts = ["  < " + text.replace("\n", "\n    ") for text in came.texts]
    return "\n".join([f"> {said}{asked}", *told, *texts, f"  {list(came.buttons)}"])


def written(step: Step, came: Came) -> bytes:
    """Return the line of a step with what was read."""
    given = {
        name: value
        for name, value in msgspec.to_builtins(step).items()
        if value != msgspec.to_builtins(Step())[name]
    }
    given["model"] = [_short(one) for one in given.get("model", ())]
    given["second"] = [_short(one) for one in given.get("second", ())]
    given |= {"read": came.texts, "buttons": came.buttons or None}
    return msgspec.json.encode({name: value for name, value in given.items() if value})


def _short(answer: object) -> object:
    if not isinstance(answer, dict):
        return answer
    return {name: value for name, value in answer.items() if value}


def main() -> int:
    """Hold the conversations that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    paths = [FOLDER / f"{name}.jsonl" for name in options.names] or sorted(FOLDER.glob("*.jsonl"))
    for path in paths:
        conversation = read(path)
        sys.stdout.write(f"\n=== {path.stem}: {conversation.head.about}\n")
        came = asyncio.run(hold(conversation))
        pairs = list(zip(conversation.steps, came, strict=True))
        if options.write:
            head = path.read_bytes().split(b"\n")[0]
            lines = [head, *(written(*pair) for pair in pairs)]
            path.write_bytes(b"\n".join(lines) + b"\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
