# Build: the generated database client, the bundle, and nothing else.
FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY prisma ./prisma
COPY src/project-folder.ts ./src/
RUN npm ci
COPY tsconfig.json ./
COPY src ./src
COPY adapters ./adapters
COPY jobs ./jobs
RUN npm run build && npm prune --omit=dev

FROM node:20-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 DATA_DIR=/data
WORKDIR /app
RUN useradd --system --uid 10001 --create-home goalkeeper && mkdir /data && chown goalkeeper /data
COPY --from=build --chown=root:root /app/package.json ./
COPY --from=build --chown=root:root /app/node_modules ./node_modules
COPY --from=build --chown=root:root /app/out ./out
COPY --from=build --chown=root:root /app/prisma ./prisma
COPY --from=build --chown=root:root /app/adapters/web/page ./adapters/web/page
COPY --from=build --chown=root:root /app/src/bundle.mjs /app/src/start.mjs /app/src/cli.mjs ./src/
USER goalkeeper
VOLUME /data
EXPOSE 3000
# Whether the process lives: an outage of the database is no reason to restart it.
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT ?? 3000}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
CMD ["node", "src/start.mjs"]
