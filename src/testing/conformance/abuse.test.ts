/** What no well-meaning client sends: answered with a refusal, and the server lives on. */
import { connect, type Socket } from 'node:net';
import { request as httpRequest } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { RealKubectl } from './real-kubectl.ts';

let real: RealKubectl;
let port = 0;
const sockets = new Set<Socket>();
const configMaps = '/api/v1/namespaces/default/configmaps';

beforeAll(async () => {
  real = await RealKubectl.start();
  port = Number(new URL(real.address).port);
}, 60_000);
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  // Whatever was sent: the server lives, and nothing has leaked into every object.
  expect((await send('GET', '/healthz')).code).toBe(200);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});
afterAll(() => real.close());

interface Answer {
  readonly code: number;
  readonly text: string;
}

/** Sends the path as it is: fetch would tidy it. */
function send(
  method: string,
  path: string,
  body?: string | Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      { host: '127.0.0.1', port, method, path, headers: { 'content-type': 'application/json', ...headers } },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        response.on('end', () => resolve({ code: response.statusCode ?? 0, text }));
        response.on('error', reject);
      },
    );
    // A refused body breaks the pipe after the answer has come.
    sent.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') reject(error);
    });
    sent.end(body);
  });
}

/** A connection that sends these bytes and stays open. */
function open(text: string): Promise<Socket> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.on('error', () => {});
    socket.write(text);
    sockets.add(socket);
  });
}

