"""The channel contract under every trouble at once, with jobs that many processes could claim."""

from tests.contracts.living import assert_found_out, bounded
from tests.contracts.served import ServedMachine
from tests.contracts.test_channel_machine import ChannelMachine, LyingMachine


class ServedChannelMachine(ServedMachine, ChannelMachine):
    """The same deeds on PostgreSQL."""


TestServedChannelMachine = ServedChannelMachine.TestCase
TestServedChannelMachine.settings = bounded(examples=8, steps=25)


class ServedLyingMachine(ServedMachine, LyingMachine):
    """The same lies on PostgreSQL."""


def test_a_channel_that_lies_about_what_left_is_found_out_on_postgres() -> None:
    assert_found_out(ServedLyingMachine, TestServedChannelMachine.settings)
