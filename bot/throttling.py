"""Throttling: nobody without a name takes more of the HTTP server than is sensible.

Headers and the problem type are those of draft-ietf-httpapi-ratelimit-headers-11; the three of
`X-RateLimit-` are customary, and their reset is in seconds from now.
"""

import ipaddress
import math
from collections.abc import Callable
from dataclasses import replace

import msgspec

from bot.sharing.limits import Limits, Policy, Standing
from bot.webhook import Answer, Application, Request
from domain.clock import Clock, pause

ROUTES = ("health", "metrics")
"""First parts of paths that have a limit each; everything else shares one."""
OTHER = "other"
WRONG_SECRETS = "wrong_secrets"
PAUSE_SECONDS = 1.0
MOST_PAUSED = 32
"""Callers that are kept waiting at once; it must not cost us much."""
QUOTA_EXCEEDED = "https://iana.org/assignments/http-problem-types#quota-exceeded"

Headers = list[tuple[bytes, bytes]]
Count = Callable[[str], None]


def caller(peer: str | None) -> str:
    """Return by what a caller is known: its address; of IPv6, the network that is one house."""
    try:
        address = ipaddress.ip_address(peer or "")
    except ValueError:
        return "local"
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    mapped = address.ipv4_mapped
    return str(mapped or ipaddress.ip_network((address, 64), strict=False).network_address)


def headers_of(policy: Policy, standing: Standing) -> Headers:
    """Return the headers that say what the limit is and how the caller stands."""
    reset = math.ceil(standing.reset)
    return [
        (b"ratelimit-policy", b'"%s";q=%d;w=%d' % (_name(policy), policy.most, policy.seconds)),
        (b"ratelimit", b'"%s";r=%d;t=%d' % (_name(policy), standing.left, reset)),
        (b"x-ratelimit-limit", b"%d" % policy.most),
        (b"x-ratelimit-remaining", b"%d" % standing.left),
        (b"x-ratelimit-reset", b"%d" % reset),
    ]


def refusal(policy: Policy, standing: Standing) -> Answer:
    """Return what a caller is told beyond the limit (RFC 6585, RFC 9457)."""
    problem = {
        "type": QUOTA_EXCEEDED,
        "title": "Request cannot be satisfied as assigned quota has been exceeded",
        "violated-policies": [policy.name],
    }
    return Answer(
        status=429,
        retry_after=max(1, math.ceil(standing.reset)),
        body=msgspec.json.encode(problem),
        content_type="application/problem+json",
        headers=tuple(headers_of(policy, standing)),
    )


class Throttled:
    """An application with a limit for each route and address."""

    def __init__(self, application: Application, limits: Limits, most: int, count: Count) -> None:
        self._application = application
        self._limits = limits
        self._policies = {name: Policy(name=name, most=most) for name in (*ROUTES, OTHER)}
        self._count = count

    async def __call__(self, request: Request, body: bytes) -> Answer:
        """Answer one request, or say when to come again."""
        route = request.path.split("/", 2)[1:2]
        policy = self._policies.get(route[0] if route else OTHER, self._policies[OTHER])
        who = caller(request.peer)
        is_allowed = await self._limits.allows(policy, who)
        standing = self._limits.standing(policy, who)
        if not is_allowed:
            self._count(policy.name)
            return refusal(policy, standing)
        answer = await self._application(request, body)
        return replace(answer, headers=(*answer.headers, *headers_of(policy, standing)))


class Guesses:
    """Slows down whoever brings wrong secrets; a right one is never asked for its address."""

    def __init__(self, limits: Limits, most: int, clock: Clock, count: Count) -> None:
        self._limits = limits
        self._policy = Policy(name=WRONG_SECRETS, most=most)
        self._clock = clock
        self._count = count
        self._paused = 0

    async def answer(self, peer: str | None, answer: Answer) -> Answer:
        """Return what a caller with a wrong secret is told: `answer`, or that it is enough."""
        who = caller(peer)
        if await self._limits.allows(self._policy, who):
            return answer
        self._count(self._policy.name)
        if self._paused < MOST_PAUSED:
            self._paused += 1
            try:
                await pause(self._clock, PAUSE_SECONDS)
            finally:
                self._paused -= 1
        return refusal(self._policy, self._limits.standing(self._policy, who))


def _name(policy: Policy) -> bytes:
    return policy.name.encode()
