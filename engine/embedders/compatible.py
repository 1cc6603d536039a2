"""An embedder behind an OpenAI-compatible `/embeddings`, such as Ollama's or a provider's."""

import math
from collections.abc import Sequence
from typing import Any

from engine.model import Limited, ModelFailed, RefusedAsk, ServerFailed, TimedOut, Unreachable

LARGEST = 384
SECONDS = 20.0


class Compatible:
    """Vectors of a provider, cut to at most 384 numbers and made of unit length again.

    `url` is the API's base, with its version. What a provider's model wants before a query or a
    passage is said by `before_query` and `before_passage`.
    """

    def __init__(
        self,
        *,
        url: str,
        key: str,
        model: str,
        size: int = LARGEST,
        before_query: str = "",
        before_passage: str = "",
    ) -> None:
        self.size = min(size, LARGEST)
        self.name = f"{model}/{self.size}"
        self._url, self._key, self._model = url, key, model
        self._before_query, self._before_passage = before_query, before_passage
        self._client: Any = None

    def passages(self, texts: Sequence[str]) -> list[list[float]]:
        """Return the vectors of what is to be found. Errors: ModelFailed."""
        return self._embed([f"{self._before_passage}{text}" for text in texts])

    def query(self, text: str) -> list[float]:
        """Return the vector of what is looked for. Errors: ModelFailed."""
        return self._embed([f"{self._before_query}{text}"])[0]

    def _embed(self, texts: list[str]) -> list[list[float]]:
        import openai  # noqa: PLC0415 - with the first sentence

        if not texts:
            return []
        if self._client is None:
            self._client = openai.OpenAI(
                base_url=self._url, api_key=self._key, timeout=SECONDS, max_retries=1
            )
        try:
            answer = self._client.embeddings.create(
                model=self._model, input=texts, encoding_format="float"
            )
            vectors = [_cut(one.embedding, self.size) for one in answer.data]
        except openai.APITimeoutError:
            raise TimedOut(reason="embedding") from None
        except openai.APIConnectionError:
            raise Unreachable(reason="embedding") from None
        except openai.RateLimitError:
            raise Limited(reason="embedding") from None
        except openai.InternalServerError:
            raise ServerFailed(reason="embedding") from None
        except openai.APIStatusError as error:
            raise RefusedAsk(reason=f"embedding {error.status_code}") from None
        except (openai.OpenAIError, AttributeError, TypeError, ValueError) as error:
            raise ModelFailed(reason=type(error).__name__) from None
        if len(vectors) != len(texts):
            raise ModelFailed(reason="vectors are missing")
        return vectors


def _cut(vector: Sequence[float], size: int) -> list[float]:
    """Return the first numbers of a vector, of unit length."""
    if len(vector) < size:
        raise ValueError(len(vector))
    numbers = [float(number) for number in vector[:size]]
    length = math.sqrt(sum(number * number for number in numbers)) or 1.0
    return [number / length for number in numbers]
