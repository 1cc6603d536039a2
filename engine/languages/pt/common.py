"""Frequent words of Portuguese: by them the language of a sentence is told, before it is loaded."""

COMMON = frozenset(
    """
    o a os as um uma de da do que e nao pra pro para com em no na meu minha eu voce me por
    mais hoje amanha dia hora horas tarefa lembra lembrete semana quando tenho preciso
    segunda terca quarta quinta sexta sabado domingo manha tarde noite todo toda cada ja
    fazendo subtarefa projeto
    """.split()
)

TALKED = COMMON | frozenset(
    """
    quem qual quais porque sao foi era esta sobre conta explica escreve seu sua isso esse essa
    meus minhas onde como oi ola obrigado obrigada dos das pelo pela muito tambem
    """.split()
)
"""By these the language of free talk is told, too; what another language has does not count."""
