"""All cues of Portuguese, and the words by which verbs and events are known."""

# ruff: noqa: E501 - a pattern reads best in one line

from collections.abc import Iterator

from engine.grammar.cues import keep
from engine.grammar.productions import Row, rows
from engine.grammar.reading import Intent
from engine.languages.pt import captures, families, requests, settings, smalltalk, wishes

_EVENT_NOUNS = "(reuniao|ferias|feriado|recesso|folga|licenca|medico|medica|otorrino|ortopedista|urologista|endocrino|neurologista|fisio|personal|salao|cabelo|unha|crossfit|judo|bale|ballet|karate|futebol|futsal|volei|tenis|basquete|piano|violao|reunioes|call|videochamada|videoconferencia|conferencia|consulta|exame|dentista|encontro|entrevista|almoco|jantar|cafe|happy hour|festa|aniversario|casamento|batizado|formatura|missa|culto|show|cinema|teatro|peca|palestra|workshop|curso|aula|treino|jogo|partida|pelada|corrida|viagem|voo|passeio|audiencia|prova|vestibular|apresentacao|evento|congresso|feira|churrasco|sessao|terapia|fisioterapia|vistoria|visita|lancamento|reencontro|ensaio|mutirao|retiro|acampamento|excursao|cirurgia|vacina|banca|assembleia|velorio|enterro|cha|noivado|sorteio|desfile|exposicao|espetaculo|festival|maratona|torneio|campeonato|alinhamento|daily|standup|retro|retrospectiva|kickoff|demo|webinar|live|mentoria|podologo|dermatologista|cardiologista|pediatra|oftalmo|oftalmologista|ginecologista|psicologo|psicologa|psiquiatra|nutricionista|veterinario|manicure|cabeleireiro|barbeiro|massagem|depilacao|yoga|ioga|pilates|natacao|piquenique|brunch|confraternizacao|simulado|seminario|oficina|plantao|embarque|checkup|ultrassom|ressonancia|tomografia|hemograma|mudanca|rodizio|estreia|inauguracao|eleicao|concurso|reuniaozinha|consultinha|cafezinho|jantarzinho)"
_NO_VERBS = frozenset(
    [
        "lugar",
        "bazar",
        "altar",
        "colar",
        "luar",
        "milhar",
        "pilar",
        "lazer",
        "prazer",
        "parecer",
        "carater",
        "ziper",
        "alfazer",
        "mar",
        "par",
        "ar",
        "bar",
        "lar",
        "celular",
        "dolar",
        "militar",
        "popular",
        "familiar",
        "jantar",
        "hangar",
        "radar",
        "ir",
        "mulher",
        "qualquer",
        "hambúrguer",
        "amor",
        "dor",
        "cor",
        "professor",
        "doutor",
        "senhor",
        "setor",
        "motor",
        "valor",
        "maior",
        "menor",
        "melhor",
        "favor",
        "calor",
        "por",
        "vapor",
        "elevador",
        "computador",
        "autor",
        "diretor",
        "interior",
        "exterior",
        "particular",
        "escolar",
        "regular",
        "circular",
        "similar",
        "lider",
        "server",
        "niver",
        "poder",
        "cancer",
        "uber",
        "super",
        "hiper",
        "banner",
        "freezer",
        "laser",
        "master",
        "talher",
        "souvenir",
        "elixir",
        "solar",
        "avatar",
        "nectar",
        "acucar",
        "caviar",
        "pomar",
        "azar",
        "hospitalar",
        "exemplar",
        "poster",
        "container",
        "tender",
        "blazer",
        "cooler",
        "mixer",
        "trailer",
        "spoiler",
        "poker",
        "timer",
        "scanner",
        "designer",
        "player",
        "reporter",
        "trainer",
        "lunar",
        "polar",
        "titular",
        "domiciliar",
        "muscular",
        "ocular",
        "alzheimer",
        "mister",
        "zoper",
        "bazer",
        "glitter",
        "twitter",
        "bumper",
        "shopper",
    ]
)


def productions() -> Iterator[Row]:
    """Yield every cue."""
    yield from rows("event_noun", (_EVENT_NOUNS, lambda: True))
    yield from rows(
        "verb",
        ("<any>", lambda word: word if _is_infinitive(word) else None),
    )
    yield from keep(Intent.TASK, 0.0, "^ [nao] <verb>", kind="verb")
    yield from keep(
        Intent.TASK,
        0.0,
        "^ (apaga|apague|apagar) [a|as|o|os] luz|luzes|fogo|vela|velas|forno|abajur",
        kind="verb",
    )
    for module in (captures, requests, families, wishes, settings, smalltalk):
        yield from module.productions()


def _is_infinitive(word: str) -> bool:
    return (
        len(word) > 2 and word[-2:] in ("ar", "er", "ir") and word not in _NO_VERBS
    ) or word in ("por", "ir", "repor", "compor", "propor")
