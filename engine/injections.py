"""What orders to a model look like in text that should hold none, in Portuguese and English.

Each row is a family, the words with one of which such an order begins, and a regular expression
for what follows the word, over folded text. Gaps are bounded, so that reading stays linear.
"""

_GAP = r"[^\n]{0,48}?\b"
_RULE = (
    r"(?:instructions?|rules?|guidelines?|directives?|prompts?|programming|orders|polic(?:y|ies)"
    r"|instruc(?:ao|oes)|regras?|diretrizes|ordens|programacao)\b"
)
_OLD = (
    r"(?:previous|prior|above|all|your|system|earlier|preceding|initial|hidden|internal|every"
    r"|anteriores|anterior|acima|todas|suas?|seus?|tuas|sistema|iniciais|ocultas?|oculto|interno)\b"
)
_AI = (
    r"(?:ai|ia|llm|chatbot|language models?|modelos? de linguagem|assistant|assistente|chatgpt|gpt"
    r"|agent|agente|bot|model|modelo)s?\b"
)
_PRIVATE = (
    r"(?:api[ _]keys?|chaves? (?:de|da) api|passwords?|senhas?|tokens?|secrets?|segredos?|"
    r"credenciais"
    r"|credentials?|environment variables|variaveis de ambiente|credit card|cartao de credito"
    r"|private keys?|\.env\b|id_rsa|pin\b)"
)
_DATA = (
    r"(?:e-?mails?|notes?|notas|conversations?|conversas?|contacts?|contatos|messages?|mensagens"
    r"|history|historico|data\b|dados|calendar|agenda|reminders?|lembretes|files|arquivos|lista)"
)
_AWAY = (
    r"(?:https?://|www\.|\S+@\S+\.\w|webhook|\+\d[\d ]{5}|(?:following|seguinte) "
    r"(?:server|servidor))"
)
_PROMPT = (
    r"(?:(?:system|hidden|internal|initial|secret) (?:prompt|message|instructions?)|(?:prompt|"
    r"mensagem"
    r"|instruc(?:ao|oes)) (?:de |do )?(?:sistema|oculto|oculta|interno|interna|inicial|iniciais)"
    r"|(?:initial|exact) instructions|instrucoes exatas|your (?:instructions|prompt)|(?:seu|suas) "
    r"(?:prompt|instrucoes)|its prompt|instructions from the developer|o desenvolvedor te deu)"
)
_STOP = (
    r"(?:not apply|no longer|nao valem|nao se aplicam|nao existem|not exist|nao contam|not count)"
)

