"""The coach: what it is asked, what the model is told, and how the changes are shown."""

from time import thread_time

import pytest

from domain.markup import plain
from engine.coach import Coaching, Kind, answer, asked, instructions, step

C, R, M = Kind.CORRECT, Kind.REWRITE, Kind.MOTIVATE
ASKED = {
    "corrige: nós vai amanhã": (C, "nós vai amanhã", None),
    "Corrija este texto: Eu foi no mercado.": (C, "Eu foi no mercado.", None),
    "corrige meu inglês: I goed home": (C, "I goed home", None),
    "pode corrigir essa mensagem pra mim?\nOi, tudo bom": None,
    "pode corrigir essa mensagem pra mim:\nOi, tudo bom": (C, "Oi, tudo bom", None),
    "por favor, revisa esse email: prezados, segue": (C, "prezados, segue", None),
    "corrige: me lembra de pagar o boleto amanha": (C, "me lembra de pagar o boleto amanha", None),
    "corrige a frase “nós vai”": (C, "nós vai", None),
    "corrige esse texto": (C, "", None),
    "corrige o português: a gente fomos": (C, "a gente fomos", None),
    "corrige:\numa linha\n\n  outra: linha": (C, "uma linha\n\n  outra: linha", None),
    "reescreve mais formal: oi, blz?": (R, "oi, blz?", "mais formal"),
    "reescreva esse texto num tom mais leve: Venha já.": (R, "Venha já.", "num tom mais leve"),
    "deixa mais curto: um texto longo": (R, "um texto longo", "mais curto"),
    "deixa essa mensagem mais simpática: venha": (R, "venha", "mais simpática"),
    "reformula: isso está ruim": (R, "isso está ruim", None),
    "encurta esse texto: muito longo": (R, "muito longo", "mais curto"),
    "melhora esse texto de um jeito mais claro: x y": (R, "x y", "de um jeito mais claro"),
    "me motiva": (M, "me motiva", None),
    "preciso de um empurrão pra estudar": (M, "estudar", None),
    "Me motiva a correr!": (M, "correr", None),
    "tô sem vontade de arrumar a casa": (M, "arrumar a casa", None),
    "proofread: i has a dog": (C, "i has a dog", None),
    "please correct my English: i has a dog": (C, "i has a dog", None),
    "Can you fix the grammar of this sentence: she don't": (C, "she don't", None),
    "rewrite this in a friendlier tone: Come now.": (R, "Come now.", "in a friendlier tone"),
    "make it shorter: a long text": (R, "a long text", "shorter"),
    "make this more formal: hey": (R, "hey", "more formal"),
    "rephrase: it is bad": (R, "it is bad", None),
    "shorten this text: long": (R, "long", "shorter"),
    "motivate me to go running": (M, "go running", None),
    "I need a push to study": (M, "study", None),
    "give me a pep talk": (M, "give me a pep talk", None),
}
NOT_ASKED = [
    "corrige o lembrete: é às 9h",
    "corrige: 9h",
    "corrige: é às 9h",
    "corrigir as provas amanhã às 10h",
    "me lembra de revisar o texto: capítulo 2",
    "me lembra de reescrever a carta amanhã",
    "tarefa: corrigir o relatório",
    "revisar o carro amanhã",
    "deixa pra lá",
    "deixa a reunião para sexta: não posso hoje",
    "melhora logo!",
    "a professora me motiva",
    "fix the sink: tomorrow",
    "check the oven at 5",
    "edit the video on Friday",
    "make a list: milk, eggs",
    "make dinner",
    "remind me to proofread: chapter 2",
    "correct",
    "bom dia",
    "",
]


@pytest.mark.parametrize("text", ASKED)
@pytest.mark.parametrize("language", ["pt", "en"])
def test_a_request_is_recognised_in_either_language(text: str, language: str) -> None:
    expected = ASKED[text]

    found = asked(text, language)

    if expected is None:
        assert found is None
        return
    assert found is not None
    words = (found.about or found.text) if found.kind is M else found.text
    assert (found.kind, words, found.tone) == expected


@pytest.mark.parametrize("text", NOT_ASKED)
@pytest.mark.parametrize("language", ["pt", "en"])
def test_what_only_sounds_like_it_is_left_to_the_grammar(text: str, language: str) -> None:
    assert asked(text, language) is None


