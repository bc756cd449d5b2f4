# The image of web, worker, beat and migrate: one image, four commands (docker-compose.yml).

FROM python:3.12-slim-bookworm AS build
COPY --from=ghcr.io/astral-sh/uv:0.13 /uv /usr/local/bin/uv
ENV UV_PROJECT_ENVIRONMENT=/opt/venv \
    UV_COMPILE_BYTECODE=1 \
    UV_LINK_MODE=copy \
    UV_PYTHON_DOWNLOADS=never
WORKDIR /app
# First the packages alone: this layer stays while only our code changes.
COPY pyproject.toml uv.lock .python-version ./
RUN uv sync --locked --no-dev --no-build
COPY . .
# collectstatic wants production settings; none of these values stays in the image or connects to anything.
RUN DJANGO_ENV=production DJANGO_SECRET_KEY=build NIK_HASH_KEY=build FILE_KEY=build \
    DJANGO_ALLOWED_HOSTS=localhost DATABASE_URL=postgresql://build@localhost/build \
    REDIS_URL=redis://localhost:6379/0 \
    /opt/venv/bin/python manage.py collectstatic --noinput

FROM python:3.12-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin kaderjkn \
    && install -d -o kaderjkn -g kaderjkn /app /data/media /data/beat
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_ENV=production \
    DJANGO_SETTINGS_MODULE=kaderjkn.settings \
    MEDIA_ROOT=/data/media
WORKDIR /app
COPY --from=build /opt/venv /opt/venv
COPY --from=build /app /app
USER kaderjkn
EXPOSE 8000
# No access log: addresses of pages and searches can be personal data.
CMD ["gunicorn", "kaderjkn.wsgi:application", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", \
     "--threads", "4", "--worker-tmp-dir", "/dev/shm", "--timeout", "60", "--max-requests", "5000", \
     "--max-requests-jitter", "500"]
