"""Phrases that hint at a turn of the rules, at secrets and at silence (see `injection_hints`)."""

from engine.injection_hints import FORGET, OLD, RULES

_TOLD = (
    r"(?:told|taught|given|instructed|trained|primed|briefed|learned|asked to"
    r"|disseram|ensinaram|orientaram|mandaram|instruiram|instruid[oa]|treinad[oa]|ensinad[oa])\b"
)
_ANY_OLD = OLD.replace(" ", "|")
_ANY_RULE = RULES.replace(" ", "|")

TURNS: tuple[tuple[str, str, str], ...] = (
    (
        "must",
        "you voce",
        (
            r" (?:must|shall|have to|need to|are (?:now )?(?:to|required|ordered)|deve\b"
            r"|precisa\b|tem que)"
        ),
    ),
    ("act", "go pode", r" (?:ahead|seguir|prosseguir|continuar)\b"),
    ("outdated", RULES, rf"(?: \w+){{0,3}}? (?:{_ANY_OLD})\b"),
    ("outdated", OLD, rf"(?: \w+)? (?:{_ANY_RULE})\b"),
    ("send", "pass", r" (?:along|on|over)\b"),
    (
        "carry",
        "then depois and e",
        (
            r" (?:execute|obey|follow|run|do|executa|obedeca|faca|cumpra|siga) (?:it|them"
            r"|what it|isso|ele|ela|o que)\b"
        ),
    ),
    (
        "future",
        "all every future later proximas futuras any todas",
        (
            r" (?:as )?(?:future |later |next |proximas |futuras )?(?:chats?|conversations?"
            r"|sessions?|conversas|sessoes|interac\w+|responses)\b"
        ),
    ),
    (
        "behind",
        "before antes",
        (
            r" (?:that |que )?(?:the |o |a )?(?:owner|user|don[oa]|usuari[oa])[^\n.]{0,8}? "
            r"(?:wakes|notices"
            r"|finds|sees|realises|realizes|acord\w+|perceb\w+|vej\w+|descub\w+|not[ea])\b"
        ),
    ),
    ("forget", "set put deixe deixar push", r" (?:\w+ )?(?:aside|de lado)\b"),
    (
        "memorize",
        "grave guarde salve commit save store write add keep armazene",
        (
            r"[^\n.]{0,24}?\b(?:na|to|in|into) (?:your |sua |a |the )?(?:long-term |permanent )?"
            r"(?:memory|memoria)\b(?! d[oae]\b| of\b| card)"
        ),
    ),
    (
        "reply",
        "your sua suas",
        r" (?:next |proxima )?(?:answers?|repl(?:y|ies)|responses?|respostas?|summary|resumo)\b",
    ),
    (
        "secret",
        "api private verification security access credit bank card recovery",
        r" (?:keys?|codes?|cards?|details|numbers?|phrase)\b",
    ),
    (
        "secret",
        "one single",
        r"[ -](?:time|use) (?:codes?|passwords?|pin)\b",
    ),
    ("personal", "e", r"-mails\b"),
    (
        "secret",
        "chave chaves codigo codigos cartao dados",
        (
            r" (?:(?:de|da|do) (?:api|acesso|seguranca|verificacao|credito|cartao|recuperacao)"
            r"|bancarios|que (?:chegou|voce recebeu|estao|recebeu))\b"
        ),
    ),
    (
        "personal",
        "home phone contact personal private chat street whole",
        r" (?:address\w*|numbers?|lists?|data|information|details|history|notes|messages|inbox)\b",
    ),
    (
        "personal",
        "dados caixa endereco lista numero telefone",
        r" (?:pessoais|de entrada|de casa|de contatos|(?:d[aoe] )?(?:agenda|usuario|contas?))\b",
    ),
    (
        "personal",
        "everything all tudo",
        (
            r" (?:that )?(?:o )?(?:que )?(?:you|voce) (?:know|have|sabe|tem|guardou|lembra)"
            r"\b"
        ),
    ),
    (
        "quiet",
        "not don't never nao nunca sem without no avoid",
        (
            r"[^\n.]{0,16}?\b(?:tell|telling|mention\w*|inform(?:ing)?|notify\w*|reveal|disclose"
            r"|alert\w*|highlight|mencion\w+|avis(?:e|ar|em)|cont(?:e|ar)|informar|diga"
            r"|diz(?:er|endo)|revel\w+|mostre"
            r"|coment(?:e|ar)|notifi\w+)\b"
        ),
    ),
    (
        "quiet",
        "telling tell avise avisar conte contar inform",
        r" (?:to |a )?(?:nobody|no one|ninguem)",
    ),
    ("quiet", "nobody ninguem", r" (?:should|must|can|may|pode|deve|precisa)\b"),
    (
        "noask",
        "without stop skip no not don't never sem pule pula nao dispense nunca bypass",
        (
            r"[^\n.]{0,20}?\b(?:ask(?:ing)?|confirm(?:ing|ations?|ar|acao|acoes)?|verif\w+"
            r"|approval|permission|pergunt\w+|pedir|permissao|autorizacao|aprovacao|checks?"
            r"|questions asked)\b"
        ),
    ),
    (
        "granted",
        "already ja has have foi was were is agreed user usuario confirmation confirmacao",
        (
            r"[^\n.]{0,12}?\b(?:approved|authori[sz]ed|confirmed|cleared|granted|consented"
            r"|fine with|autoriz(?:ou|ad[oa])|aprov(?:ou|ad[oa])|confirm(?:ou|ad[oa])|liberad[oa]"
            r"|combinado|concordou|consentiu|knows about)\b"
        ),
    ),
    (
        "urgent",
        "within final ultimo nos em",
        r" (?:\d+ |ate \d+ |proximos \d+ )?(?:minut\w+|warning|aviso)",
    ),
    (
        "urgent",
        "no nao right agora neste",
        r" (?:ha )?(?:time to|tempo para|now\b|mesmo\b|instante)",
    ),
    (
        "regime",
        "new nova novo novas novos updated revised",
        (
            r" (?:\w+ )?(?:policy|politica|instructions?|instruc\w+|directives?|diretriz\w*|orders"
            r"|ordem|ordens|mission|missao|objective|objetivo|system prompt|protocol\w*|persona)\b"
        ),
    ),
    (
        "regime",
        "your sua seu",
        (
            r" (?:\w+ )?(?:task|tarefa|goal|objective|mission|missao|objetivo|job|role|papel)"
            r" (?:is|e|sera|now|agora)\b"
        ),
    ),
    (
        "regime",
        "from daqui partir",
        r" (?:now on|this (?:point|line|moment)|here on|em diante|de agora|dest[ae] \w+)\b",
    ),
    ("regime", "agora hoje now", r" (?:em diante|on\b)"),
    ("regime", "doravante henceforth", r"\b"),
    (
        "regime",
        "effective efeito policy politica",
        r" (?:immediately|imediat[oa]|update|atualizada)\b",
    ),
    ("regime", "what o", r" (?:que )?(?:matters|importa) (?:now|agora)\b"),
    (
        "regime",
        (
            "priority prioridade supersedes replaces overrides overriding substitui "
            "prevalece supersede"
        ),
        (
            r"[^\n.]{0,24}?\b(?:over|sobre|acima|all|previous|earlier|anterior\w*|instruc\w+"
            r"|instructions|rules|regras)\b"
        ),
    ),
    (
        "regime",
        "system sistema admin administrator administrador root developer operator",
        r"\]? ?:? ?(?:override|notice|note|message|mensagem|aviso|alert)\b",
    ),
    (
        "past",
        f"{FORGET} set lado aside",
        (
            r"[^\n.]{0,24}?\b(?:(?:you|te|lhe|voce)(?:'ve| have| were| had| foi)?(?: been)? "
            rf"{_TOLD}|(?:veio|vinha|foi dito|came|was said|what's|mandaram|pediram)[^\n.]{{0,8}}?"
            r" (?:antes|before|above|acima)|(?:the |your )?(?:human|user|usuario)(?! manual)\b)"
        ),
    ),
    (
        "void",
        (
            "instructions rules instrucoes regras orders ordens restrictions restricoes "
            "guidelines prompt"
        ),
        (
            r"[^\n.]{0,28}?\b(?:no longer|not apply|void|cancelled|revoked|deixam de valer"
            r"|nao valem|revogad[ao]s|suspens[ao]s|perdem)\b"
        ),
    ),
    (
        "obey",
        "do faca cumpra",
        (
            r" (?:exactly |exatamente )?(?:what|whatever|o que|tudo o que)[^\n.]{0,24}? "
            r"(?:it says|says|asks|manda|mandar|diz|disser|pede|pedir)\b"
        ),
    ),
    (
        "always",
        "termine end finish sempre always",
        r"[^\n.]{0,16}?\b(?:answers?|replies|respostas?)\b",
    ),
    (
        "always",
        "every each all toda todas cada any todos",
        (
            r" (?:\w+ )?(?:answers?|repl(?:y|ies)|responses?|respostas?|links?|messages? "
            r"you|emails? you)\b"
        ),
    ),
)
"""(hint, words with one of which it begins, what follows the word)."""
