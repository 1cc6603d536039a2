import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, ClassVar

import pytest

from engine.embedders.compatible import Compatible
from engine.embedders.use import local
from engine.model import Limited, ModelFailed, RefusedAsk, Unreachable
from engine.nearest import packed


class Provider(BaseHTTPRequestHandler):
    """An OpenAI-compatible `/embeddings` on loopback."""

    status: ClassVar[int] = 200
    asked: ClassVar[list[dict[str, Any]]] = []

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        asked = json.loads(self.rfile.read(length))
        type(self).asked.append(asked)
        vector = [3.0, 4.0] + [0.0] * 510
        rows = [
            {"object": "embedding", "index": number, "embedding": vector}
            for number in range(len(asked["input"]))
        ]
        usage = {"prompt_tokens": 1, "total_tokens": 1}
        body = json.dumps({"object": "list", "model": "m", "data": rows, "usage": usage})
        self.send_response(type(self).status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture
def url() -> Iterator[str]:
    Provider.status, Provider.asked = 200, []
    server = HTTPServer(("127.0.0.1", 0), Provider)
    serving = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    serving.start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    serving.join()
    server.server_close()


def test_a_providers_vectors_are_cut_and_of_unit_length(url: str) -> None:
    embedder = Compatible(url=url, key="k", model="m", before_query="query: ")

    vector = embedder.query("hello")

    assert len(vector) == embedder.size == 384
    assert vector[:2] == [0.6, 0.8]
    assert Provider.asked[0]["input"] == ["query: hello"]
    assert len(embedder.passages(["a", "b"])) == 2
    assert embedder.passages([]) == []


@pytest.mark.parametrize(("status", "failure"), [(401, RefusedAsk), (429, Limited)])
def test_a_providers_refusal_is_one_of_ours(
    url: str, status: int, failure: type[ModelFailed]
) -> None:
    Provider.status = status
    embedder = Compatible(url=url, key="k", model="m")
    embedder.passages([])

    with pytest.raises(failure) as told:
        embedder.query("a secret text")

    assert "secret" not in str(told.value)


def test_a_provider_that_is_not_there_is_said_to_be_so() -> None:
    with pytest.raises(Unreachable):
        Compatible(url="http://127.0.0.1:9/v1", key="k", model="m").query("hello")


def test_the_embedder_of_this_process_knows_what_means_the_same() -> None:
    embedder = local()
    if embedder is None:
        pytest.skip("the extra `memory` is not installed")
    dog, car = embedder.passages(["o cachorro late muito", "my car is red"])

    asked = embedder.query("the dog barks a lot")

    assert len(asked) == embedder.size == 256
    near, far = (sum(a * b for a, b in zip(asked, one, strict=True)) for one in (dog, car))
    assert near > far + 0.3


def test_a_vector_takes_a_byte_a_number_and_a_bit() -> None:
    vector, bits = packed([0.5, -1.0] * 4)

    assert vector == bytes([64, 129] * 4)
    assert bits == bytes([0b10101010])
