"""Configuration: the settings as lines of `.env`, to be put into a backup."""

from bot.envfile import assignment
from bot.settings import Settings

NEVER = {"sparkone_backup_key"}
"""The key of a backup does not belong into it."""


def configuration(settings: Settings, *, with_secrets: bool) -> str:
    """Return what is set and not the default; of a secret that is left out, its name."""
    lines = ["# The settings when this backup was made. Secrets that are left out: set them anew."]
    for name, field in Settings.model_fields.items():
        value = getattr(settings, name)
        if value is None or value == field.default:
            continue
        is_secret = not field.repr or name in NEVER
        if name in NEVER or (is_secret and not with_secrets):
            lines.append(f"#{name.upper()}=")
        else:
            lines.append(assignment(name.upper(), str(value)))
    return "\n".join([*lines, ""])