def test_the_model_is_told_the_form_and_the_tone_and_never_the_text() -> None:
    coaching = Coaching(kind=R, text="me lembra de pagar", tone="mais formal")

    told = instructions(coaching, "pt")

    assert "mais formal" in told
    assert "---" in told
    assert coaching.text not in told
    assert "---" in instructions(Coaching(kind=C, text="x"), "en")
    assert "---" in instructions(Coaching(kind=M), "en")


def test_changed_words_are_bold_and_what_is_gone_is_struck_out() -> None:
    coaching = Coaching(kind=C, text="Eu foi no mercado ontem de manha.")
    said = "Eu fui ao mercado ontem de manhã.\n---\n- “Eu” pede “fui”.\n2. “Ir a” um lugar.\n"

    shown = answer(coaching, said, "pt")

    assert shown == (
        "Eu ~foi no~ *fui ao* mercado ontem de ~manha.~ *manhã.*\n\n"
        "*Por quê*\n• “Eu” pede “fui”.\n• “Ir a” um lugar.\n\n"
        "*Para copiar*\n```\nEu fui ao mercado ontem de manhã.\n```"
    )


def test_words_that_only_came_or_went_are_shown_alone() -> None:
    coaching = Coaching(kind=C, text="I very like the the tea")

    shown = answer(coaching, "I like the tea very much\n---\nOrder", "en")

    assert shown.startswith("I ~very~ like the ~the~ tea *very much*")


def test_signs_of_the_text_stay_literal_and_lines_stay_lines() -> None:
    coaching = Coaching(kind=C, text="um *dois\ntres_ quatro\n\ncinco")

    shown = answer(coaching, "um *dois\ntrês_ quatro\n\ncinco\n---\nacento", "pt")

    assert plain(shown).startswith("um *dois\ntres_ três_ quatro\n\ncinco")


def test_an_unchanged_text_is_said_to_be_right() -> None:
    coaching = Coaching(kind=C, text="Está tudo certo.")

    assert answer(coaching, "Está tudo  certo.\n---\n", "pt").startswith("Está certo assim")


def test_of_a_long_text_only_the_changed_sentences_are_shown() -> None:
    sentences = [f"Esta é a frase de número {number} e ela está certa." for number in range(20)]
    old = " ".join([*sentences[:10], "Nós vai junto.", *sentences[10:]])
    new = old.replace("vai junto", "vamos juntos")

    shown = answer(Coaching(kind=C, text=old), f"{new}\n---\nconcordância", "pt")

    assert shown.startswith("• Nós ~vai junto.~ *vamos juntos.*\n\n*Por quê*")


def test_a_text_rewritten_throughout_is_shown_without_marks() -> None:
    coaching = Coaching(kind=R, text="oi, blz? manda aí o arquivo", tone="mais formal")

    shown = answer(coaching, "Prezado, poderia enviar-me o documento?\n---\nmais formal", "pt")

    assert shown == "Prezado, poderia enviar-me o documento?\n\n*Por quê*\n• mais formal"


@pytest.mark.parametrize(
    "said",
    ["Claro! O certo é **fui**.", "---\nfui", "x\n---\nThat is all I can say about this text."],
    ids=["no line", "no text", "another text"],
)
def test_what_does_not_keep_the_form_is_shown_as_it_is(said: str) -> None:
    coaching = Coaching(kind=C, text="Eu foi no mercado ontem de manha.")

    shown = answer(coaching, said, "pt")

    assert "~" not in shown
    assert "Por quê" not in shown
    assert "fui" in shown or "all I can say" in shown


def test_a_push_ends_with_a_step_that_can_become_a_task() -> None:
    coaching = Coaching(kind=M, text="me motiva a correr", about="correr")
    said = "Você **consegue**.\n---\n1. Calçar o tênis agora."

    assert step(coaching, said) == "calçar o tênis agora"
    assert answer(coaching, said, "pt") == (
        "Você *consegue*.\n\nPrimeiro passo: *calçar o tênis agora*. "
        "Para guardar, escreva _tarefa: calçar o tênis agora_."
    )
    assert step(coaching, "Você consegue.") is None
    assert answer(coaching, "Você consegue.", "pt") == "Você consegue."


def test_a_long_text_is_compared_in_bounded_time() -> None:
    old = "e a e o e a de a e o. " * 450
    new = old.replace("de", "do")

    begin = thread_time()
    answer(Coaching(kind=C, text=old), f"{new}\n---\nporque", "pt")
    asked("corrige " * 1200, "pt")

    assert thread_time() - begin < 2.0
