"""Real servers that backups are copied to: SFTP over SSH, and a strict one that speaks S3."""

import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import asyncssh
import pytest

from bot.safekeeping.place import PlaceFailed, open_place
from bot.settings import Settings
from tests.safekeeping.bucket import KEY_ID, REGION, SECRET, Bucket, serving

USER = "spark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sftp:
    """A running SSH server: where its folder is, and what is needed to get in."""

    root: Path
    port: int
    known: str
    key: str
    other_key: str


@asynccontextmanager
async def _sftp(root: Path) -> AsyncIterator[Sftp]:
    host, ours, other = (asyncssh.generate_private_key("ssh-ed25519") for _ in range(3))
    allowed = asyncssh.import_authorized_keys(ours.export_public_key().decode())
    listener = await asyncssh.listen(
        "127.0.0.1",
        0,
        server_host_keys=[host],
        authorized_client_keys=allowed,
        sftp_factory=lambda channel: asyncssh.SFTPServer(channel, chroot=str(root).encode()),
    )
    async with listener:
        port = listener.get_port()
        yield Sftp(
            root=root,
            port=port,
            known=f"[127.0.0.1]:{port} {host.export_public_key().decode().strip()}",
            key=ours.export_private_key().decode(),
            other_key=other.export_private_key().decode(),
        )


@pytest.fixture
async def sftp(tmp_path: Path) -> AsyncIterator[Sftp]:
    """An SSH server with an empty folder."""
    logging.getLogger("asyncssh").setLevel(logging.CRITICAL)
    (tmp_path / "far").mkdir()
    async with _sftp(tmp_path / "far") as running:
        yield running


@pytest.fixture
def bucket() -> Iterator[Bucket]:
    """An empty bucket."""
    with serving(Bucket()) as running:
        yield running


def over_ssh(settings: Settings, sftp: Sftp, **changes: object) -> Settings:
    """Return settings that copy to an SSH server."""
    return settings.model_copy(
        update={
            "sparkone_backup_to": f"ssh://{USER}@127.0.0.1:{sftp.port}/kept/here",
            "sparkone_backup_ssh_key": sftp.key.strip(),
            "sparkone_backup_ssh_hosts": sftp.known,
            **changes,
        }
    )


def in_bucket(settings: Settings, bucket: Bucket, **changes: object) -> Settings:
    """Return settings that copy into a bucket."""
    return settings.model_copy(
        update={
            "sparkone_backup_to": f"s3://{bucket.name}/far away/é",
            "sparkone_backup_bucket_endpoint": bucket.endpoint,
            "sparkone_backup_bucket_region": REGION,
            "sparkone_backup_bucket_key_id": KEY_ID,
            "sparkone_backup_bucket_secret": SECRET,
            **changes,
        }
    )


@pytest.fixture(params=["ssh", "s3"])
def elsewhere(request: pytest.FixtureRequest, sealed_settings: Settings) -> Settings:
    """Settings that copy encrypted backups to each kind of place."""
    if request.param == "ssh":
        return over_ssh(sealed_settings, request.getfixturevalue("sftp"))
    return in_bucket(sealed_settings, request.getfixturevalue("bucket"))


async def there(settings: Settings) -> dict[str, int]:
    """Return what is in the place that the settings name."""
    async with open_place(settings) as place:
        return dict(await place.sizes())


async def refused(settings: Settings) -> str:
    """Return why a place refuses us."""
    with pytest.raises(PlaceFailed) as failed:
        await there(settings)
    return failed.value.brief
