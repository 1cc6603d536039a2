"""Advice: what the owner is told to do when the Cloud API does not serve us."""

from collections.abc import Mapping
from types import MappingProxyType

_PAGE = {
    "pt": "O que fazer está em docs/channels/whatsapp.md.",
    "en": "What to do is in docs/channels/whatsapp.md.",
}
ADVICE: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "token": {
            "pt": "A Meta recusa o token. Gere outro para o usuário do sistema, ponha em "
            "WHATSAPP\\_TOKEN e reinicie.",
            "en": "Meta refuses the token. Make a new one for the system user, put it into "
            "WHATSAPP\\_TOKEN and restart.",
        },
        "permission": {
            "pt": "Ao token falta uma permissão: whatsapp\\_business\\_messaging e "
            "whatsapp\\_business\\_management, com acesso à conta do WhatsApp.",
            "en": "The token lacks a permission: whatsapp\\_business\\_messaging and "
            "whatsapp\\_business\\_management, with access to the WhatsApp account.",
        },
        "banned": {
            "pt": "A Meta bloqueou a conta. Abra a Qualidade da conta no Gerenciador do "
            f"WhatsApp e peça uma análise. {_PAGE['pt']}",
            "en": "Meta has blocked the account. Open Account Quality in WhatsApp Manager and "
            f"ask for a review. {_PAGE['en']}",
        },
        "restricted": {
            "pt": "A Meta restringiu a conta. O Gerenciador do WhatsApp, em Qualidade da conta, "
            f"diz o quê e até quando. {_PAGE['pt']}",
            "en": "Meta has restricted the account. WhatsApp Manager, under Account Quality, says "
            f"what and until when. {_PAGE['en']}",
        },
        "payment": {
            "pt": "Falta uma forma de pagamento que valha: veja Cobrança e pagamentos no "
            "Gerenciador do WhatsApp. Depois, /whatsapp on manda o que espera.",
            "en": "There is no valid way of paying: look at Billing & payments in WhatsApp "
            "Manager. Then /whatsapp on sends what waits.",
        },
        "spam": {
            "pt": "Muita gente bloqueou ou denunciou o número, e a Meta o freou. Espero quatro "
            "horas; mande menos até a qualidade voltar.",
            "en": "Many people blocked or reported the number, and Meta slowed it down. I wait "
            "four hours; send less until the quality is back.",
        },
        "number": {
            "pt": "O número não está pronto para enviar: veja o nome de exibição e o registro "
            "dele no Gerenciador do WhatsApp.",
            "en": "The number is not ready to send: look at its display name and registration in "
            "WhatsApp Manager.",
        },
    }
)
"""In each language what to do, by the words that `bot.cloudapi.refusals` uses."""
