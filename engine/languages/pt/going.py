"""How Portuguese says the way to an event, asks for its invitation, and for free time."""

# ruff: noqa: E501 - a pattern reads best in one line

from engine.grammar.lengths import Lengths

LENGTHS = Lengths(
    numbers={
        "um": 1, "uma": 1, "dois": 2, "duas": 2, "tres": 3, "quatro": 4, "cinco": 5, "seis": 6,
        "oito": 8, "dez": 10, "doze": 12, "quinze": 15, "vinte": 20, "vinte e cinco": 25,
        "trinta": 30, "trinta e cinco": 35, "quarenta": 40, "quarenta e cinco": 45,
        "cinquenta": 50, "sessenta": 60, "noventa": 90,
    },
    hour="horas?|hs?",
    minute="minutos?|minutinhos?|mins?|m",
    half_hour="meia hora|meia horinha",
    and_half="e meia",
    and_="e",
)  # fmt: skip
_ABOUT = "(?:uns |umas |cerca de |mais ou menos |quase )?"
_TAKES = "(?:leva|levo|levam|levamos|demora|demoro|gasto|sao|da|dao|fica a|e a|com|tem|preciso de)"
_OF_THE_WAY = "(?:viagem|trajeto|deslocamento|percurso|caminho|estrada|transito)"
_TO_GET = "(?:pra|para|ate) (?:eu |a gente )?(?:chegar|ir)"
WAY = (
    rf"[,;(.–—-]?\s*(?:\be )?(?:\b{_TAKES} )?{_ABOUT}(?P<length>LENGTH) {_TO_GET}(?: (?:la|ate la|ai))?\b\)?(?! (?:no|na|ao|a|em|ate)\b)",
    rf"[,;(.–—-]?\s*(?:\be )?(?:\b{_TAKES} )?{_ABOUT}(?P<length>LENGTH) (?:de|no|so de) {_OF_THE_WAY}\b(?: (?:ate la|pra la))?\)?(?! ate\b)",
    rf"[,;(.–—-]?\s*(?:\be )?\b(?:fica a|e a|a|leva|sao|da) {_ABOUT}(?P<length>LENGTH) (?:de (?:carro|onibus|metro|trem|taxi|uber|moto|bicicleta)|a pe)(?: daqui| de casa)?\b\)?",
    rf"[,;(–—-]\s*{_ABOUT}(?P<length>LENGTH) (?:de (?:carro|onibus|metro|trem|taxi|uber|moto|bicicleta)|a pe)\b\)?",
    rf"[,;(.–—-]\s*(?:{_OF_THE_WAY})(?: de|:)? {_ABOUT}(?P<length>LENGTH)\)?",
)
WAYS = (
    rf"(?:{_TAKES} )?{_ABOUT}(?P<length>LENGTH) {_TO_GET} (?:no|na|nos|nas|ao|a|ate o|ate a|ate|em|pro|pra) (?P<title>.+)",
    rf"(?:{_TAKES} )?{_ABOUT}(?P<length>LENGTH) (?:de {_OF_THE_WAY} )?(?:ate|pra|para) (?:o|a|os|as) (?P<title>.+)",
    rf"(?:o |a )?{_OF_THE_WAY} (?:ate |pra |para |do |da |de )(?:o |a )?(?P<title>.+?) (?:leva|demora|e de|e|sao|da) {_ABOUT}(?P<length>LENGTH)",
)
_FILE = "(?:convite|ics|arquivo ics|arquivo do convite|arquivo de agenda)"
INVITATIONS = (
    rf"(?:por favor[,]? )?(?:me )?(?:pode )?(?:me )?(?:manda|mande|envia|envie|gera|gere|da|quero|preciso)(?: de)?(?: me| ai| pra mim)* (?:o |um )?{_FILE}(?: (?:da|do|de|das|dos|para a|para o|para|pra|pro) (?P<event>.+?)| (?:dele|dela|desse|dessa|disso))?(?:[,]? por favor)?",
    rf"(?:me )?(?:pode |poderia |voce pode )(?:me )?(?:mandar|enviar|gerar|dar) (?:o |um )?{_FILE}(?: (?:da|do|de|das|dos|para a|para o|para|pra|pro) (?P<event>.+))?",
    rf"(?:o )?{_FILE} (?:da|do|das|dos|pra|pro) (?P<event>.+)",
)
SLOT = r"(?:\b(?:de|por|com|dura|durando|pelo menos|no minimo) )+(?:pelo menos |no minimo )?(?P<length>LENGTH)(?! (?:da|ate|as|a)\b)"
_FIND = "(?:acha|ache|encontra|encontre|procura|procure|arruma|arrume|me acha|me arruma)(?: me| ai| pra mim)*"
SLOTS = (
    rf"(?:me )?{_FIND} (?P<all>(?P<length>LENGTH)(?: livres?| vagas?| de tempo| disponive(?:l|is))?)\b.*",
    r"(?:eu )?(?:tenho|tem|sobra|sobram|onde tenho|quando tenho) (?P<all>(?P<length>LENGTH) (?:livres?|vagas?|disponive(?:l|is)))\b.*",
)
A_SLOT = "um horário livre"
POLITE = r"[,]? (?:por favor|pfv?|porfa|obrigad[oa]|valeu)"
PARTS = (
    ("lunch", "na hora do almoco|no almoco|hora de almoco"),
    ("morning", "de manha|da manha|pela manha|a manha|manha cedo|na parte da manha"),
    ("afternoon", "a tarde|de tarde|da tarde|pela tarde|tarde"),
    ("evening", "a noite|de noite|da noite|pela noite|noite"),
)
PRONOUNS = frozenset(
    ["ele", "ela", "dele", "dela", "isso", "disso", "esse", "essa", "desse", "dessa", "la"]
)
ARTICLES = frozenset(
    [
        "o",
        "a",
        "os",
        "as",
        "meu",
        "minha",
        "meus",
        "minhas",
        "nosso",
        "nossa",
        "um",
        "uma",
        "e",
        "que",
        "ate",
        "esse",
        "essa",
    ]
)
