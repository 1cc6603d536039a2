"""Settings of Evolution API that cannot be."""

from pathlib import Path

import pytest

from bot.settings import Settings
from tests.evolution.server import EvolutionServer
from tests.evolution_channel.home import settings_for


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("evolution_api_key", "chave é"),
        ("evolution_api_key", "a\r\nb"),
        ("evolution_url", "http://servidor.é:8080"),
        ("evolution_url", "http://user@host"),
        ("evolution_url", "ftp://host"),
        ("evolution_url", "http:///x"),
        ("evolution_instance", "a b"),
        ("evolution_webhook_secret", "short"),
        ("evolution_sources", "somewhere"),
        ("evolution_webhook_url", "http://host/elsewhere"),
    ],
)
def test_settings_that_cannot_be_are_refused(
    tmp_path: Path, server: EvolutionServer, name: str, value: str
) -> None:
    with pytest.raises(ValueError, match=name):
        settings_for(tmp_path, server, **{name: value})


def test_a_port_of_any_kind_needs_an_address(tmp_path: Path, server: EvolutionServer) -> None:
    from bot.channels.evolution import build
    from domain.clock import SystemClock
    from domain.errors import ConfigurationError

    settings = settings_for(tmp_path, server, http_port=0)

    with pytest.raises(ConfigurationError, match="EVOLUTION_WEBHOOK_URL"):
        build(settings, SystemClock())
    assert build(Settings(), SystemClock()) is None
