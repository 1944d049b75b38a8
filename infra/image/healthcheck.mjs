/** `node healthcheck.mjs <port>...`: exits 0 when every service on these ports says that it can do its work. */
const ports = process.argv.slice(2);
const answers = await Promise.all(
  ports.map((port) =>
    fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(4_000) }).then(
      (response) => response.ok,
      () => false,
    ),
  ),
);
process.exitCode = ports.length > 0 && answers.every(Boolean) ? 0 : 1;
