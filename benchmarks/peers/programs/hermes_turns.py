"""hermes-agent's turns of a conversation: its own agent, tools, history and SQLite sessions.

Each line of the input is a number of turns to take; each is answered with a line. A chat is ten
turns long, one after the other: it knows no event loop. Making its agent anew for each chat
(260 ms) is left out. Run: hermes_turns.py
"""

import os
import sys
from pathlib import Path
from typing import Any

from hermes_state import SessionDB
from run_agent import AIAgent

TURNS_A_CHAT = 10


def main() -> None:
    """Take turns until the input ends."""
    answers = os.dup(1)  # what the agent prints goes to the standard error instead
    os.dup2(2, 1)
    agent = AIAgent(
        base_url=os.environ["OPENAI_BASE_URL"],
        api_key="none",
        model="m",
        quiet_mode=True,
        session_db=SessionDB(Path.cwd() / "state.db"),
        platform="telegram",
    )
    history: list[dict[str, Any]] = []
    taken = 0
    for line in sys.stdin:
        for _ in range(int(line)):
            if taken % TURNS_A_CHAT == 0:
                history = []
            result = agent.run_conversation(
                f"tell me a story {taken}", conversation_history=history
            )
            assert result["final_response"].startswith("word "), result
            history = result["messages"]
            taken += 1
        os.write(answers, b"done\n")


if __name__ == "__main__":
    main()
