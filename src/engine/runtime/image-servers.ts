import type { ServerDefinition } from './image-definition.ts';

/** The server programs of well-known images. */

const megabyte = 1_000_000;

const nginxPage = `<!DOCTYPE html>
<html>
<head>
<title>Welcome to nginx!</title>
</head>
<body>
<h1>Welcome to nginx!</h1>
<p>If you see this page, nginx is successfully installed and working.</p>
</body>
</html>
`;

export const nginx: ServerDefinition = {
  ports: [80],
  http: { body: nginxPage, root: '/usr/share/nginx/html', server: 'nginx/1.29.1' },
  startupMs: 60,
  memoryBytes: 4 * megabyte,
  makes: [
    { call: 'mkdir', paths: ['/var/cache/nginx/client_temp'] },
    { call: 'open', paths: ['/run/nginx.pid', '/var/run/nginx.pid'] },
  ],
  portTaken: {
    // It tries five times, half a second apart.
    log: [
      ...Array.from({ length: 5 }, () => [
        'nginx: [emerg] bind() to 0.0.0.0:{port} failed (98: Address already in use)',
        '[notice] 1#1: try again to bind() after 500ms',
      ]).flat(),
      'nginx: [emerg] still could not bind()',
    ],
    afterMs: 2_500,
  },
  log: [
    '/docker-entrypoint.sh: Configuration complete; ready for start up',
    '[notice] 1#1: using the "epoll" event method',
    '[notice] 1#1: nginx/1.29.1',
    '[notice] 1#1: start worker processes',
  ],
};

export const httpd: ServerDefinition = {
  ports: [80],
  http: {
    body: '<html><body><h1>It works!</h1></body></html>\n',
    root: '/usr/local/apache2/htdocs',
    server: 'Apache/2.4.65 (Unix)',
  },
  startupMs: 100,
  portTaken: {
    log: [
      '(98)Address already in use: AH00072: make_sock: could not bind to address 0.0.0.0:{port}',
      'no listening sockets available, shutting down',
      'AH00015: Unable to open logs',
    ],
    afterMs: 50,
  },
  log: [
    "AH00558: httpd: Could not reliably determine the server's fully qualified domain name, using {podIp}. Set the 'ServerName' directive globally to suppress this message",
    '[mpm_event:notice] [pid 1:tid 1] AH00489: Apache/2.4.65 (Unix) configured -- resuming normal operations',
    "[core:notice] [pid 1:tid 1] AH00094: Command line: 'httpd -D FOREGROUND'",
  ],
};

export const redis: ServerDefinition = {
  ports: [6379],
  portFlags: ['--port'],
  startupMs: 80,
  portTaken: {
    log: [
      '1:M # Warning: Could not create server TCP listening socket *:{port}: bind: Address already in use',
      '1:M # Failed listening on port {port} (tcp), aborting.',
    ],
    afterMs: 50,
  },
  memoryBytes: 8 * megabyte,
  log: [
    '1:C * oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo',
    '1:M * Running mode=standalone, port=6379.',
    '1:M * Ready to accept connections tcp',
  ],
};

export const postgres: ServerDefinition = {
  ports: [5432],
  startupMs: 2_500,
  memoryBytes: 30 * megabyte,
  needs: {
    anyOf: ['POSTGRES_PASSWORD', 'POSTGRES_PASSWORD_FILE', 'POSTGRES_HOST_AUTH_METHOD'],
    log: [
      'Error: Database is uninitialized and superuser password is not specified.',
      '       You must specify POSTGRES_PASSWORD to a non-empty value for the',
      '       superuser. For example, "-e POSTGRES_PASSWORD=password" on "docker run".',
    ],
  },
  log: [
    'LOG:  starting PostgreSQL on x86_64-pc-linux-gnu',
    'LOG:  listening on IPv4 address "0.0.0.0", port 5432',
    'LOG:  database system is ready to accept connections',
  ],
};

export function mysql(name: string): ServerDefinition {
  const prefix = name === 'mariadb' ? 'MARIADB' : 'MYSQL';
  return {
    ports: [3306],
    startupMs: 8_000,
    memoryBytes: 200 * megabyte,
    needs: {
      anyOf: ['ROOT_PASSWORD', 'ALLOW_EMPTY_PASSWORD', 'RANDOM_ROOT_PASSWORD'].flatMap((variable) => [
        `MYSQL_${variable}`,
        `${prefix}_${variable}`,
      ]),
      log: [
        '[ERROR] [Entrypoint]: Database is uninitialized and password option is not specified',
        `    You need to specify one of ${prefix}_ROOT_PASSWORD, ${prefix}_ALLOW_EMPTY_PASSWORD and ${prefix}_RANDOM_ROOT_PASSWORD`,
      ],
    },
    log: [
      '[Note] [Entrypoint]: Entrypoint script started.',
      '[Note] [Entrypoint]: Initializing database files',
      "[System] [Server] mysqld: ready for connections. socket: '/var/run/mysqld/mysqld.sock'  port: 3306",
    ],
  };
}

export function listening(
  ports: readonly number[],
  startupMs: number,
  log: readonly string[],
  rest: Partial<ServerDefinition> = {},
): ServerDefinition {
  return { ports, startupMs, log, ...rest };
}

export const helloApp = (version: string): ServerDefinition => ({
  ports: [8080],
  portVariable: 'PORT',
  http: { body: `Hello, world!\nVersion: ${version}\nHostname: {hostname}\n` },
  startupMs: 30,
  log: ['Server listening on port 8080'],
});

export const httpEcho: ServerDefinition = {
  ports: [5678],
  portFlags: ['-listen', '--listen'],
  textFlag: '-text',
  http: { body: 'hello-world\n' },
  startupMs: 20,
  log: ['[INFO] server is listening on :5678'],
};

export const whoami: ServerDefinition = {
  ports: [80],
  portFlags: ['--port', '-port'],
  portVariable: 'WHOAMI_PORT_NUMBER',
  http: { body: 'Hostname: {hostname}\nIP: {podIp}\nGET {path} HTTP/1.1\n' },
  startupMs: 20,
  log: ['Starting up on port 80'],
};

/** `agnhost liveness` and the older liveness image: healthy for ten seconds. */
export const liveness: ServerDefinition = {
  ports: [8080],
  http: { body: '{path}', paths: { '/healthz': { status: 200, body: 'ok', untilMs: 10_000 } } },
  startupMs: 20,
  log: [],
};
