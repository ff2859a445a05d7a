"""Handing something to an address of the public web, under the rules by which addresses are fetched."""

from __future__ import annotations

from collections.abc import Mapping
from http.client import HTTPException

import requests
from django.conf import settings
from requests_hardened.ip_filter import InvalidIPAddress
from urllib3.exceptions import HTTPError

from factcheck.core.sentences import gettext_noop as _
from factcheck.services.intake.addresses import NotFetchedError, WebAddress, leads_inside, read_address
from factcheck.services.intake.fetching import Reach, require_public_name, session_for
from factcheck.services.intake.reaching import Deadline

PUBLIC_RECEIVERS = Reach(seconds=20, silent_seconds=10)


def require_receiver(address: str, *, reach: Reach = PUBLIC_RECEIVERS) -> WebAddress:
    """An address to which things may be sent: of the public web, and encrypted. Raises NotFetchedError, also where this
    desk asks no other machine.
    """
    if not settings.FETCH_ADDRESSES:
        raise NotFetchedError(_("This desk sends nothing to other machines: FETCH_ADDRESSES is off."))
    asked = read_address(address, any_port=reach.any_port, any_name=reach.allow_loopback)
    if asked.scheme != "https" and not reach.allow_loopback:
        raise NotFetchedError(_("Give an address that begins with https://, so that nobody reads along."))
    require_public_name(asked, reach)
    return asked


def post(address: str, content: bytes, headers: Mapping[str, str], *, reach: Reach = PUBLIC_RECEIVERS) -> int:
    """Send content to an address and return the status that it answers; no redirect is followed, and what the answer
    says is not read. Never call it inside a transaction: it waits for others.

    Raises NotFetchedError, always with a sentence, where nothing was answered in time or nothing may be sent.
    """
    with Deadline(reach.seconds) as deadline:
        try:
            return _post(require_receiver(address, reach=reach), content, headers, reach, deadline)
        except NotFetchedError:
            if not deadline.has_passed:
                raise
        except (requests.RequestException, HTTPError, HTTPException, OSError, ValueError) as error:
            if not deadline.has_passed:
                raise _explained(error) from error
        raise _too_slow()


def _explained(error: Exception) -> NotFetchedError:
    if isinstance(error, InvalidIPAddress):
        return leads_inside()
    if isinstance(error, requests.exceptions.SSLError):
        return NotFetchedError(_("The certificate at this address cannot be trusted."))
    if isinstance(error, (requests.exceptions.Timeout, TimeoutError)) or "timed out" in str(error):
        return _too_slow()
    return NotFetchedError(_("Nothing answers at this address."))


def _too_slow() -> NotFetchedError:
    return NotFetchedError(_("This address did not answer in time."))


def _post(
    asked: WebAddress, content: bytes, headers: Mapping[str, str], reach: Reach, deadline: Deadline
) -> int:
    with session_for(asked, reach, deadline) as session:
        question = session.prepare_request(
            requests.Request("POST", asked.url, data=content, headers=dict(headers))
        )
        seen = read_address(str(question.url), any_port=reach.any_port, any_name=reach.allow_loopback)
        if (seen.scheme, seen.host, seen.port) != (asked.scheme, asked.host, asked.port):
            raise leads_inside()
        wait = (reach.silent_seconds, reach.silent_seconds)
        with session.send(question, stream=True, allow_redirects=False, timeout=wait) as response:
            return response.status_code
