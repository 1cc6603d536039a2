"""Facts in Portuguese: what people say of themselves and of those who are theirs."""

import re
from typing import Final

from engine.fact import Rule, any_of, rule

_KIN: Final = any_of(
    """m[ãa]e pai filh[oa] irm[ãa]o irm[ãa] espos[oa] mulher marido namorad[oa] noiv[oa]
    companheir[oa]
    av[óôo] sogr[oa] cunhad[oa] prim[oa] ti[oa] net[oa] sobrinh[oa] afilhad[oa] padrinho madrinha
    enteado enteada genro nora""".split()
)
_PET: Final = any_of(
    "cachorr[oa] gat[oa] c[ãa]o papagaio coelho hamster tartaruga passarinho".split()
)
_WORKER: Final = any_of(
    """m[ée]dic[oa] dentista psic[óo]log[oa] terapeuta nutricionista cardiologista ginecologista
    pediatra dermatologista advogad[oa] contador contadora mec[âa]nic[oa] encanador eletricista
    faxineira diarista cabeleireir[oa] barbeiro veterin[áa]ri[oa] chefe gerente professor[a]?
    personal s[íi]ndico zelador vizinh[oa] patr[ãa]o oftalmologista fisioterapeuta""".split()
)
_MONTH: Final = any_of(
    """janeiro fevereiro mar[çc]o abril maio junho julho agosto setembro outubro novembro
    dezembro""".split()
)
_DAY: Final = (
    rf"(?:dia )?(?P<value>\d{{1,2}}º? de {_MONTH}(?: de \d{{4}})?|"
    r"\d{1,2}/\d{1,2}(?:/\d{2,4})?)"
)
_NAME: Final = (
    r"(?P<value>(?-i:[A-ZÀ-Ú])[\wÀ-ú.'-]*(?: (?:(?-i:[A-ZÀ-Ú])[\wÀ-ú.'-]*|d[aeo]s?|e)){0,4})"
)
_NAMES: Final = (
    r"(?P<value>(?-i:[A-ZÀ-Ú])[\wÀ-ú.'-]*(?:(?:,? |, e | e )(?-i:[A-ZÀ-Ú])[\wÀ-ú.'-]*){0,4})"
)
_MY: Final = r"(?:o meu|a minha|meu|minha)"
_WHAT: Final = r"(?P<value>[\wÀ-ú][^,;:.!]{1,58})"
_PLAIN: Final = r"(?P<value>[\wÀ-ú'-]+(?: (?:[\wÀ-ú'/-]+)){0,6})"
_FOOD: Final = (
    r"(?P<value>[\wÀ-ú'-]+(?: (?!(?:porque|quando|se|mas|hoje|desde|"
    r"nada|na semana)\b)[\wÀ-ú'-]+){0,5})"
)

