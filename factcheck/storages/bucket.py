"""Files in a bucket of S3, or of whatever speaks like it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

from boto3.exceptions import Boto3Error
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import File
from storages.backends.s3 import S3Storage

GIBIBYTE = 1024**3


class BucketStorage(S3Storage):
    """A bucket by its address, `s3://bucket/prefix?endpoint=https://…&region=…`.

    The keys are looked for where programs of S3 have them: `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, a profile,
    or the machine's own role.
    """

    def __init__(self, url: str) -> None:
        asked = urlsplit(url)
        more = {name: values[-1] for name, values in parse_qs(asked.query).items()}
        super().__init__(
            bucket_name=asked.netloc,
            location=asked.path.strip("/"),
            endpoint_url=more.get("endpoint"),
            region_name=more.get("region", "us-east-1"),
            file_overwrite=True,
            # A file is one request, so that it is there whole or not at all.
            transfer_config=TransferConfig(multipart_threshold=GIBIBYTE, use_threads=False),
            client_config=Config(
                signature_version="s3v4",
                s3={"addressing_style": "path" if "endpoint" in more else "auto"},
                connect_timeout=5,
                read_timeout=30,
                retries={"total_max_attempts": 3},
                # Checksums that only Amazon's own servers understand; the name of each file is one already.
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        )

    def _open(self, name: str, mode: str = "rb") -> File[bytes]:  # noqa: ARG002 -- Django's hook
        with _told(), closing(self.bucket.Object(self._normalize_name(name)).get()["Body"]) as body:
            return File(BytesIO(body.read()), name)

    def _save(self, name: str, content: Any) -> str:  # noqa: ANN401 -- as Django calls it
        with _told():
            return str(super()._save(name, content))

    def size(self, name: str) -> int:
        with _told():
            return int(super().size(name))

    def delete(self, name: str) -> None:
        with _told():
            super().delete(name)

    def listdir(self, name: str) -> tuple[list[str], list[str]]:
        with _told():
            folders, files = super().listdir(name)
        return folders, files

    def get_modified_time(self, name: str) -> datetime:
        with _told():
            found: datetime = super().get_modified_time(name)
        return found


@contextmanager
def _told() -> Iterator[None]:
    """Whatever the library calls it, it is a file that is not there, or a storage that does not answer as it should."""
    try:
        yield
    except ClientError as error:
        if error.response.get("ResponseMetadata", {}).get("HTTPStatusCode") == 404:
            raise FileNotFoundError(str(error)) from error
        raise OSError(str(error)) from error
    except (BotoCoreError, Boto3Error) as error:
        raise OSError(str(error)) from error
