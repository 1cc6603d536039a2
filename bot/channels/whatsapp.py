"""WhatsApp through Meta's Cloud API: a channel where there is a token (see `bot/cloudapi/`)."""

from bot.channel import Channel
from bot.settings import Settings
from domain.clock import Clock


def build(settings: Settings, clock: Clock) -> Channel | None:
    """Return the channel as it is configured; None where there is no token."""
    if not settings.whatsapp_token or not settings.whatsapp_phone_number_id:
        return None
    # Imported where there is a token: sockets with TLS cost 4 MB.
    from bot.cloudapi.channel import CloudChannel  # noqa: PLC0415
    from bot.cloudapi.costs import MILLION, Costs  # noqa: PLC0415
    from bot.cloudapi.graph import GraphApi  # noqa: PLC0415
    from bot.cloudapi.settings import prices_of, templates_of  # noqa: PLC0415
    from bot.cloudapi.templates import Templates  # noqa: PLC0415

    api = GraphApi(
        token=settings.whatsapp_token,
        number=settings.whatsapp_phone_number_id,
        base=settings.whatsapp_graph_url,
    )
    cap = settings.whatsapp_monthly_cap
    account = settings.whatsapp_business_account_id
    return CloudChannel(
        api,
        clock,
        app_secret=settings.whatsapp_app_secret or "",
        verify_token=settings.whatsapp_verify_token or "",
        templates=Templates(
            api, clock, names=templates_of(settings.whatsapp_templates), account=account
        ),
        costs=Costs(
            prices_of(settings.whatsapp_prices),
            None if cap is None else round(cap * MILLION),
            clock,
        ),
        account=account,
    )