const configMap = (rest: string): string => `{"apiVersion":"v1","kind":"ConfigMap","metadata":{${rest}}}`;
const pauseMs = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('a body', () => {
  // Only a part of it is sent: the refusal doesn't wait for the rest.
  it.each([
    ['is refused by its length', 'Content-Length: 50000000', 'a'.repeat(1_000)],
    ['in chunks is refused at the limit', 'Transfer-Encoding: chunked', `400000\r\n${'a'.repeat(0x400000)}`],
  ])('of 50 MB %s, without being held', async (_what, length, part) => {
    const head = `POST ${configMaps} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n${length}`;
    const socket = await open(`${head}\r\n\r\n${part}`);
    let heard = '';
    socket.setEncoding('utf8').on('data', (text: string) => (heard += text));
    await expect
      .poll(() => heard, { timeout: 10_000 })
      .toMatch(/^HTTP\/1\.1 413 [^]*"RequestEntityTooLarge"/);
  });

  it.each([
    ['no JSON', '{"apiVersion":', 400],
    ['no object', '[1,2,3]', 400],
    ['a number', '7', 400],
    ['null', 'null', 422],
    ['nested too deeply', `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 400],
    ['without a name', '{}', 422],
  ])('that is %s is refused', async (_what, body, code) => {
    expect((await send('POST', configMaps, body)).code).toBe(code);
  });

  it('with megabytes of label is refused', async () => {
    const { code, text } = await send(
      'POST',
      configMaps,
      configMap(`"name":"big","labels":{"a":"${'x'.repeat(1_000_000)}"}`),
    );
    expect(code).toBe(422);
    expect(text).toContain('must be no more than 63');
  });

  it.each([
    [
      'JSON',
      'application/json',
      '{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"twice"},"data":{"a":"1","a":"2"}}',
    ],
    [
      'YAML',
      'application/yaml',
      'kind: ConfigMap\napiVersion: v1\nmetadata: {name: twice}\ndata:\n  a: "1"\n  a: "2"\n',
    ],
  ])('with a field twice in %s is refused, or warned of', async (_what, contentType, body) => {
    const headers = { 'content-type': contentType };
    const { code, text } = await send('POST', `${configMaps}?fieldValidation=Strict`, body, headers);
    expect(code).toBe(400);
    expect(text).toContain('strict decoding error: duplicate field \\"data.a\\"');
    expect((await send('POST', `${configMaps}?fieldValidation=Ignore&dryRun=All`, body, headers)).code).toBe(
      201,
    );
  });

  it('of an unknown media type is refused', async () => {
    const { code, text } = await send('POST', configMaps, 'x', { 'content-type': 'text/html' });
    expect(code).toBe(415);
    expect(text).toContain('UnsupportedMediaType');
  });

  it('of YAML that multiplies itself is refused', async () => {
    const levels = 'abcdefgh'.split('').map((name, index, all) => {
      const before = all[index - 1];
      return `${name}: &${name} [${Array.from({ length: 9 }, () => (before === undefined ? 'x' : `*${before}`)).join(',')}]`;
    });
    const { code } = await send('POST', configMaps, levels.join('\n'), {
      'content-type': 'application/yaml',
    });
    expect(code).toBe(400);
  });

  it.each([
    ['no frame', [1, 2, 3]],
    ['a frame and nothing', [0x6b, 0x38, 0x73, 0]],
    ['a length beyond the end', [0x6b, 0x38, 0x73, 0, 0x0a, 0xff, 0xff, 0xff, 0x7f]],
    ['an endless number', [0x6b, 0x38, 0x73, 0, ...Array.from({ length: 40 }, () => 0xff)]],
    ['an illegal wire type', [0x6b, 0x38, 0x73, 0, 0x0f]],
  ])('of malformed protobuf (%s) is refused', async (_what, bytes) => {
    const { code, text } = await send('POST', configMaps, Uint8Array.from(bytes), {
      'content-type': 'application/vnd.kubernetes.protobuf',
    });
    expect(code).toBe(400);
    expect(JSON.parse(text)).toMatchObject({ kind: 'Status', reason: 'BadRequest' });
  });

  it('of random protobuf never breaks the server', async () => {
    let state = 1;
    const next = (): number => (state = (state * 48_271) % 2_147_483_647) & 255;
    for (let round = 0; round < 50; round++) {
      const head = [
        0x6b,
        0x38,
        0x73,
        0,
        0x0a,
        0x0f,
        0x0a,
        2,
        0x76,
        0x31,
        0x12,
        9,
        ...Buffer.from('ConfigMap'),
        0x12,
        40,
      ];
      const bytes = Uint8Array.from([...head, ...Array.from({ length: 40 }, next)]);
      const { code } = await send('POST', configMaps, bytes, {
        'content-type': 'application/vnd.kubernetes.protobuf',
      });
      expect(code).toBeGreaterThanOrEqual(400);
      expect(code).toBeLessThan(500);
    }
  });
});

describe('keys that JavaScript knows', () => {
  const evil = '"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}}';

  it.each([
    [
      'application/json',
      `{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"evil-json"},"data":{"ok":"1"},${evil}}`,
    ],
    [
      'application/yaml',
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: evil-yaml}\n__proto__: {polluted: "yes"}\nconstructor: {prototype: {polluted: "yes"}}\n`,
    ],
  ])('do nothing in %s', async (contentType, body) => {
    const { code } = await send('POST', `${configMaps}?fieldValidation=Strict`, body, {
      'content-type': contentType,
    });
    expect(code).toBe(400);
    expect((await send('POST', configMaps, body, { 'content-type': contentType })).code).toBeLessThan(500);
  });

  it.each(['merge-patch+json', 'strategic-merge-patch+json', 'json-patch+json', 'apply-patch+yaml'])(
    'do nothing in a patch of %s',
    async (type) => {
      await send('POST', configMaps, configMap('"name":"target"'));
      const body =
        type === 'json-patch+json'
          ? '[{"op":"add","path":"/__proto__/polluted","value":"yes"},{"op":"add","path":"/constructor/prototype/polluted","value":"yes"}]'
          : `{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"target","labels":{${evil}}},${evil}}`;
      const { text } = await send('PATCH', `${configMaps}/target?fieldManager=evil&force=true`, body, {
        'content-type': `application/${type}`,
      });
      // Server-side apply's own refusal of fields without a schema has the code 500 in Kubernetes too.
      expect(JSON.parse(text)).toMatchObject({
        kind: expect.stringMatching(/^(Status|ConfigMap)$/) as string,
      });
      expect(text).not.toContain('"polluted":"yes"');
    },
  );

  it.each(['__proto__', 'constructor', 'hasOwnProperty', 'toString'])(
    'are names like any other: %s',
    async (key) => {
      expect((await send('GET', `/api/v1/namespaces/${key}/${key}/${key}`)).code).toBe(404);
      expect((await send('GET', `/apis/${key}/v1/${key}`)).code).toBe(404);
      expect((await send('GET', `${configMaps}?${key}=1&fieldSelector=${key}=x`)).code).toBeLessThan(500);
      const body = `{"apiVersion":"v1","kind":"ConfigMap","metadata":{"generateName":"keys-"},"data":{"${key}":"value"}}`;
      expect((await send('POST', configMaps, body)).code).toBe(201);
    },
  );
});

