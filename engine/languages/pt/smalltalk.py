"""What Portuguese says that asks for nothing."""

# ruff: noqa: E501 - a pattern reads best in one line

from collections.abc import Iterator

from engine.grammar.cues import polite, tag
from engine.grammar.productions import Row, rows
from engine.grammar.reading import Intent

_TIMELY = "as|pras|aas|#|hoje|amanha|segunda|terca|quarta|quinta|sexta|sabado|domingo|meio"
_PRESENT = frozenset(
    ("estou", "grava", "trava", "brava", "crava", "escrava", "oitava", "volei", "hoquei")
)


def statements() -> Iterator[Row]:
    """Yield what tells that nothing is asked for: small talk, the past, knowledge."""
    yield from tag(
        Intent.NONE,
        3.4,
        "(quanto tempo|quanto falta|quantos dias|falta quanto|faltam) [falta|pra]",
        "(faz|fazem|fez) (aniversario|anos)",
        "(antigamente|antes eu|naquela epoca|naquele tempo|quando eu era|na minha infancia|costumava|costumavam)",
        "nem me (lembra|lembre|fala)",
        "^ (sim|isso|ok|certo|ta|ta bom|beleza) [,] (mas|so que|porem) (as|a|na|no|em|de)",
        "^ [eu] (lembro|lembrei|lembramos|me lembro) [ate|de|da|do|daquela|daquele|quando|que]",
        "^ toda vez que",
        "nao me (lembra|lembre|avisa|avise) [mais] [de] (nada|disso|isso)",
        "(sera que|voce sabia|sabia que|sabe se|como se diz|como se fala|o que significa|o que e|quem foi|quem e|quantos|quantas|por que|porque que|qual e a diferenca|qual a diferenca|diferenca entre|qual a capital|qual o sentido)",
        "(abre|fecha|funciona|comeca|termina|acontece|acaba) (as|de|das|no|na|aos|em|ate)",
        "(abre|fecha|comeca|termina|acaba|sai|chega) [as] &#",
        "^ (ele|ela|eles|elas|parabens|feliz)",
        "(trabalha|mora|estuda|disse|falou|contou|acha|custa|subiu|caiu)",
        "(hoje|amanha) e (aniversario|feriado|dia)",
        "(nasceu|nasci|morreu|faleceu|aconteceu|ocorreu|foi inaugurado|comecou|terminou|acabou de|durou) (em|no|na|dia|de|as|ha)",
        "(te lembra|voce lembra|lembra quando|voce se lembra|lembra daquele|lembra daquela|lembra que)",
        "[me|isso|essa|esse] (faz lembrar|lembra muito)",
        "(obrigado|valeu) (pela|pelo|por|demais|mesmo)",
        "^ se [eu|a gente|amanha|hoje|chover|ele|ela] <any>",
        "(que dia e hoje | que horas sao | que dia cai | que horas)",
        "(ate que horas | desde quando | a que horas | que horas que)",
        "paciencia $",
        "(adoro|amo|odeio|gosto de|detesto|amei|adorei|gostei|curti)",
        "(tava|estava|estavam|tinha|tinham|era|eram|foi|foram|fui|fomos|fiquei|ficou|passei|fiz|comi|vi|dormi|acordei|cheguei|chegou|saiu|comprei|paguei|ganhei|perdi|perdeu|encontrei|trabalhei|esqueci|rolou|choveu|venceu|jogou|jogamos|viajei|conheci|conversei|falei|aconteceu|deu|quebrou|morreu)",
    )
    yield from tag(
        Intent.NONE, 6.5, "^ [nada|nao|ah] [,] (deixa pra la | deixa quieto | esquece isso) $"
    )
    yield from tag(
        Intent.NONE,
        3.4,
        "(eu|a gente|ele|ela|nos) (sempre|nunca)",
        "^ [eu|a gente] (geralmente|normalmente|costumo|costuma|raramente)",
        "(conta|conte|canta|cante) [me] uma (piada|historia|musica)",
        "[ja] e quase",
        "(fica|ficam) (aberto|aberta|abertos|abertas|fechado|fechada|lotado|cheio|cheia)",
        "(vou|to indo|fui) (dormir|deitar|nessa|embora)",
        "^ (to|estou|tamo|estamos) (na|no|em|indo|aqui)",
        "(dura|duram|durou|leva) &#|uma|duas|meia",
    )
    yield from tag(
        Intent.NONE,
        1.2,  # against a noun beside a time, not against a request
        "(ta|tao|esta|estao) [ja] (na|no|nas) [minha] lista",
        "ta|tao|estao|parece|continua|costuma|anda !marcado|marcada|agendado|agendada|confirmado|confirmada|pra|no|na|em|as|#",
    )
    yield from tag(
        Intent.NONE,
        2.2,
        "^ [o|meu|seu|nosso] (aniversario|niver) [de|do|da|dele|dela] [<any>] [<any>] e|sera (em|no|na)",
        "e feriado",
        "(vai chover|ta chovendo|faz frio|faz calor)",
        "(acho que|parece que|dizem que|disseram que|ouvi dizer|imagina se|tomara que|pena que|que pena|ainda bem)",
        "(mesmo ?)",
        "(um dia desses a gente | a gente podia | a gente devia | bora | vamos marcar [qualquer|um|alguma]) ",
        "^ (ontem|anteontem)",
    )


