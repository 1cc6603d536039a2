"""The words of Portuguese that carry a value, and the spellings that stand for them."""

from engine.grammar.places import ABBREVIATIONS, CITIES
from engine.grammar.values import Part

SPELLINGS = {
    "vc": "voce", "vcs": "voces", "hj": "hoje", "oje": "hoje", "amnh": "amanha",
    "amanhan": "amanha", "amn": "amanha", "amanh": "amanha", "q": "que", "d": "de", "n": "nao",
    "ñ": "nao", "naum": "nao", "eh": "e", "tb": "tambem", "tbm": "tambem", "daki": "daqui",
    "pfv": "favor", "pfvr": "favor", "pf": "favor", "blz": "beleza", "qdo": "quando",
    "qd": "quando",
    "qnd": "quando", "qndo": "quando", "pq": "porque", "vlw": "valeu", "obg": "obrigado",
    "obgd": "obrigado", "obrigada": "obrigado", "esqcer": "esquecer", "esquece": "esquecer",
    "lembrar-me": "lembrar", "lenbrar": "lembrar", "lenbra": "lembra", "lembr": "lembra",
    "lmbra": "lembra", "lembrate": "lembrete", "lembrte": "lembrete", "reuniao": "reuniao",
    "seman": "semana", "proxm": "proxima", "prox": "proxima", "msm": "mesmo", "oq": "oque",
    "compra": "compra", "min.": "min", "segundafeira": "segunda", "tercafeira": "terca",
    "quartafeira": "quarta", "quintafeira": "quinta", "sextafeira": "sexta", "para": "pra",
    "pr": "pra", "p": "pra", "p/": "pra", "c/": "com", "s/": "sem", "td": "todo",
    "tds": "todos", "td dia": "todo", "hrs": "horas",
    "pôr": "colocar",
    "bom-dia": "bom", "sabdo": "sabado", "segnda": "segunda", "setxa": "sexta", "quita": "quinta",
    "tarfa": "tarefa", "tarefs": "tarefas", "adciona": "adiciona", "adicona": "adiciona",
    "qero": "quero", "presiso": "preciso", "tnho": "tenho",
    "tenhu": "tenho", "prciso": "preciso", "precizo": "preciso",
    "aki": "aqui", "ctg": "contigo", "cmg": "comigo", "agr": "agora", "dps": "depois",
    "sabao": "sabao", "mana": "mana", "note": "note", "quina": "quina", "seta": "seta",
    "maco": "maco", "abri": "abri", "sabado": "sabado", "terra": "terra", "marca": "marca",
    "mto": "muito", "mt": "muito", "urgenti": "urgente", "marsa": "marca", "feriad": "feriado",
}  # fmt: skip

SMALL = {
    "zero": 0, "um": 1, "uma": 1, "dois": 2, "duas": 2, "tres": 3, "quatro": 4, "cinco": 5,
    "seis": 6, "sete": 7, "oito": 8, "nove": 9, "dez": 10, "onze": 11, "doze": 12, "treze": 13,
    "quatorze": 14, "catorze": 14, "quinze": 15, "dezesseis": 16, "dezasseis": 16,
    "dezessete": 17, "dezassete": 17, "dezoito": 18, "dezenove": 19, "dezanove": 19,
}  # fmt: skip
TENS = {
    "vinte": 20, "trinta": 30, "quarenta": 40, "cinquenta": 50, "sessenta": 60, "setenta": 70,
    "oitenta": 80, "noventa": 90,
}  # fmt: skip
ORDINALS = {
    "primeiro": 1, "primeira": 1, "segundo": 2, "segunda": 2, "terceiro": 3, "terceira": 3,
    "quarto": 4, "quarta": 4, "quinto": 5, "quinta": 5, "ultimo": -1, "ultima": -1,
    "penultimo": -2, "penultima": -2, "antepenultimo": -3, "antepenultima": -3,
}  # fmt: skip
WEEKDAYS = {
    "segunda": 0, "terca": 1, "quarta": 2, "quinta": 3, "sexta": 4, "sabado": 5, "domingo": 6,
    "sab": 5, "qua": 2, "qui": 3, "seg": 0,
}  # fmt: skip
SHORT_WEEKDAYS = {"ter": 1, "sex": 4, "dom": 6}
PLURAL_WEEKDAYS = {
    "segundas": 0, "tercas": 1, "quartas": 2, "quintas": 3, "sextas": 4, "sabados": 5,
    "domingos": 6,
}  # fmt: skip
MONTHS = {
    "janeiro": 1, "fevereiro": 2, "marco": 3, "abril": 4, "maio": 5, "junho": 6, "julho": 7,
    "agosto": 8, "setembro": 9, "outubro": 10, "novembro": 11, "dezembro": 12,
    "jan": 1, "fev": 2, "mar": 3, "abr": 4, "mai": 5, "jun": 6, "jul": 7, "ago": 8, "set": 9,
    "out": 10, "nov": 11, "dez": 12,
}  # fmt: skip
UNITS = {
    "segundo": "second", "segundos": "second", "segundinho": "second", "seg": "second",
    "segs": "second", "minuto": "minute", "minutos": "minute", "min": "minute", "mins": "minute",
    "minutinho": "minute", "minutinhos": "minute", "hora": "hour", "horas": "hour", "h": "hour",
    "hr": "hour", "hs": "hour", "horinha": "hour", "horinhas": "hour", "dia": "day",
    "dias": "day", "semana": "week", "semanas": "week", "quinzena": "fortnight",
    "quinzenas": "fortnight", "mes": "month", "meses": "month", "bimestre": "month",
    "trimestre": "quarter", "trimestres": "quarter", "ano": "year", "anos": "year",
}  # fmt: skip
DAY_PARTS = {
    "manha": Part.MORNING, "manhazinha": Part.MORNING, "tarde": Part.AFTERNOON,
    "tardinha": Part.AFTERNOON, "noite": Part.NIGHT, "noitinha": Part.NIGHT,
    "madrugada": Part.DAWN,
}  # fmt: skip

KEYS = frozenset(
    (
        *(word for word in WEEKDAYS if len(word) > 3),
        *(word for word in MONTHS if len(word) > 3),
        "amanha", "manha", "tarde", "noite", "madrugada", "semana", "lembra", "lembre", "lembrar",
        "lembrete", "alarme", "avisar", "preciso", "reuniao", "tarefa", "tarefas", "compras",
        "urgente", "cancela", "remarca", "depois", "minutos", "horas", "todos",
    )
)  # fmt: skip
"""The words in which a slip of the finger is mended."""

LEXICON: dict[str, dict[str, object]] = {
    "small": dict(SMALL),
    "ten": dict(TENS),
    "ordinal_word": dict(ORDINALS),
    "weekday_word": dict(WEEKDAYS),
    "short_weekday": dict(SHORT_WEEKDAYS),
    "weekday_plural_word": dict(PLURAL_WEEKDAYS),
    "month": dict(MONTHS),
    "unit_word": dict(UNITS),
    "day_part": dict(DAY_PARTS),
    "city_word": dict(CITIES),
    "zone_word": dict(ABBREVIATIONS),
}
