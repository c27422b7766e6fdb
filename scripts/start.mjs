/** `npm start [-- --port N]`: builds the production page when needed and serves it on localhost. */
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { createGzip } from 'node:zlib';
import { buildIfNeeded, dist } from './build.mjs';

const types = new Map([
  ['.css', 'text/css; charset=utf-8'],
  ['.html', 'text/html; charset=utf-8'],
  ['.ico', 'image/x-icon'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.json', 'application/json'],
  ['.map', 'application/json'],
  ['.png', 'image/png'],
  ['.svg', 'image/svg+xml'],
  ['.ttf', 'font/ttf'],
  ['.txt', 'text/plain; charset=utf-8'],
  ['.wasm', 'application/wasm'],
  ['.woff2', 'font/woff2'],
  ['.yaml', 'text/yaml; charset=utf-8'],
]);
const alreadyCompressed = new Set(['.png', '.woff2']);

const { values } = parseArgs({ options: { port: { type: 'string', default: '4173' } } });
const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65535)
  fail(`--port wants a number up to 65535, not ${values.port}`);
if (!buildIfNeeded()) fail('the page could not be built');

const server = createServer(answer);
server.on('error', (error) =>
  fail(
    error.code === 'EADDRINUSE'
      ? `port ${port} is taken; try: npm start -- --port ${port + 1}`
      : error.message,
  ),
);
server.listen(port, () => console.log(`Podarium is at http://localhost:${server.address().port}/`));

function answer(request, response) {
  const path = fileFor(request.url ?? '/');
  if (path === undefined || !['GET', 'HEAD'].includes(request.method ?? '')) {
    response.writeHead(path === undefined ? 404 : 405, { 'content-type': 'text/plain' }).end();
    return;
  }
  const extension = extname(path);
  const gzip = !alreadyCompressed.has(extension) && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  response.writeHead(200, {
    'content-type': types.get(extension) ?? 'application/octet-stream',
    // Vite names what it builds by content: only the pages themselves may change under their name.
    'cache-control': path.startsWith(join(dist, 'assets'))
      ? 'public, max-age=31536000, immutable'
      : 'no-cache',
    // An embedded figure in a sandboxed frame has no origin of its own, and fonts ask for this.
    'access-control-allow-origin': '*',
    ...(gzip ? { 'content-encoding': 'gzip', vary: 'accept-encoding' } : {}),
  });
  if (request.method === 'HEAD') response.end();
  else if (gzip) createReadStream(path).pipe(createGzip()).pipe(response);
  else createReadStream(path).pipe(response);
}

/** The file of dist/ that an address means; undefined for none, and for anything outside dist/. */
function fileFor(url) {
  let name;
  try {
    name = decodeURIComponent(new URL(url, 'http://localhost').pathname);
  } catch {
    return undefined;
  }
  const path = normalize(join(dist, name.endsWith('/') ? `${name}index.html` : name));
  if (!path.startsWith(dist + sep) || name.includes('\0')) return undefined;
  return statSync(path, { throwIfNoEntry: false })?.isFile() ? path : undefined;
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
