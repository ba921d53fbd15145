"""Version 1 of the HTTP API: the addresses below ``/api/v1/``."""

from __future__ import annotations

from typing import Any

from ninja import NinjaAPI

from lvxun import __version__
from lvxun.web.api.auth import KeyAuth, SessionAuth
from lvxun.web.api.parsing import PlainParser
from lvxun.web.api.problems import PROBLEM, install
from lvxun.web.api.routes import attached, oversight, own, plan, public, records, registers


class Api(NinjaAPI):
    """Describes errors as what they are sent as."""

    def get_openapi_schema(self, **about: Any) -> Any:  # noqa: ANN401 - Ninja's own signature
        document = super().get_openapi_schema(**about)
        for methods in document["paths"].values():
            for operation in methods.values():
                _describe_errors(operation["responses"])
        return document


def _describe_errors(answers: dict[int, dict[str, Any]]) -> None:
    for status, answer in answers.items():
        content = answer.get("content", {})
        if int(status) >= FIRST_ERROR and "application/json" in content:
            answer["content"] = {PROBLEM: content["application/json"]}


FIRST_ERROR = 400
api = Api(
    title="Lvxun 绿循",
    version=__version__,
    urls_namespace="api-v1",
    description=(
        "Registers, records and the plan. Send a key (Authorization: Bearer lvx_…), made on your account "
        "page: it may exactly what you may. Errors are problem details (RFC 9457)."
    ),
    docs_url=None,
    parser=PlainParser(),
    auth=[KeyAuth(), SessionAuth()],
)
install(api)
api.add_router("/public/registers", public.router, url_name_prefix="public")
api.add_router("/registers", registers.router)
api.add_router("", attached.router)
api.add_router("", records.router)
api.add_router("", own.router)
api.add_router("", plan.router)
api.add_router("/oversight", oversight.router)
api.add_router("", records.last)
