"""The coach: a text goes to the model as material, and what changed is shown by code."""

import pytest

from tests.journeys.conftest import Home, Start
from tests.scripted import ScriptedModel, says

CORRECTED = {
    "pt": ("corrige: nós vai amanhã e me lembra de pagar o boleto",
           "nós vamos amanhã e me lembra de pagar o boleto\n---\nO verbo concorda com nós."),
    "en": ("proofread: she go tomorrow and remind me to pay",
           "she goes tomorrow and remind me to pay\n---\nThe verb takes an s."),
}  # fmt: skip


@pytest.mark.parametrize("language", ["pt", "en"])
async def test_a_text_is_corrected_with_its_changes_and_nothing_of_it_is_captured(
    start: Start, language: str
) -> None:
    asked, answered = CORRECTED[language]
    model = ScriptedModel(says(answered))
    async with start(model=model) as home:
        said = await home.channel.ask(asked)
        new, why = answered.split("\n---\n")
        assert new in said
        assert why in said
        assert await home.channel.ask("/tasks") in {"No open tasks.", "Nenhuma tarefa aberta."}

    (ask,) = model.asked
    assert ask.tools == ()
    assert ask.messages[-1].text == asked.partition(": ")[2]  # type: ignore[union-attr]


async def test_without_a_model_that_is_said(home: Home) -> None:
    said = await home.channel.ask("proofread: she go tomorrow")
    assert said.startswith("To work on texts I need a language model")


async def test_a_request_without_its_text_is_asked_for_it(start: Start) -> None:
    async with start(model=ScriptedModel(says("x"))) as home:
        assert (await home.channel.ask("corrige meu texto")).startswith("Mande o texto junto")
