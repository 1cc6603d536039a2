"""Advice: what stops a line, and what its owner does about it."""

from collections.abc import Mapping

from domain.texts import Texts

FINAL: Mapping[int, str] = {
    # After these the server does not connect again (codes of WhatsApp's own, as Baileys has them).
    401: "logged_out",
    402: "locked",
    403: "locked",
    406: "locked",
}
REASONS = Texts(
    {
        "key": {
            "pt": "o servidor dele recusa a chave",
            "en": "its server refuses the key",
        },
        "away": {
            "pt": "não alcanço o servidor dele",
            "en": "its server cannot be reached",
        },
        "locked": {
            "pt": "o WhatsApp bloqueou este número",
            "en": "WhatsApp has locked this number",
        },
        "logged_out": {
            "pt": "o celular foi desconectado",
            "en": "the phone was unlinked",
        },
        "unlinked": {
            "pt": "nenhum celular está conectado",
            "en": "no phone is linked",
        },
        "loop": {
            "pt": "a conexão cai e volta sem parar",
            "en": "the line breaks over and over",
        },
    }
)
"""In the order in which they matter."""
TEXTS = Texts(
    {
        "key": {
            "pt": "Confira EVOLUTION\\_API\\_KEY: é a AUTHENTICATION\\_API\\_KEY do servidor. "
            "_sparkone doctor_ diz se está certa.",
            "en": "Check EVOLUTION\\_API\\_KEY: it is the server's AUTHENTICATION\\_API\\_KEY. "
            "_sparkone doctor_ says whether it is right.",
        },
        "away": {
            "pt": "Confira se a Evolution API está no ar e se EVOLUTION\\_URL leva até ela. Eu "
            "continuo tentando.",
            "en": "Check that Evolution API runs and that EVOLUTION\\_URL leads to it. I keep "
            "trying.",
        },
        "locked": {
            "pt": "Abra o WhatsApp no celular e siga o que ele diz: pode ser um bloqueio por tempo "
            "ou um pedido de revisão. Depois, ligue o celular de novo com /whatsapp qr. Até lá uso "
            "os seus outros canais.",
            "en": "Open WhatsApp on the phone and do what it says: it may be locked for a time, or "
            "ask for a review. Then link the phone again with /whatsapp qr. Until then I use your "
            "other channels.",
        },
        "logged_out": {
            "pt": "Mande /whatsapp qr e leia o código no celular: WhatsApp, Aparelhos conectados, "
            "Conectar um aparelho.",
            "en": "Send /whatsapp qr and scan the code with the phone: WhatsApp, Linked devices, "
            "Link a device.",
        },
        "unlinked": {
            "pt": "Mande /whatsapp qr e leia o código no celular: WhatsApp, Aparelhos conectados, "
            "Conectar um aparelho.",
            "en": "Send /whatsapp qr and scan the code with the phone: WhatsApp, Linked devices, "
            "Link a device.",
        },
        "loop": {
            "pt": "A conexão do celular cai e volta sem parar. Veja se outro programa usa o mesmo "
            "número, e mande /whatsapp restart. Se não parar: no celular, remova o aparelho em "
            "Aparelhos conectados e ligue de novo com /whatsapp qr.",
            "en": "The phone's line breaks and comes back without end. See whether another program "
            "uses the same number, and send /whatsapp restart. If it goes on: on the phone, remove "
            "the device under Linked devices and link it again with /whatsapp qr.",
        },
        "scan": {
            "pt": "Leia este código com o celular: WhatsApp, Aparelhos conectados, Conectar um "
            "aparelho. Vale por um minuto; outro: /whatsapp qr",
            "en": "Scan this code with the phone: WhatsApp, Linked devices, Link a device. It is "
            "good for a minute; another: /whatsapp qr",
        },
    }
)


def reason(kind: str, code: int | None = None) -> Mapping[str, str]:
    """Return in each language what stopped a line, with WhatsApp's code where there is one."""
    tail = "" if code is None else f" ({code})"
    return {language: REASONS.say(kind, language) + tail for language in ("pt", "en")}


def advice(kind: str) -> Mapping[str, str]:
    """Return in each language what to do about a trouble."""
    return {language: TEXTS.say(kind, language) for language in ("pt", "en")}


CAPTION: Mapping[str, str] = advice("scan")
"""What goes with the picture of a code."""
