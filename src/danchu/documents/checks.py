"""What an operator should know: a certificate in the folder that nobody can read trusts nobody."""

from typing import Any

from django.core.checks import CheckMessage, Warning, register

from danchu.documents import trust


@register()
def certificates_can_be_read(app_configs: Any, **_: Any) -> list[CheckMessage]:
    return [
        Warning(
            f"no certificate in {name}",
            hint="DANCHU_TRUST_FOLDER takes certificates as PEM or DER; what is written in "
            "another way is as if it were not there",
            id="documents.W001",
        )
        for name in trust.unreadable()
    ]
