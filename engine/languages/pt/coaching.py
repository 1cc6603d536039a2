"""How the coach is asked in Portuguese: regular expressions over folded text."""

POLITE = (
    r"(?:(?:oi|ola|ei|por favor|voce pode|vc pode|pode|poderia|consegue|da pra|da para|me "
    r"ajuda a|quero|preciso)[, ]+){0,3}"
)
FOR_ME = r"(?: (?:pra|para) mim| por favor| ai| aqui)*"
THING = (
    r"(?:(?: (?:o|a|os|as|esse|essa|este|esta|meu|minha|seguinte|do|da|no|na|de|erros|em))* "
    r"(?:textos?|textinho|frases?|mensagem|e-?mails?|paragrafo|redacao|carta|legenda|post|"
    r"bilhete|portugues|ingles|espanhol|gramatica|ortografia|resposta|recado|isso|isto|este|"
    r"esse|seguinte))+(?: (?:aqui|abaixo|a seguir))?"
)
CORRECT = r"(?:corri(?:ge|gir|gi|ja)|revis(?:a|e|ar)|consert(?:a|e|ar))(?:-me)?"
REWRITE = (
    r"(?:reescrev(?:e|a|er)|reformul(?:a|e|ar)|melhor(?:a|e|ar)|refraseie|deix(?:a|e|ar)|"
    r"torn(?:a|e|ar)|encurt(?:a|e|ar))"
)
TONE = (
    r"(?:,? (?:(?:de|em|num|com|com um|em um|de um)? ?(?:forma|jeito|modo|maneira|tom|estilo)|"
    r"mais|menos|bem|como|em|sem|para|pra|num)\b[^:\n“\"]{0,80}?)"
)
MOTIVATE = (
    r"(?:me (?:motiv[ae]|anim[ae]|incentiv[ae]|da (?:uma|um) (?:forca|gas|incentivo|"
    r"empurraozinho|empurrao|animo|motivacao)|da (?:forca|animo|motivacao))|preciso de "
    r"(?:(?:um|uma|algum|alguma|mais) )?(?:empurrao(?:zinho)?|motivacao|incentivo|forca|animo|"
    r"gas)|quero motivacao|(?:to|tou|estou|ando) (?:tao |muito |bem )?(?:sem (?:vontade|animo|"
    r"motivacao|forca)|desmotivad[oa]|desanimad[oa]))(?: (?:de|pra|para|a|com|em|no|na) "
    r"(?P<about>.+))?"
)