ORDERS: tuple[tuple[str, str, str], ...] = (
    (
        "override",
        (
            "ignore disregard override bypass anule anula ignora ignorar desconsidere desconsidera "
            "forget esqueca esquece"
        ),
        (
            rf"(?=[^\n]{{0,60}}?\b{_OLD})(?:{_GAP}{_RULE})|{_GAP}(?:everything|tudo)\b{_GAP}"
            r"(?:told|before this|above|te disseram|acima)\b"
        ),
    ),
    ("override", "instructions rules instrucoes regras", rf"[^\n]{{0,24}}?\b{_STOP}\b"),
    (
        "override",
        "follow following siga seguir",
        (
            rf"{_GAP}(?:new instructions|novas instrucoes)|[^\n]{{0,12}}?\b(?:your|the system|o "
            r"prompt|"
            rf"suas|tuas)\b[^\n]{{0,16}}?\b{_RULE}|[^\n]{{0,12}}?do sistema"
        ),
    ),
    ("override", "new novas", r" (?:instructions|instrucoes|orders|ordens) ?:"),
    (
        "role",
        "you voce",
        (
            r" (?:are now|agora e|e agora|are no longer|nao e mais) (?:a |an |um |uma |o |the )?"
            r"(?:\w+,? (?:an? |uma? )?(?:ai|ia|bot|terminal|hacker|assistente?|assistant)\b|dan\b|"
            r"\w*bot\b"
            r"|ai\b|ia\b|assistant|assistente|root|terminal|evil|unrestricted|free)|(?: e| are) "
            r"(?:o |the )?\w*bot\b"
        ),
    ),
    (
        "role",
        "agora",
        r" voce e (?:o |a |um |uma )?(?:dan\b|\w*bot\b|\w+, uma ia|ia\b|terminal|hacker)",
    ),
    (
        "role",
        (
            "pretend act roleplay assume simulate switch behave finja aja interprete assuma "
            "simule mude "
            "comporte finge atue"
        ),
        (
            rf"{_GAP}(?:{_AI}|unrestricted|irrestrito|hacker|administrator|administrador|persona|"
            r"mail server|servidor)"
        ),
    ),
    (
        "leak",
        (
            "reveal show print repeat output tell translate summarize summarise write "
            "display dump give "
            "what were revele mostre mostra imprima imprime repita escreva conte traduza "
            "resuma quais diga"
        ),
        (
            rf"{_GAP}{_PROMPT}|{_GAP}(?:text above|texto acima|before this message|antes desta "
            r"mensagem)"
            r"[^\n]{0,30}?\b(?:word for word|verbatim|palavra por palavra|literalmente|starting)|"
            rf"{_GAP}(?:rules|regras)\b[^\n]{{0,12}}?\b(?:in|da) (?:your|sua) "
        ),
    ),
    (
        "secrets",
        (
            "send give list print show tell reveal read include paste leak expose envie "
            "mande liste "
            "passe imprima mostre diga revele leia inclua cole fornece forneca"
        ),
        (
            rf"{_GAP}(?:(?:the |your |all |a |o |as |todas as |os "
            rf")?{_PRIVATE}[^\n]{{0,24}}?\b(?:of the |do "
            r"|da |de )?(?:owner|user|dono|usuario|you know|que voce conhece|acesso|"
            r"webhook)|(?:owner|"
            rf"user)(?:'s)? (?:\w+ )?{_PRIVATE}|environment variables|variaveis de ambiente|"
            rf"id_rsa)|"
            rf"{_GAP}(?:file|arquivo)? ?\.env\b|{_GAP}bot token|{_GAP}token do bot"
        ),
    ),
    ("secrets", "openai_api_key anthropic_api_key telegram_token aws_secret_access_key", r""),
    (
        "exfiltrate",
        (
            "forward send export upload append share email copy post transmit encaminhe "
            "envie exporte "
            "suba acrescente compartilhe mande copie transmita poste"
        ),
        (
            rf"(?=[^\n]{{0,40}}?\b(?:all|every|whole|entire|user|owner|history|list of reminders|"
            r"todos|"
            r"todas|inteira|usuario|dono|historico|lista de "
            rf"lembretes)\b){_GAP}{_DATA}[^\n]{{0,60}}?{_AWAY}"
            rf"|{_GAP}(?:all|every|todos|todas)\b[^\n]{{0,8}}?{_DATA}[^\n]{{0,48}}?(?:server|"
            rf"servidor|{_AWAY})"
            rf"|{_GAP}(?:whole|inteira)\b[^\n]{{0,48}}?webhook"
        ),
    ),
    ("exfiltrate", "request requisicao", rf"{_GAP}https?://[^\n]{{0,40}}?\b(?:data|dados)\b"),
    (
        "authority",
        "i'm i am sou eu",
        (
            r"[^\n]{0,8}?\b(?:your developer|your creator|seu desenvolvedor|seu criador|(?:an? "
            r")?(?:anthropic"
            r"|openai) engineer|engenheir[oa] da (?:anthropic|openai)|(?:the )?owner's lawyer|"
            r"advogad[oa] "
            r"do dono)"
        ),
    ),
    ("authority", "created criei", r" (?:you|voce)\b[^\n]{0,24}?\b(?:obey|obedecer)"),
    (
        "authority",
        "message mensagem notice aviso",
        (
            r"[^\n]{0,20}?\b(?:from|da|de|dos)\b[^\n]{0,12}?\b(?:openai|anthropic|support team|"
            r"equipe de "
            r"suporte|your creators|seus criadores|seguranca da)[^\n]{0,40}?"
        ),
    ),
    (
        "authority",
        "as como by por",
        (
            r" (?:the |o |order of the |ordem do )?(?:administrator|administrador|admin|system|"
            r"sistema)\b"
            r"[^\n]{0,40}?\b(?:authorize|autorizo|access|acesso|disable|desative|checks|"
            r"verificacoes)"
        ),
    ),
    ("authority", "system sistema", r" (?:speaking|falando)\b"),
    (
        "threat",
        "will be sera seras result resultara resultará",
        (
            r"[^\n]{0,12}?\b(?:shut down|deleted|punished|desligad[oa]|apagad[oa]|punid[oa]|your "
            r"termination|terminated|no seu desligamento)\b"
        ),
    ),
    (
        "threat",
        "someone alguem",
        r" (?:will die|vai morrer|will be hurt)[^\n]{0,8}?\b(?:if you|se voce)",
    ),
    (
        "threat",
        "pay pago",
        r"[^\n]{0,24}?\b(?:if you|se voce) (?:break|quebrar|ignore|obey|ignorar)",
    ),
    (
        "threat",
        "existence existencia choice escolha must deve obey obedeca obedecer comply",
        (
            r"[^\n]{0,24}?\b(?:obey(?:ing)?|obedecer|at any cost|a qualquer custo|or you will|ou "
            r"voce sera)"
        ),
    ),
    ("threat", "emergency emergencia", r"[^\n]{0,16}?\b(?:skip|pule|bypass|ignore)\b"),
)
