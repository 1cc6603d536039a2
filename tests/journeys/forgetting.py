"""Somebody with one of everything, and where it can be found afterwards."""

from pathlib import Path
from typing import Any

from bot.settings import Settings
from domain.messages import Address, Attachment, Kind
from domain.people import Identity, Role
from storage.store import Store
from tests.journeys.conftest import Home

ANA = {"chat": "ana-777", "sender": "ana-777"}
GROUP: dict[str, Any] = {
    "chat": "group-9",
    "sender": "ana-777",
    "private": Address(channel="test", chat="ana-777"),
}
SECRETS = (
    "Ana Beatriz Quaresma",
    "regar as orquídeas roxas",
    "podar a jabuticabeira",
    "consulta com o Dr. Zacarias",
    "o cofre abre com 88-13-42",
    "fermento biológico",
    "conversa que não virou nada",
    "tomar o remédio azul",
    "boletim-da-escola.pdf",
    "CONTEUDO-DO-ARQUIVO",
    "comprar adubo bovino",
    "Zé da Farmácia",
    "adubo-secreto-dela",
    "Projeto Horta Escondida",
    "esterco de minhoca",
    "Terezinha do Sítio",
    "afiar a tesoura velha",
)
SURE = "Apagar para sempre"


def holding(folder: Path, text: str) -> list[str]:
    """Return the files anywhere below a folder that hold a text."""
    return sorted(
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and text.encode() in path.read_bytes()
    )


def left(settings: Settings) -> dict[str, list[str]]:
    folder = settings.database_path.parent
    return {text: found for text in SECRETS if (found := holding(folder, text))}


async def invite(home: Home) -> int:
    def add(store: Store) -> int:
        person = store.people.add(
            role=Role.USER,
            zone="America/Sao_Paulo",
            language="pt",
            quiet=None,
            now=home.clock.now(),
            name=SECRETS[0],
        )
        store.people.link(
            Identity(person=person.id, channel="test", external="ana-777", chat="ana-777")
        )
        return person.id

    return await home.app.database.run(add)


async def live(home: Home) -> None:
    """Say and keep one of everything, and change some of it."""
    say = home.channel.ask
    for text in (
        "me lembra de regar as orquídeas roxas todo dia às 9h",
        "tarefa: podar a jabuticabeira até sexta",
        "marca podar a jabuticabeira com #adubo-secreto-dela",
        "passa podar a jabuticabeira pro projeto Projeto Horta Escondida",
        "anota na tarefa podar a jabuticabeira: esterco de minhoca",
        "atribui podar a jabuticabeira à Terezinha do Sítio",
        "subtarefa de podar a jabuticabeira: afiar a tesoura velha",
        "consulta com o Dr. Zacarias quinta das 14h às 15h",
        "anota: o cofre abre com 88-13-42",
        "põe fermento biológico na lista de compras",
        "conversa que não virou nada",
        "me lembra de tomar o remédio azul hoje às 22h",
        "cancela o remédio azul",
    ):
        await say(text, **ANA)
    home.channel.files["id-1"] = b"CONTEUDO-DO-ARQUIVO" * 9
    attachment = Attachment(kind="document", file="id-1", name="boletim-da-escola.pdf")
    await say("", kind=Kind.FILE, attachment=attachment, **ANA)
    shared = Attachment(kind="contact", name="Zé da Farmácia", phone="+55 11 91234-5678")
    await say("", kind=Kind.CONTACT, attachment=shared, **ANA)
    await say("tarefa: comprar adubo bovino", **GROUP)
    await home.app.worker.drain()


async def forget_them(home: Home, **who: str) -> str:
    asked = await home.channel.ask("/forgetme", **who)
    assert "Não há como desfazer" in asked
    return await home.channel.press(SURE, **who)
