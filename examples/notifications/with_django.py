"""Notifications in Django: `python with_django.py runserver`. In a project of yours, `notify` is all you need."""

from __future__ import annotations

import logging
import sys

from django.conf import settings
from django.core.management import execute_from_command_line
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from receiving import receive

from wechatpay_httpx.errors import NotificationError

logger = logging.getLogger(__name__)


@csrf_exempt  # WeChat Pay has no cookie of yours; its signature is the proof
@require_POST
def notify(request: HttpRequest) -> HttpResponse:
    try:
        receive(request.headers, request.body)
    except NotificationError as error:
        logger.warning("%s", error)
        return JsonResponse(error.answer, status=error.status)
    return HttpResponse(status=204)


urlpatterns = [path("wechatpay/notify", notify)]

settings.configure(ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF=__name__)
application = get_wsgi_application()

if __name__ == "__main__":
    execute_from_command_line(sys.argv)
