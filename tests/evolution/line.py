"""The line of a WHATSAPP-BAILEYS instance to WhatsApp: opened, broken, asked for by a code."""

import base64

from tests.evolution.chats import Payload
from tests.evolution.instance import Instance

FINAL = (401, 402, 403, 406)
"""After these Evolution API does not connect again by itself."""
QR_LIMIT = 30
_PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n").decode()


def connects(instance: Instance) -> None:
    """Say that it connects; a loop of these is how a bad line looks.

    Only here it is looked up whether the webhook wants files.
    """
    instance.tells_files = bool((instance.webhook.row or {}).get("webhookBase64"))
    instance.state, instance.reason, instance.has_client = "connecting", 200, True
    instance.emit("connection.update", _state(instance))


def opens(instance: Instance) -> None:
    instance.state, instance.reason, instance.was_open = "open", 200, True
    instance.has_client, instance.qr_count, instance.qr_code = True, 0, ""
    about = {
        "wuid": instance.own_jid,
        "profileName": instance.profile_name,
        "profilePictureUrl": None,
    }
    told = {"instance": instance.name, **about, "state": "open", "statusReason": 200}
    instance.emit("connection.update", told)


def breaks(instance: Instance, reason: int) -> None:
    """End the line. Only the final reasons are told; after others it just connects again."""
    if reason not in FINAL:
        connects(instance)
        return
    instance.state, instance.reason = "close", reason
    gone = {
        "instance": instance.name,
        "status": "closed",
        "disconnectionAt": instance.home.clock().isoformat(),
        "disconnectionReasonCode": reason,
        "disconnectionObject": f'{{"error":{{"output":{{"statusCode":{reason}}}}}}}',
    }
    instance.emit("status.instance", gone)
    instance.emit("logout.instance", None)
    instance.emit("connection.update", _state(instance))


def shows_code(instance: Instance) -> None:
    """Show a new code to be scanned; after the thirtieth the instance gives up."""
    if instance.qr_count == QR_LIMIT:
        words = "QR code limit reached, please login again"
        instance.emit("qrcode.updated", {"message": words, "statusCode": 500})
        refused = {"instance": instance.name, "state": "refused", "statusReason": 428}
        instance.emit("connection.update", refused)
        instance.state, instance.qr_count = "close", 0
        return
    instance.qr_count += 1
    instance.qr_code = f"2@{instance.id}{instance.qr_count:03d},{instance.name}"
    shown = {"instance": instance.name, **code(instance)}
    shown.pop("count")
    instance.emit("qrcode.updated", {"qrcode": shown})


def code(instance: Instance) -> Payload:
    """Return the code as `connect` answers it."""
    if not instance.qr_code:
        return {"count": instance.qr_count}
    image = f"data:image/png;base64,{_PNG}"
    return {
        "pairingCode": None,
        "code": instance.qr_code,
        "base64": image,
        "count": instance.qr_count,
    }


def _state(instance: Instance) -> Payload:
    return {"instance": instance.name, "state": instance.state, "statusReason": instance.reason}
