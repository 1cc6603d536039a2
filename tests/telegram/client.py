"""Small helps for tests that call the server with aiogram's client."""

from typing import Any

import pytest


def markup(*buttons: tuple[str, str]) -> Any:
    from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

    row = [InlineKeyboardButton(text=text, callback_data=data) for text, data in buttons]
    return InlineKeyboardMarkup(inline_keyboard=[row])


async def refusal(call: Any) -> str:
    """Return the words that a call is refused with."""
    from aiogram.exceptions import TelegramAPIError

    with pytest.raises(TelegramAPIError) as caught:
        await call
    return str(caught.value).rpartition("server says - ")[2]