LEAD: Final = re.compile(
    r"^(?:(?:ah|oi|olha|ent[ãa]o|ali[áa]s|s[óo] pra (?:voc[êe] )?saber|a prop[óo]sito|pra constar|"
    r"pra sua informa[çc][ãa]o|saiba que|fica sabendo que)[,:]? )+",
    re.IGNORECASE,
)
NOT_FACTS: Final = re.compile(
    r"\b(?:se (?!cham)|talvez|acho|achei|acredito|parece|ser[áa] "
    r"que|quem sabe|tomara|queria|gostaria|"
    r"quero|vou|vai|ia|iria|fosse|seria|poderia|posso|disse|falou|perguntou|ontem|amanh[ãa]|hoje|"
    r"semana|agora|antes|nunca|quase|ainda n[ãa]o|n[ãa]o (?:sou|"
    r"tenho|moro|trabalho|gosto|[ée]|se|mais)|"
    r"deixei de|parei de|costumava|era|foi|senha|pin|cvv|kk+|(?:rs)+|haha\w*|brincadeira|"
    r"m[êe]s que vem|ano que vem|passad[oa]|imagina|sonhei|como se|lembra|lembre|marca|anota|"
    r"dizem|dentro de|daqui|[àa]s \d|\d+h)\b",
    re.IGNORECASE,
)
RULES: Final[tuple[Rule, ...]] = (
    rule("birthday", rf"{_MY} anivers[áa]rio (?:[ée]|cai)(?: em| no)? {_DAY}", confidence=0.95),
    rule("birthday", rf"(?:eu )?(?:fa[çc]o anivers[áa]rio|fa[çc]o anos|nasci)(?: em| no)? {_DAY}"),
    rule(
        "birthday:{who}",
        rf"(?:{_MY} (?P<who>{_KIN}|{_PET})) faz (?:anivers[áa]rio|anos)(?: em| no)? {_DAY}",
    ),
    rule(
        "birthday:{who}",
        rf"o anivers[áa]rio d[ao] (?:meu |minha )?(?P<who>[\wÀ-ú]+) [ée](?: em| no)? {_DAY}",
    ),
    rule("allergy:{value}", rf"(?:eu )?(?:sou|tenho) al[ée]rgi(?:c[oa]|a) (?:a|à|ao|com) {_FOOD}"),
    rule(
        "intolerance:{value}",
        r"(?:eu )?(?:sou intolerante|tenho intoler[âa]ncia) (?:a|à|ao)"
        rf" {_FOOD}",
    ),
    rule(
        "diet",
        r"(?:eu )?sou (?P<value>vegetarian[oa]|vegan[oa]|cel[íi]ac[oa]|ovolactovegetarian[oa]|"
        r"pescetarian[oa])",
    ),
    rule(
        "health:{value}",
        r"(?:eu )?sou (?P<value>diab[ée]tic[oa]|hipertens[oa]|asm[áa]tic[oa]|"
        r"canhot[oa])",
    ),
    rule(
        "blood",
        rf"{_MY} (?:tipo sangu[íi]neo|sangue) [ée] (?P<value>(?:a|b|ab|"
        r"o) ?(?:\+|-|positivo|negativo))",
    ),
    rule("food:{value}", rf"(?:eu )?n[ãa]o (?:como|bebo) {_FOOD}", confidence=0.8),
    rule(
        "home",
        r"(?:eu )?moro na (?P<value>(?:rua|avenida|av\.|alameda|travessa|"
        r"pra[çc]a) [^,;:.!]{2,50})",
    ),
    rule("home", rf"{_MY} endere[çc]o [ée]:? (?P<value>(?=.*\d)\w[^;:!]{{3,58}})"),
    rule("home", rf"(?:eu )?(?:moro|vivo) (?:em|no|na) {_NAME}(?: h[áa] \d+ anos)?"),
    rule("work", rf"(?:eu )?trabalho (?:na|no|em|para a|para o|pra) {_NAME}"),
    rule(
        "job",
        r"(?:eu )?(?:trabalho como|sou formad[oa] em) (?P<value>[\wÀ-ú-]+(?: "
        r"[\wÀ-ú-]+){0,3})",
    ),
    rule("name", rf"(?:meu nome [ée]|eu me chamo|me chamo) {_NAME}"),
    rule(
        "name:{who}",
        rf"{_MY} (?P<who>{_KIN}) (?:se chama|chama-se|[ée] (?:[oa] )?(?:dona "
        rf"|seu )?) ?{_NAME}",
        confidence=0.95,
    ),
    rule(
        "name:{who}",
        rf"{_MY}s? (?P<who>filh[oa]s|irm[ãa]os|irm[ãa]s|net[oa]s|gatos|"
        rf"cachorros) se chamam {_NAMES}",
    ),
    rule("name:{who}", rf"os? (?:nome|nomes) d[aoe]s? {_MY}s? (?P<who>{_KIN}|{_PET}) [ée] {_NAME}"),
    rule("name:{who}", rf"{_MY} (?P<who>{_PET}) (?:se chama|chama-se|[ée] [oa]) {_NAME}"),
    rule("name:{who}", rf"{_MY} (?P<who>{_WORKER}) (?:se chama|chama-se|[ée] [oa]|[ée]) {_NAME}"),
    rule("plate", r"a placa do (?:meu )?carro [ée]:? (?P<value>[a-z]{3}-?\d[a-z\d]\d{2})"),
    rule("plate", rf"{_MY} placa [ée]:? (?P<value>[a-z]{{3}}-?\d[a-z\d]\d{{2}})"),
    rule("car", rf"{_MY} carro [ée] (?:um|uma) {_PLAIN}"),
    rule("size:{who}", r"(?:eu )?(?P<who>cal[çc]o|visto) (?P<value>\d{2}|p{1,2}|m|g{1,3}|pp)"),
    rule(
        "document:{who}",
        rf"{_MY} (?P<who>cnh|rg|cpf|passaporte|crm|oab|t[íi]tulo de eleitor)"
        r" [ée]:? (?P<value>[\dA-Z][\w./-]{4,20})",
    ),
    rule(
        "document-ends:{who}",
        rf"{_MY} (?P<who>cnh|rg|passaporte) vence em (?P<value>(?:{_MONTH} "
        r"de )?\d{4})",
    ),
    rule("phone", rf"{_MY} (?:telefone|celular|n[úu]mero) [ée]:? (?P<value>[\d() +-]{{8,20}})"),
    rule("email", rf"{_MY} e-?mail [ée]:? (?P<value>[\w.+-]+@[\w.-]+)"),
    rule("pix", rf"{_MY} (?:chave )?pix [ée]:? (?P<value>[\w.+@ -]{{5,50}})"),
    rule("taste:{value}", rf"(?:eu )?prefiro {_FOOD}(?: a [\wÀ-ú ]+)?", confidence=0.85),
    rule(
        "favourite:{who}",
        rf"{_MY} (?P<who>[\wÀ-ú]+(?: [\wÀ-ú]+)?) (?:favorit[oa]|preferid[oa])"
        rf" [ée] {_PLAIN}",
    ),
    rule("team", rf"(?:eu )?(?:tor[çc]o (?:pelo|pela|para o|pra)|meu time [ée] o) {_NAME}"),
    rule("coffee", r"(?:eu )?(?:tomo|bebo) (?P<value>caf[ée] (?:sem|com) [\wÀ-ú]+)"),
    rule(
        "tongue:{value}",
        r"(?:eu )?falo (?P<value>ingl[êe]s|espanhol|franc[êe]s|alem[ãa]o|"
        r"italiano|japon[êe]s)",
    ),
    rule("married", rf"(?:eu )?sou casad[oa] com (?:o |a )?{_NAME}"),
    rule("children", r"(?:eu )?tenho (?P<value>(?:um|uma|dois|duas|tr[êe]s|quatro|\d) filh[oa]s?)"),
    rule(
        "pets",
        rf"(?:eu )?tenho (?P<value>(?:um|uma|dois|duas|tr[êe]s|\d) (?:{_PET})"
        r"s?)(?: chamad[oa]s? [\wÀ-ú]+)?",
    ),
    rule("born-in", rf"(?:eu )?(?:nasci em|sou natural d[eao]|sou de) {_NAME}"),
    rule(
        "key:{who}",
        r"a (?P<who>chave reserva|chave d[ao] [\wÀ-ú]+) fica (?P<value>(?:n[ao]|"
        r"com|debaixo|embaixo|atr[áa]s) [\wÀ-ú ]{2,50})",
    ),
    rule(
        "medicine:{value}",
        r"(?:eu )?tomo (?P<value>[\wÀ-ú-]+(?: \d+ ?(?:mg|mcg|ml|gotas)"
        r")?) (?:todo dia|todos os dias|toda noite)",
        confidence=0.8,
    ),
)