def telling() -> Iterator[Row]:
    """Yield what tells of things to come, which asks for nothing beside a request."""
    yield from tag(None, 0.0, "^ [eu|a gente] (vou|vamos|vai) &<verb>", kind="telling")
    yield from tag(
        None, 0.0, "[eu] (vou|vamos) (levar|passar|buscar|visitar|viajar|estar)", kind="telling"
    )


def past() -> Iterator[Row]:
    """Yield verbs in the past, by their endings: "atrasou", "chegaram"."""
    yield from rows("past", ("<any>", lambda word: word if _is_past(word) else None))
    yield from tag(Intent.NONE, 2.0, "<past>")


def _is_past(word: str) -> bool:
    endings = ("ou", "aram", "eram", "iram", "ava", "avam", "ei")
    return len(word) > 4 and word not in _PRESENT and word.endswith(endings)


def politeness() -> Iterator[Row]:
    """Yield what may stand anywhere and means nothing."""
    yield from polite(
        "[por] favor [,]",
        "(por gentileza | por obsequio | se puder | se possivel | faz favor | faz o favor [de] | tem como | sera que da pra | sera que voce pode | voce pode | voce poderia | consegue | pode | poderia | podes | da pra)",
        "^ (oi|ola|opa|eai|ei|hey|fala|salve|bom dia|boa tarde|boa noite|e ai|eae|alo|oie|oii) [,|!|.]",
        "^ (tudo bem|tudo bom|td bem|blz|beleza) [?|,]",
        "(obrigado|obrigada|valeu|agradeco) [!|.|viu|desde ja]",
        "^ (entao|olha|olha so|escuta|ah|bom|bem|ai|cara|mano|gente|po|tipo|e|ah e|so|alias|aqui|pessoal) [,|:]",
        ", (ta|tá|ok|okay|beleza|blz|viu|hein|ta bom|ne|certo|combinado|tranquilo|pode ser) [?|!] $",
        "(ok|beleza|ta|viu|hein) [?] $",
        ", [ai|e] (poe|bota|coloca|marca|anota|deixa|salva|registra) (ai|fixo|marcado|anotado|ja|pra mim) $",
        "de jeito nenhum | de forma alguma | de maneira nenhuma | de jeito algum",
        ", (brigado|brigada|grato|grata) [!|.|viu] $",
        "^ (brigado|brigada|grato|grata) [!|.|,]",
        "sem falta",
        "[o] dia todo|inteiro",
        "<laugh>",
        "horario|hora daqui|local|normal",
        "(tipo | tipo assim | meio que) &#|as|umas|la|pras",
        "^ (adiciona|adicione|adicionar|acrescenta|acrescente|acrescentar|inclui|inclua|incluir) [ai]",
        "^ [ai] (spark|sparkone|bot|assistente) [,]",
    )
    yield from rows("laugh", ("<any>", lambda word: word if _is_laughter(word) else None))
    yield from tag(
        None,
        0.0,
        f", (nao|ops|errei|digo|melhor|alias | ou melhor | quer dizer | na verdade | nao espera | nao pera) [,] [e] &{_TIMELY}",
        kind="correction",
    )
    yield from tag(
        None,
        0.0,
        "(nao [,] (pera|espera|perai) [,] | ops [,] | quer dizer [,] | ou melhor [,] | alias [,] | corrigindo [,] | nao [,] melhor | digo [,])",
        kind="correction",
    )


def _is_laughter(word: str) -> bool:
    signs = set(word)
    return len(word) > 1 and (
        signs == {"k"} or (len(word) > 3 and signs in ({"h", "a"}, {"r", "s"}))
    )


def productions() -> Iterator[Row]:
    """Yield every cue of this module."""
    yield from statements()
    yield from tag(
        Intent.NONE,
        5.0,
        "(a gente podia | a gente devia | a gente poderia | a gente tem que marcar|combinar um|uma|de | a gente precisa marcar|combinar um|uma|de | temos que marcar|combinar um|de | vamos combinar | bora marcar | bora combinar)",
    )
    yield from past()
    yield from telling()
    yield from politeness()
