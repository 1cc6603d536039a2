"""Copies of backups over SSH, by SFTP: `ssh://user@host:port/folder`, `/~/folder` from home."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from bot.safekeeping.place import PlaceFailed
from bot.settings import Settings
from storage import extras

if TYPE_CHECKING:
    import asyncssh

SECONDS = 30
PARTIAL = ".partial"


class SshPlace:
    """A folder of a server (see `bot.safekeeping.place.Place`)."""

    def __init__(self, sftp: "asyncssh.SFTPClient", folder: str) -> None:
        self._sftp = sftp
        self._folder = folder

    async def sizes(self) -> Mapping[str, int]:
        """Return the names of all files there, with their bytes."""
        with _refusals():
            found = await self._sftp.readdir(self._folder)
        return {
            str(one.filename): one.attrs.size or 0
            for one in found
            if one.filename not in {".", ".."} and not str(one.filename).endswith(PARTIAL)
        }

    async def put(self, path: Path) -> None:
        """Copy a file there under another name, look at its bytes, and give it its own."""
        target = f"{self._folder}/{path.name}"
        partial = f"{target}{PARTIAL}"
        with _refusals():
            size = (await asyncio.to_thread(path.stat)).st_size
            await self._sftp.put(str(path), partial, sparse=False)
            there = (await self._sftp.stat(partial)).size
            if there != size:
                raise PlaceFailed(reason=f"{there} of {size} bytes arrived")
            await self._replace(partial, target)

    async def _replace(self, partial: str, target: str) -> None:
        import asyncssh  # noqa: PLC0415 - an extra

        try:
            await self._sftp.posix_rename(partial, target)
        except asyncssh.SFTPOpUnsupported:
            await self.remove(target.rpartition("/")[2])
            await self._sftp.rename(partial, target)

    async def remove(self, name: str) -> None:
        """Delete a file there."""
        import asyncssh  # noqa: PLC0415 - an extra

        with _refusals(), contextlib.suppress(asyncssh.SFTPNoSuchFile):
            await self._sftp.remove(f"{self._folder}/{name}")


@contextlib.asynccontextmanager
async def open_place(settings: Settings) -> AsyncIterator[SshPlace]:
    """Connect, check the server's key, and make the folder. Errors: PlaceFailed."""
    try:
        import asyncssh  # noqa: PLC0415 - an extra
    except ImportError:
        raise PlaceFailed(reason=f"asyncssh is missing: {extras.BACKUP}") from None
    where = urlsplit(settings.sparkone_backup_to or "")
    folder = unquote(where.path).removeprefix("/~/").rstrip("/") or "/"
    async with contextlib.AsyncExitStack() as stack:
        with _refusals():
            connection = await stack.enter_async_context(
                asyncssh.connect(
                    where.hostname or "",
                    where.port or 22,
                    username=unquote(where.username or ""),
                    # Not from ~/.ssh/config: it could switch the check of the server's key off.
                    config=None,
                    connect_timeout=SECONDS,
                    login_timeout=SECONDS,
                    keepalive_interval=SECONDS,
                    preferred_auth="publickey",
                    **_keys(settings),
                )
            )
            sftp = await stack.enter_async_context(connection.start_sftp_client())
            await sftp.makedirs(folder, exist_ok=True)
        yield SshPlace(sftp, folder)


def _keys(settings: Settings) -> dict[str, Any]:
    """Return our key and the server's keys, where the settings have them."""
    import asyncssh  # noqa: PLC0415 - an extra

    keys: dict[str, Any] = {}
    if settings.sparkone_backup_ssh_key:
        keys["client_keys"] = [asyncssh.import_private_key(f"{settings.sparkone_backup_ssh_key}\n")]
        keys["agent_path"] = None
    if settings.sparkone_backup_ssh_hosts:
        keys["known_hosts"] = asyncssh.import_known_hosts(f"{settings.sparkone_backup_ssh_hosts}\n")
    return keys


@contextlib.contextmanager
def _refusals() -> Iterator[None]:
    """Turn what the library says into our error, in words for whoever mends it."""
    import asyncssh  # noqa: PLC0415 - an extra

    try:
        yield
    except asyncssh.HostKeyNotVerifiable as error:
        raise PlaceFailed(
            reason=f"the server's key is not known ({error.reason}): put it into "
            "SPARKONE_BACKUP_SSH_HOSTS or ~/.ssh/known_hosts"
        ) from None
    except asyncssh.PermissionDenied:
        raise PlaceFailed(reason="the server refuses our key") from None
    except (asyncssh.KeyImportError, ValueError):
        raise PlaceFailed(
            reason="SPARKONE_BACKUP_SSH_KEY is no private key without passphrase"
        ) from None
    except TimeoutError:
        raise PlaceFailed(reason="no answer in time") from None
    except (asyncssh.Error, OSError) as error:
        reason = getattr(error, "reason", None) or getattr(error, "strerror", None)
        raise PlaceFailed(reason=str(reason or type(error).__name__)) from None
