# One image for every role; the command says which: `serve`, `serve --only okta --peer ...`.
ARG BASE=python:3.13-slim

FROM ${BASE} AS build
LABEL crosswalk.image=build
RUN python3 -m venv /opt/crosswalk
ENV PATH=/opt/crosswalk/bin:$PATH
# Wheels come from a folder named wheelhouse where there is one, and from PyPI otherwise.
COPY pyproject.toml wheelhous[e] /wheels/
# What it stands on changes seldom and is installed first, so that it stays cached.
RUN python3 -c "import tomllib; p = tomllib.load(open('/wheels/pyproject.toml', 'rb'))['project']; print(*p['dependencies'], *p['optional-dependencies']['serve'], sep='\n')" > /wheels/requirements.txt; \
    if ls /wheels/*.whl > /dev/null 2>&1; then printf '[install]\nno-index = true\nfind-links = /wheels\n' > /opt/crosswalk/pip.conf; fi; \
    pip install --no-cache-dir --no-compile --disable-pip-version-check -r /wheels/requirements.txt
COPY . /source
RUN pip install --no-cache-dir --disable-pip-version-check --no-deps /source

FROM ${BASE}
LABEL crosswalk.image=lab
RUN useradd --uid 10001 --create-home crosswalk && install -d -o crosswalk -g crosswalk /state
COPY --from=build /opt/crosswalk /opt/crosswalk
USER crosswalk
WORKDIR /home/crosswalk
# The options of `serve` for a container, whose ports are published by whoever runs it. Systems
# are served from the first port on, the control surface on the last.
ENV PATH=/opt/crosswalk/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    CROSSWALK_SERVE_HOST=0.0.0.0 \
    CROSSWALK_SERVE_EXPOSE=1 \
    CROSSWALK_SERVE_PORT=8080 \
    CROSSWALK_SERVE_URL_FILE=/tmp/crosswalk.json
EXPOSE 8080-8083
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python3", "-c", "import json, ssl, urllib.request as r; at = json.load(open('/tmp/crosswalk.json'))['control']; r.urlopen(at['url'] + '/_crosswalk/health', timeout=3, context=ssl.create_default_context(cafile='/tmp/' + at['ca_file']) if 'ca_file' in at else None)"]
ENTRYPOINT ["crosswalk"]
CMD ["serve"]