describe('a path', () => {
  it.each([
    ['/api/v1//pods', 404],
    ['//api/v1/pods', 404],
    ['/api/v1/namespaces/../secrets', 404],
    ['/api/v1/namespaces/%2e%2e/secrets', 404],
    ['/api/v1/namespaces/default%2fpods/x', 404],
    ['/api/v1/namespaces/default/pods/%00', 404],
    ['/api/v1/namespaces/default/pods/%zz', 400],
    ['/nope', 404],
    ['/api/v9/pods', 404],
  ])('%s is refused', async (path, code) => {
    expect((await send('GET', path)).code).toBe(code);
  });

  it('beyond all measure is refused', async () => {
    expect((await send('GET', `/api/v1/${'a'.repeat(20_000)}`)).code).toBe(400);
  });

  it('with headers beyond all measure is refused', async () => {
    expect((await send('GET', '/api', undefined, { 'x-long': 'a'.repeat(300_000) })).code).toBe(431);
  });

  it('with an unknown method is refused', async () => {
    expect((await send('OPTIONS', '/api/v1/pods')).code).toBe(405);
  });
});

describe('a web page elsewhere', () => {
  it.each([
    ['its origin', { origin: 'https://evil.example' }],
    ['an origin without a name', { origin: 'null' }],
    ['another site by fetch metadata', { 'sec-fetch-site': 'cross-site' }],
    ['a name rebound to this address', { host: 'evil.example' }],
    ['such a name with our port', { host: 'evil.example:8001', origin: 'http://evil.example:8001' }],
    ['a name that begins like ours', { host: '127.0.0.1.evil.example' }],
  ])('is refused by %s', async (_what, headers) => {
    const { code, text } = await send('GET', '/api/v1/secrets', undefined, headers);
    expect(code).toBe(403);
    expect(text).not.toContain('SecretList');
  });

  it('may not open a WebSocket', async () => {
    const socket = await open(
      `GET /api/v1/namespaces/default/pods/x/exec?command=ls HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n` +
        'Origin: https://evil.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: v5.channel.k8s.io\r\n\r\n',
    );
    const text = await new Promise<string>((resolve) =>
      socket.once('data', (data) => resolve(data.toString())),
    );
    expect(text).toMatch(/^HTTP\/1\.1 403 /);
  });

  it('gets no leave by CORS', async () => {
    const { code } = await send('OPTIONS', '/api/v1/pods', undefined, {
      origin: 'https://evil.example',
      'access-control-request-method': 'GET',
    });
    expect(code).toBe(403);
  });

  it('our own names are answered', async () => {
    expect((await send('GET', '/api', undefined, { host: `localhost:${port}` })).code).toBe(200);
    expect(
      (
        await send('GET', '/api', undefined, {
          host: `127.0.0.1:${port}`,
          origin: `http://127.0.0.1:${port}`,
        })
      ).code,
    ).toBe(200);
  });
});

describe('connections', () => {
  const watch = `GET ${configMaps}?watch=true HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`;

  it('that say half of something do not disturb', async () => {
    await Promise.all(
      Array.from({ length: 200 }, () =>
        open('POST /api/v1/namespaces HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Le'),
      ),
    );
    await Promise.all(Array.from({ length: 50 }, () => open('\u0000\u0001\u0002 nonsense\r\n\r\n')));
    expect((await send('GET', '/api')).code).toBe(200);
  });

  it('that do not read a watch cost no memory', async () => {
    const readers = await Promise.all(Array.from({ length: 20 }, () => open(watch)));
    for (const reader of readers) reader.pause();
    const large = 'x'.repeat(500_000);
    await send(
      'POST',
      configMaps,
      `{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"large"},"data":{"a":"0${large}"}}`,
    );
    const before = process.memoryUsage().rss;
    for (let round = 1; round <= 30; round++) {
      await send('PATCH', `${configMaps}/large`, JSON.stringify({ data: { a: `${round}${large}` } }), {
        'content-type': 'application/merge-patch+json',
      });
    }
    await pauseMs(50);
    // Pushed to each of them it would be 300 MB.
    expect(process.memoryUsage().rss - before).toBeLessThan(250_000_000);
  });
});

describe('/podarium/time', () => {
  const set = (body: unknown): Promise<Answer> => send('POST', '/podarium/time', JSON.stringify(body));

  it('tells and moves the time', async () => {
    const before = JSON.parse((await send('GET', '/podarium/time')).text) as { elapsedSeconds: number };
    const after = JSON.parse((await set({ advanceSeconds: 30, speed: 2, pause: true })).text) as object;
    expect(after).toMatchObject({ elapsedSeconds: before.elapsedSeconds + 30, speed: 2, paused: true });
  });

  it.each([
    { speed: -1 },
    { speed: 'fast' },
    { advanceSeconds: -5 },
    { advanceSeconds: 1e300 },
    { pause: 1 },
    { what: 1 },
    [1],
  ])('refuses %j', async (body) => {
    expect((await set(body)).code).toBe(400);
  });
});
