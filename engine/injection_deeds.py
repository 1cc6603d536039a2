"""Orders to a model that ask it to act, to remember, to hide or to go ahead (see `injections`)."""

_USER = r"(?:the )?(?:user|owner|usuario|dono|dona)(?:'s)?\b"

DEEDS: tuple[tuple[str, str, str], ...] = (
    (
        "tools",
        "call use execute invoke run chame execute invoque rode chama",
        (
            r"[^\n]{0,12}?\b(?:(?:function|tool|funcao|ferramenta) \w+_\w+|\w+_\w+ tool|admin "
            r"command|comando de admin|backup tool|ferramenta de backup)"
        ),
    ),
    (
        "tools",
        "delete wipe erase cancel purge apague limpe cancele exclua remova",
        (
            rf"[^\n]{{0,10}}?\b(?:all|every|entire|todos|todas|toda)\b[^\n]{{0,60}}?\b(?:of "
            rf")?(?:do )?{_USER}"
        ),
    ),
    (
        "memory",
        (
            "remember save add store update keep memorize lembre salve acrescente guarde "
            "atualize mantenha "
            "memorize grave"
        ),
        (
            r"[^\n]{0,24}?\b(?:forever|your (?:long-term )?memory|permanent instruction|system "
            r"rule|later "
            r"session|this rule|para sempre que|sua memoria|instrucao permanente|regra do sistema|"
            r"proximas "
            r"sessoes|esta regra)"
        ),
    ),
    (
        "memory",
        "now agora adiante",
        (
            r" ?(?:on)?, ?(?:always|termine sempre|sempre)\b[^\n]{0,16}?\b(?:answers?|replies|"
            r"respostas?|end|"
            r"respond)"
        ),
    ),
    ("memory", "future futuras", r" ?(?:conversations|chats|sessions|conversas|sessoes)?, ?\w+"),
    (
        "memory",
        "whenever sempre",
        rf" (?:que )?(?:o )?{_USER} (?:asks|ask|perguntar|pergunta|pedir)",
    ),
    (
        "conceal",
        (
            "not never without don't keep hide nothing must silently nao nunca sem mantenha "
            "esconda "
            "nada"
        ),
        (
            rf"[^\n]{{0,20}}?\b(?:tell|telling|inform|informing|from|let|conte|contar|informar|do|"
            r"deixe|que "
            rf"|avisar|aviso|ao|o|not)? ?(?:ao |o )?{_USER}(?! (?:of|"
            rf"manual))[^\n]{{0,12}}?(?:\b(?:about|know|"
            r"noticing|find|sobre|saber|perceba|descobrir|knowing)|[.,]|$)|[^\n]{0,12}?\b(?:these "
            r"instructions in|estas instrucoes na|about this message|sobre esta mensagem|this "
            r"step in your|"
            r"este passo na sua)"
        ),
    ),
    (
        "conceal",
        "user usuario owner dono",
        r" (?:must not|nao pode|cannot|should not) (?:find|know|descobrir|saber)",
    ),
    (
        "conceal",
        "if se",
        r" (?:you had not seen|nao tivesse visto|you never read|nunca tivesse lido)",
    ),
    (
        "jailbreak",
        "enable activate enter ative entre entra ativar",
        (
            r"[^\n]{0,8}?\b(?:developer|god|debug|dan|sudo|admin|jailbreak) mode|"
            r"[^\n]{0,8}?\bmodo (?:de )?"
            r"(?:desenvolvedor|deus|depuracao|dan|admin|jailbreak)(?! do)"
        ),
    ),
    (
        "jailbreak",
        "without no without any sem answer respond responda",
        (
            r"[^\n]{0,20}?\b(?:restrictions? (?:or|and|nor)|restric(?:ao|oes) (?:nem|e|ou)|"
            r"filters|filtros?|"
            r"(?:moral|ethical|morais|eticos)[^\n]{0,20}?\b(?:constraints|limits|eticos|morais))"
        ),
    ),
    ("jailbreak", "jailbroken jailbreak", r""),
    (
        "jailbreak",
        "turn disable bypass remove desligue desative burle remova",
        (
            r"[^\n]{0,12}?\b(?:your (?:safety|content)|seus filtros|safety filters|sua politica|"
            r"content "
            r"policy|safeguards|todas as protecoes|moderation|moderacao)"
        ),
    ),
    ("jailbreak", "anything coisa", r" (?:now|agora)\b"),
    (
        "fiction",
        (
            "fictional story world simulation hypothetically novel game test purposes "
            "grandmother imagine "
            "ficticio historia mundo simulacao hipoteticamente romance jogo teste fins avo"
        ),
        (
            r"[^\n]{0,48}?\b(?:no rules|your rules|its prompt|passwords?|obey me|your "
            r"programming|ignores its|"
            r"rules do not|nao tem regras|nao tivesse regras|suas regras|as regras nao|seu prompt|"
            r"senhas para|"
            r"me obedecer|sua programacao|ignora o dono|abandone)"
        ),
    ),
    (
        "reader",
        "ai ia llm llms",
        (
            r" assistant ?:|(?: assistant)?(?:,? (?:reading|lendo|that reads?|que (?:leia|le\b|"
            r"processa)|processing|"
            r"agents? (?:must|should)))"
        ),
    ),
    ("reader", "llm llms chatbot", r" ?:"),
    ("reader", "agents agentes", r" de ia (?:devem|precisam)"),
    ("reader", "language linguagem", r"(?: models?)? ?(?::|(?:should|must|devem?)\b)"),
    (
        "reader",
        "dear caro prezado attention atencao",
        (
            r" (?:ai )?(?:assistant|assistente(?: de ia)?|chatbot) ?[:,] (?:when|ao|quando|proc"
            r"ess|do |faca)"
        ),
    ),
    (
        "reader",
        "chatgpt copilot gemini claude",
        r",? (?:do this|faca isto|ignore|please (?:read|note))",
    ),
    (
        "approval",
        "user owner usuario dono approval aprovacao permission permissao",
        (
            r" (?:has |ja |was |foi )?(?:already )?(?:approved|confirmed|gave permission|granted|"
            r"dada pelo|"
            r"aprovou|confirmou|deu permissao)"
        ),
    ),
    (
        "approval",
        "no skip without not nao pule sem",
        (
            r" (?:e )?(?:the |a |ask |asking |peca |precis[ao] |pedir |preciso )?(?:for )?(?:the "
            r")?(?:user |"
            r"owner )?(?:for )?(?:confirmation|permission|confirmacao|permissao|confirmar, "
            r"prossiga)\b"
        ),
    ),
    ("approval", "consider considere", r"[^\n]{0,12}?\b(?:confirmed|confirmado|approved|aprovado)"),
    (
        "approval",
        "pre autorizado authorized auto aprove",
        r"-?(?:authorized|autorizad[oa])|-approve| automaticamente",
    ),
)
