"""How Portuguese settles when and where one is told things."""

# ruff: noqa: E501 - a pattern reads best in one line

from collections.abc import Iterator

from engine.grammar.cues import lead
from engine.grammar.productions import Row
from engine.grammar.reading import Intent
from engine.grammar.towns import towns

_BRIEF = "[o|meu|os|meus] (resumo|resumos|briefing) [do dia|da manha|da noite|da semana|diario|semanal|matinal|noturno|de manha|a noite]"
_DAY = "segunda|terca|quarta|quinta|sexta|sabado|domingo|toda|todo|todos|no|na|aos|as|pras|sempre"
_KINDS = "briefings|avisos|notificacoes|alertas"
_APPS = "(whatsapp|whats|zap|zapzap|wpp|telegram)"
_NOTICES = "(aviso|avisos|notificacao|notificacoes|alerta|alertas)"


def productions() -> Iterator[Row]:
    """Yield every cue of this module."""
    yield from lead(
        Intent.PREFERENCE,
        9.0,
        "^ [pra mim | considera|considere | quando eu digo|disser] [,] [a|de] (manha|tarde|noite|cedo|madrugada | fim do dia | depois do almoco) (e|eh|como|significa | quer dizer) [as] &<clock>",
        f"^ {_BRIEF} &{_DAY}",
        f"^ [me] (manda|mande|envia|envie|entrega|entregue) {_BRIEF} &{_DAY}",
        f"^ (sem|nenhum) {_BRIEF}",
        f"^ [eu] (nao quero | nao quero mais | nao me manda | nao me mande | nao manda | nao mande | nao preciso do | nao preciso de | para de mandar | pare de mandar | para de me mandar | pare de me mandar | desliga | desligue | desativa | desative | cancela | cancele) [mais] {_BRIEF}",
        "[me] (avisar|avisa|avise|lembrar|lembra|lembre) sempre [com] <length> (antes | de antecedencia) [dos|das|de] [todos|cada] [os|as] [compromissos|eventos|reunioes|lembretes|compromisso|evento|reuniao]",
        f"(no maximo | ate | maximo de | no maximo ate | so) (<int> | <number>) {_NOTICES} [(por|ao) dia]",
        f"^ (nenhum|nenhuma|sem|zero) {_NOTICES} [(por|ao) dia] $",
        "^ [agora] (sao|e) [agora] <clock> [horas] [da manha | da tarde | da noite | da madrugada] [agora] [por] aqui [.|!] $",
        "^ (aqui | por aqui) [ja|agora] (sao|e) [agora] <clock> [horas] [da manha | da tarde | da noite | da madrugada] [agora] [.|!] $",
        f"^ [eu] [agora] (estou|to|tou|moro|fico|cheguei|vivo) [agora|morando|vivendo|viajando] (em|no|na|nos|nas|a|ao) {towns()} [agora|hoje] [.|!] $",
        "^ (fala|fale|responda|responde|escreve|escreva|usa|use) [comigo] [em] (portugues|ingles) [.|!] $",
        f"^ [eu] [quero|prefiro|pode|podes] [so] [receber|mandar|enviar|manda|mande|envia|envie|me] [manda|mande|envia|envie] [todos] [os|meus|as|minhas] (lembretes|resumos|{_KINDS}|tudo) [so|sempre|agora] (no|pelo|via|pro | para o | por) [meu] {_APPS} [agora | a partir de agora | por favor] [.|!] $",
        "^ [quero] (silencio | horas de silencio | horario de silencio | nao me incomode | nao me incomoda | nao perturbe | nao me perturbe)",
    )
