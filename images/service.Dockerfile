# One image for each service of services/registry.ts, and for the payment test provider of kind:
#   docker buildx build -f images/service.Dockerfile --build-arg SERVICE=ticket --platform linux/amd64,linux/arm64 .
# Nothing is compiled for the platform, so the work is done once, on the builder's own, and packages are fetched for each
# platform (ruling B8). images/service-image.test.ts runs the very same RUN lines without Docker.
ARG NODE_IMAGE=node:20.20.2-bookworm-slim

FROM --platform=$BUILDPLATFORM ${NODE_IMAGE} AS tools
WORKDIR /source
COPY package.json package-lock.json .npmrc ./
COPY local/postinstall.mjs local/
RUN npm ci --ignore-scripts --no-audit --no-fund

FROM --platform=$BUILDPLATFORM ${NODE_IMAGE} AS production
ARG TARGETARCH
WORKDIR /production
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --omit=peer --ignore-scripts --no-audit --no-fund --os=linux --libc=glibc --cpu="$(echo "$TARGETARCH" | sed s/amd64/x64/)"

FROM tools AS program
ARG SERVICE
COPY . .
COPY --from=production /production/node_modules /production/node_modules
RUN node --import=tsx prisma/generate.ts
RUN node --import=tsx images/pack.ts "$SERVICE" /app /production

FROM ${NODE_IMAGE}
ARG SERVICE
ARG REVISION=unknown
LABEL org.opencontainers.image.title="urr-${SERVICE}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.licenses="Apache-2.0" \
      urr.bill-of-materials="/app/bom.cdx.json"
# npm is for building; what is not there cannot be used by whoever gets in.
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack
ENV NODE_ENV=production NODE_OPTIONS=--enable-source-maps
WORKDIR /app
COPY --from=program /app ./
USER 1000:1000
HEALTHCHECK --interval=20s --timeout=5s --start-period=60s CMD ["node", "health-check.mjs"]
CMD ["node", "server.mjs"]
