"""How Portuguese asks for what is done to records, and for advice."""

# ruff: noqa: E501 - a pattern reads best in one line

from collections.abc import Iterator

from engine.grammar.cues import about, lead, tag
from engine.grammar.productions import Row
from engine.grammar.reading import Intent

_POSITIONS = (
    ("primeiro", "primeira"),
    ("segundo", "segunda"),
    ("terceiro", "terceira"),
    ("quarto", "quarta"),
    ("quinto", "quinta"),
)


def commands() -> Iterator[Row]:
    """Yield the cues of what is done to records: complete, snooze, cancel, change."""
    record = "[o|a|os|as|aquele|aquela|meu|minha] [lembrete|tarefa|evento|compromisso|alarme|item] [de|do|da|pra|sobre|:]"
    yield from lead(
        Intent.COMPLETE,
        5.0,
        f"[pode|ja pode] (marca|marque|marcar|risca|risque|riscar|da|dar|de|coloca|colocar|poe) [como] [por] (feito|feita|concluido|concluida|pronto|pronta|resolvido|resolvida|completo|completa|finalizado|finalizada|paga|pago|baixa) [em|no|na] {record}",
        f"^ (feito|feita|pronto|pronta|concluido|concluida|resolvido|resolvida|terminado|finalizado) [:|,|-] {record}",
        f"^ [pode|voce pode] (ja|acabei de|finalmente) [eu] (terminei|fiz|conclui|finalizei|resolvi|acabei|completei|entreguei) [de] {record}",
        f"^ [eu] (terminei|conclui|finalizei|completei) [de] {record}",
        f"^ [pode|voce pode] (risca|risque|tira|da baixa) [da lista] [em|no|na] {record}",
        f"^ [eu] acabei de (pagar|comprar|ligar|mandar|enviar|entregar|tomar|fazer|limpar|levar|buscar|lavar|resolver|assinar|devolver|responder|arrumar|consertar|marcar|agendar) {record}",
        "^ ✅ [ja]",
        f"^ [pode|voce pode] (dei conta de | dei baixa em|no|na | missao cumprida :) {record}",
    )
    yield from lead(
        Intent.COMPLETE,
        5.0,
        f"^ [pode|voce pode] (conclui|concluir|conclua|completa|completar|complete|finaliza|finalizar|finalize|encerra|encerrar) {record}",
        kind="order",
    )
    yield from lead(
        Intent.COMPLETE,
        4.6,
        "^ ja (paguei|liguei|comprei|mandei|enviei|tomei|levei|busquei|peguei|entreguei|falei|respondi|lavei|limpei|marquei|agendei|fui|troquei|reguei|assinei|renovei|devolvi|arrumei|consertei|imprimi|fechei|passei|coloquei|tirei|dei|cancelei|li|escrevi|estudei|resolvi|recebi|vendi|doei|depositei|transferi|baixei|instalei|testei|visitei|reservei|cortei|pintei|montei|encomendei|confirmei|cadastrei|atualizei|organizei|varri|vacinei|abasteci|medi|contratei|pedi)",
    )
    yield from tag(
        Intent.COMPLETE,
        4.8,
        "(ja foi feito|feita | ta feito|feita|pronto|pronta | esta feito|feita|pronto|pronta | foi feito|feita|concluido|concluida | ja era | ja ta|esta pronto|pronta|feito|feita|pago|paga)  [✅|👍]",
        "[pode] (riscar|marcar|risca|dar baixa|tirar da lista|da baixa) $",
        "✅ $",
        "(concluido|concluida|finalizado|finalizada|resolvido|resolvida) [✅|👍] $",
        "(feito|feita) $",
        "[pode] (considera|considere|considerar|da|de|dar|declara|declare) (finalizada|finalizado|feita|feito|concluida|concluido|encerrada|encerrado|resolvida|resolvido) [a|o] [tarefa|lembrete]",
        "(pago|paga|pagos|pagas|entregue|enviado|enviada|comprado|comprada) (✅|✔|☑|🙌|👍|🎉|👌|💪|🥳)",
        "(pago|paga|pagos|pagas|entregue|enviado|enviada|comprado|comprada) !",
        "como (feito|feita|pago|paga|concluido|concluida|pronto|pronta|resolvido|resolvida|completo|completa|finalizado|finalizada|entregue) $",
    )
    yield from tag(
        Intent.COMPLETE,
        2.6,
        "(pago|paga|pagos|pagas|entregue|enviado|enviada|comprado|comprada) [.] $",
    )
    yield from lead(
        Intent.SNOOZE,
        6.0,
        "^ [pode|voce pode] (adia|adie|adiar|posterga|postergue|prorroga) [ai] [isso|esse|essa|este|esta|o|a] [lembrete|alarme|ai] [por|em|pra|mais] [mais]",
        "^ [pode] me (lembra|lembre|avisa|avise|chama|cobra) (disso|isso|desse|dessa) (as|a|amanha|daqui|na|no|depois|em|segunda|terca|quarta|quinta|sexta|sabado|domingo)",
        "^ deixa [isso|esse|essa] (pra|para)",
        "^ [pode|voce pode] (soneca|snooze) [de|por|ai]",
        "^ [pode|voce pode] (me) (lembra|avisa|chama|cobra|cutuca|lembre|pergunta) [isso|disso] (de novo | novamente | outra vez | mais tarde | depois !de) [disso|isso]",
        "^ [pode|voce pode] (agora nao | agora nao da | agora nao posso | nao posso agora | nao da agora) [,|.|-]",
        "^ [pode|voce pode] (mais tarde | depois) (,|-)",
        "^ [pode|voce pode] (mais tarde | depois) $",
        "(daqui a pouco eu vejo | deixa pra depois)",
        "^ [so|da|me da|espera] mais [uns|umas] <length> [por favor|ai|so] $",
        "^ [pode|voce pode] [me] (da|de|deixa) mais (uns|umas)",
        "^ [pode|voce pode] repete|repita (isso|esse|de novo) [lembrete]",
        "^ [pode|voce pode] (empurra|joga) (isso|esse|essa) [lembrete] (pra|por)",
    )
    yield from lead(
        Intent.CANCEL,
        6.0,
        f"^ [pode|voce pode] (cancela|cancele|cancelar|exclui|exclua|excluir|deleta|delete|deletar|desmarca|desmarque|desmarcar|desativa|desativar) [ai] {record}",
        f"^ [pode|voce pode] (apaga|apague|apagar) [ai] {record}",
        f"^ [pode|voce pode] (nao precisa [mais] | nao quero mais | para de | pare de) (me lembrar|avisar|lembrar | me avisar | ser lembrado) [mais] [de|do|da] {record}",
        f"^ [pode|voce pode] (esquecer|esqueca) {record}",
        "[solicito|peco] o cancelamento (de|da|do|dos|das)",
        "^ [eu] nao (preciso|precisa|precisamos|quero) mais [de] &<verb>",
        "^ [eu] nao (vou|vamos) mais (no|na|ao|a|pro|pra|em|ter|fazer)",
        f"^ [pode|voce pode] nao (preciso|quero) mais (de|do|da) (lembrete) {record}",
    )
    yield from lead(
        Intent.CANCEL,
        6.0,
        f"^ [pode|voce pode] (remove|remova|remover|descarta|tira|tire|tirar) [ai] {record}",
        kind="order",
    )
    yield from tag(
        Intent.CANCEL,
        4.0,
        "[,] [entao|ja] pode (tirar|apagar|cancelar|remover|desmarcar|excluir|deletar) [isso|ele|ela] [da|do] [minha|meu] [agenda|calendario|lista] $",
    )
    yield from tag(
        Intent.CHANGE,
        5.0,
        "mudou &pra|pro|pras|de|das",
        "passou &pra|pro|pras",
        "(foi|ficou) (remarcado|remarcada|adiado|adiada|transferido|transferida|antecipado|antecipada) &pra|pro|pras",
    )
    yield from lead(
        Intent.CHANGE,
        6.0,
        f"^ [pode|voce pode] (remarca|remarque|remarcar|reagenda|reagende|reagendar|transfere|transfira|transferir|adia|adie|adiar) [ai] [a hora|o horario|a data|horario|data] [de|do|da] {record}",
        f"^ [pode|voce pode] (muda|mude|mudar|altera|altere|alterar|corrige|corrija|atualiza|atualize) [ai] (a hora|o horario|a data|horario|data) [de|do|da] {record}",
    )
    yield from lead(
        Intent.CHANGE,
        6.0,
        f"^ [pode|voce pode] (adianta|adiante|adiantar|antecipa|antecipe|antecipar) [ai] [a hora|o horario|a data|horario|data] [de|do|da] {record}",
        kind="earlier",
    )
    yield from lead(
        Intent.CHANGE,
        2.6,
        f"^ [pode|voce pode] (muda|mude|mudar|altera|altere|alterar|troca|troque|passa|passe|move|mova|mover|atrasa|atrase|empurra|joga|corrige|corrija|edita|edite|atualiza|atualize) [ai] [a hora|o horario|a data|horario|data] [de|do|da] {record}",
    )
    yield from lead(
        Intent.CHANGE,
        5.0,
        "^ (nao , | na verdade [,] | melhor [,] | alias [,] | ops [,] | corrigindo [:|,] | correcao [:|,])",
    )
    yield from lead(
        Intent.PREFERENCE,
        5.5,
        "^ [pode|voce pode] nao me (manda|mande|mandar|envia|envie|incomoda|incomode|perturbe|perturba|chama|chame|escreve|notifica|notifique) [mais] [mensagem|mensagens|nada|notificacao|notificacoes]",
        "^ nao me avisa|avise [mais] [de] nada",
        "nao quero (receber|ser|mensagem|mensagens|notificacao)",
        "(quero|prefiro) [receber] [os|as|meus|minhas] (lembretes|mensagens|avisos|alertas|notificacoes)",
        "(sem mensagens | sem notificacoes | silencio | modo silencioso | nao perturbe | nao perturbar | horario de silencio)",
        "(quero|prefiro|gostaria de|queria) [receber|ter] [o|meu|os|um] (resumo|resumos|briefing|relatorio diario|bom dia)",
        "(meu fuso | meu fuso horario | minha timezone | meu idioma | minha lingua | minha cidade | meu horario de trabalho | meu expediente | meu nome) (e|agora e|mudou|vai|:)",
        "[me] (fala|fale|responda|responde|escreve|escreva) [comigo|pra mim|sempre] (em|so em) (portugues|ingles|espanhol)",
        "(muda|mude|troca|altera|configura|ajusta) [o|a|meu|minha] (idioma|lingua|fuso|fuso horario|horario do resumo|horario de silencio|tom|voz)",
        "[pode] me (chama|chame|chamar) de",
        "(estou|to) (morando|viajando) (em|no|na|pra)",
        "(me manda|manda|envia|me envie) [o] (resumo|briefing) [do dia|diario] (todo|todos|sempre|de|as) [dia|os|as]",
        "^ [eu] trabalho (de|das) &#|segunda|terca|manha|tarde|noite|madrugada|casa",
        "(fala|fale|responde|responda|escreve|escreva) [comigo|pra mim] (de um jeito | de forma | de maneira | num tom | com um tom) [mais|menos]",
        "considera|considere (de|a) (manha|tarde|noite) [como]",
        "pra mim [,] (manha|tarde|noite|cedo) (e|significa)",
        "(seja|fala de forma|responde de forma|me trate) (mais) (formal|informal|breve|direto|curto)",
        "(prefiro|quero) (que voce | ser chamado | que me | mensagens|respostas|avisos|lembretes (mais|so|por|no|pelo))",
    )
    yield from tag(
        Intent.BRIEF,
        5.2,
        "[me] (manda|mande|da|de|faz|faca|envia|envie|mostra|mostre|gera|quero|passa|ve|preciso de|preciso do) [ai] [o|um|meu|uma|a|minha] (resumo|resumao|briefing|resuminho|panorama|visao geral|geral) [do dia|da semana|de hoje|da manha|matinal|diario|do meu dia|da noite|geral]",
        "^ (resumo|briefing|resumao) [do|da|de] [meu|minha] [dia|semana|hoje|manha|noite|amanha] $",
        "(qual|cade) [e] [o] [meu] (resumo|briefing) [do|da|de] [dia|hoje]",
        "(como) (ta|esta|vai ser|fica|foi) [o] meu dia [hoje|amanha] (resumido|em resumo)",
        "me atualiza|atualize [sobre] [o|meu|do] [dia]",
        "me poe a par",
        "(resume|resuma|resumir) [ai|pra mim] [o] [meu] (dia|semana) [ai|de hoje]",
    )
    yield from tag(
        Intent.COACH,
        5.2,
        "(reescreve|reescreva|reescrever|reformula|reformule|corrige|corrija|corrigir|revisa|revise|melhora|melhore) [pra mim] [esse|essa|este|esta|o|a|meu|minha] (texto|mensagem|frase|email|e mail|paragrafo|portugues|redacao|carta|isso|gramatica)",
        "(me motiva|me anima|me da um incentivo|to desanimado|estou desanimado|to desmotivado|estou desmotivado|to desanimada|me da uma forca|preciso de motivacao|preciso de um conselho|me da um conselho|me aconselha)",
        "(me ajuda|me ajude|ajuda) a (organizar|priorizar|decidir|escolher|planejar|focar|comecar|escrever|responder|me organizar|pensar)",
        "(por onde [eu|que|que eu] comeco | por onde comecar | to perdido | estou sobrecarregado | to sobrecarregado | estou sobrecarregada | to sobrecarregada | to atolado | estou atolada)",
        "(como eu) (digo|respondo|escrevo|peco) [isso]",
        "deixa (esse|essa|este|esta|o|a) (texto|mensagem|email|frase) mais",
        "(num|em um|com) tom mais",
    )
    yield from tag(
        Intent.HELP,
        6.0,
        "^ (ajuda|help|socorro|comandos|menu|instrucoes) $",
        "(o que|que|oque) [e que] voce (faz|sabe fazer|consegue fazer|pode fazer|sabe)",
        "como (voce funciona|funciona|te uso|usar|eu uso [isso|voce] | uso voce)",
        "quem e voce",
        "(me ajuda|preciso de ajuda) $",
    )


def references() -> Iterator[Row]:
    """Yield references by position and by pointing."""
    for position, (his, her) in enumerate(_POSITIONS, 1):
        yield from about(
            position,
            f"(o {his} | a {her} | o {position} | a {position} | numero {position}) $",
            f"(o {his} | a {her}) [lembrete|tarefa] &como|ja|eu|ta|esta|foi|pode",
            f"(tarefa|lembrete|item|numero) {position}",
        )
    yield from about(1, "^ (1|primeiro|primeira) $")
    yield from about(-1, "(o ultimo | a ultima) [lembrete|tarefa|evento|item] $")
    yield from about(
        0,
        "(isso|esse|essa|este|esta|ele|ela|disso|nisso|nesse|nessa|aquele|aquela) [ai|aqui|lembrete|tarefa] $",
        "(esse|essa|nesse|nessa|esse lembrete|essa tarefa) ai",
        "isso (pra|por|pro)",
    )


def productions() -> Iterator[Row]:
    """Yield every cue of this module."""
    yield from commands()
    yield from references()
