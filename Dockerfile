# SparkOne in a container: everything it keeps is in /data.
FROM python:3.13-slim-bookworm AS build
WORKDIR /src
RUN python -m venv /opt/sparkone
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
COPY requirements-server.lock ./
RUN /opt/sparkone/bin/pip install --require-hashes -r requirements-server.lock
COPY . .
RUN /opt/sparkone/bin/pip install --no-build-isolation --no-deps .

FROM python:3.13-slim-bookworm
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin sparkone \
    && install --directory --owner=sparkone --group=sparkone --mode=0700 /data
COPY --from=build /opt/sparkone /opt/sparkone
ENV PATH=/opt/sparkone/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    DATABASE_URL=sqlite:////data/sparkone.db
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8321
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen('http://127.0.0.1:' + os.environ.get('HTTP_PORT', '8321') + '/health/live', timeout=2)"]
ENTRYPOINT ["sparkone"]
CMD ["run"]
