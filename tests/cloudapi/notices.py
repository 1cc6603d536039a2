"""Webhooks that are about the account and not about a message: a field and its value."""

from tests.cloudapi.errors import GraphError, Payload
from tests.cloudapi.templates import Template

Notice = tuple[str, Payload]


def _about(template: Template) -> Payload:
    return {
        "message_template_id": int(template.id),
        "message_template_name": template.name,
        "message_template_language": template.language,
    }


def template_status(template: Template, event: str, reason: str = "NONE") -> Notice:
    """`event` is APPROVED, REJECTED, PAUSED, DISABLED, PENDING_DELETION or FLAGGED."""
    category = {"message_template_category": template.category}
    return "message_template_status_update", {
        "event": event,
        **_about(template),
        "reason": reason,
        **category,
    }


def template_quality(template: Template, old: str = "GREEN", new: str = "YELLOW") -> Notice:
    scores = {"previous_quality_score": old, "new_quality_score": new}
    return "message_template_quality_update", {**scores, **_about(template)}


def template_category(template: Template, new: str) -> Notice:
    return "template_category_update", {**_about(template), "new_category": new}


def account(event: str = "ACCOUNT_RESTRICTION", **more: object) -> Notice:
    """`event` is ACCOUNT_RESTRICTION, ACCOUNT_VIOLATION, DISABLED_UPDATE, ACCOUNT_DELETED…"""
    return "account_update", {"event": event, **more}


def alert(kind: str = "OBA_APPROVED", severity: str = "INFORMATIONAL") -> Notice:
    info = {"alert_severity": severity, "alert_status": "NONE", "alert_type": kind}
    return "account_alerts", {"entity_type": "PHONE_NUMBER", "entity_id": "1", "alert_info": info}


def quality(event: str = "DOWNGRADE", limit: str = "TIER_250") -> Notice:
    value = {"display_phone_number": "5511400289220", "event": event, "current_limit": limit}
    return "phone_number_quality_update", value


def security(event: str = "PIN_CHANGED") -> Notice:
    return "security", {"display_phone_number": "5511400289220", "event": event, "requester": "1"}


def errors(value: Payload, code: int = 131000) -> Notice:
    """Errors that belong to no message; `value` is what `World.value` makes."""
    told = GraphError(code, "Unsupported webhook payload").told()
    return "messages", {**value, "errors": [told]}
