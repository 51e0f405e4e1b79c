"""The provider's process: Django OAuth Toolkit with one user and one client. It prints its URL when it is ready."""

from __future__ import annotations

import os
import ssl
import sys
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

USER, PASSWORD, EMAIL = "ada", "l0velace", "ada@example.com"


class Server(ThreadingMixIn, WSGIServer):
    """Answers several at a time."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    """Prints nothing of what it is asked."""

    def log_message(self, format: str, *args: object) -> None:
        pass


def configure(database: str, issuer: str) -> None:
    """Sets Django up."""
    import django
    from django.conf import settings

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    settings.configure(
        SECRET_KEY="for tests",
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF=__name__,
        LOGIN_URL="/login/",
        LOGIN_REDIRECT_URL="/done/",
        USE_TZ=True,
        DEBUG_PROPAGATE_EXCEPTIONS=True,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": database,
                "OPTIONS": {"timeout": 20},
            }
        },
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "oauth2_provider",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
        ],
        OAUTH2_PROVIDER={
            "OIDC_ENABLED": True,
            "OIDC_ISS_ENDPOINT": issuer,
            "OIDC_RSA_PRIVATE_KEY": pem.decode(),
            "OAUTH2_VALIDATOR_CLASS": f"{__name__}.Validator",
            "OAUTH_DEVICE_VERIFICATION_URI": f"{issuer}/device/",
            "DEVICE_FLOW_INTERVAL": 1,
            "SCOPES": {name: name for name in ("openid", "email", "offline_access", "profile")},
        },
    )
    django.setup()


def fill() -> None:
    """Makes the tables, the user and the client."""
    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from oauth2_provider.models import get_application_model

    call_command("migrate", verbosity=0)
    get_user_model().objects.create_user(USER, EMAIL, PASSWORD)
    application = get_application_model()
    application.objects.create(
        client_id=os.environ["CLIENT"],
        name="LXD",
        client_type=application.CLIENT_PUBLIC,
        authorization_grant_type=application.GRANT_DEVICE_CODE,
        algorithm=application.RS256_ALGORITHM,
    )


def be_willing() -> None:
    """Lets the user log in wherever a login begins, without being asked."""
    from django.contrib.auth import get_user_model
    from django.db.models.signals import post_save
    from oauth2_provider.models import get_device_grant_model

    grants = get_device_grant_model()

    def accept(instance: Any, created: bool, **_: Any) -> None:
        if created:
            user = get_user_model().objects.get(username=USER)
            grants.objects.filter(pk=instance.pk).update(user=user, status=grants.AUTHORIZED)

    post_save.connect(accept, sender=grants, weak=False)


def define() -> None:
    """Defines what takes a Django that is set up."""
    from django.contrib.auth.views import LoginView
    from django.http import HttpRequest, JsonResponse
    from django.urls import include, path
    from oauth2_provider.oauth2_validators import OAuth2Validator
    from oauth2_provider.views import ConnectDiscoveryInfoView

    class Validator(OAuth2Validator):
        """Tells the address of whoever has logged in."""

        oidc_claim_scope = None

        def get_additional_claims(self, request: Any) -> dict[str, Any]:
            return {"email": request.user.email, "name": request.user.get_full_name()}

    class Discovery(ConnectDiscoveryInfoView):
        """Names the device flow, which the toolkit has but does not tell of."""

        def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
            import json

            said = json.loads(super().get(request, *args, **kwargs).content)
            return JsonResponse(
                said | {"device_authorization_endpoint": f"{said['issuer']}/device-authorization/"}
            )

    globals()["Validator"] = Validator
    globals()["urlpatterns"] = [
        path("login/", LoginView.as_view()),
        path("o/.well-known/openid-configuration", Discovery.as_view()),
        path("o/", include("oauth2_provider.urls", namespace="oauth2_provider")),
    ]


def main(database: str, cert_path: str = "", key_path: str = "") -> None:
    """Serves until it is ended."""
    server = Server(("127.0.0.1", 0), Quiet)
    scheme = "http"
    if cert_path:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(cert_path, key_path)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        scheme = "https"
    issuer = f"{scheme}://127.0.0.1:{server.server_port}/o"
    configure(database, issuer)
    define()
    fill()
    if os.environ.get("WILLING"):
        be_willing()
    from django.core.wsgi import get_wsgi_application

    server.set_app(get_wsgi_application())
    print(issuer, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    sys.modules["openid_provider_server"] = sys.modules[__name__]
    main(*sys.argv[1:])
