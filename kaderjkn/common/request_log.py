"""The log of requests: which page, never what was asked of it, since searches hold names and numbers of families."""

from django_structlog.middlewares import RequestMiddleware


class PathsOnlyMiddleware(RequestMiddleware):
    @staticmethod
    def format_request(request) -> str:
        return f"{request.method} {request.path}"
