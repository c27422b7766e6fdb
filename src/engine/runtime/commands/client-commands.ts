/** Clients of databases and queues, as exec probes and people use them: they ask whether the server's port is open. */
import type { Command, CommandCall, CommandOutcome } from '../shell/host.ts';
import { flagOf } from './flag-of.ts';

interface Client {
  readonly port: number;
  readonly hostFlags?: readonly string[];
  readonly portFlags?: readonly string[];
  readonly connected: (call: CommandCall) => string;
  /** {host} and {port} stand for what it asked. */
  readonly refused: string;
  readonly refusedStatus: number;
}

const mysqlFlags = { port: 3306, hostFlags: ['-h', '--host'], portFlags: ['-P', '--port'], refusedStatus: 1 };

const mysql: Client = {
  ...mysqlFlags,
  connected: (call) => selected(flagOf(call.args, '-e') ?? flagOf(call.args, '--execute') ?? ''),
  refused: "ERROR 2003 (HY000): Can't connect to MySQL server on '{host}:{port}' (111)",
};

/** What `SELECT 1` gives; of everything else a client here knows nothing. */
function selected(statement: string): string {
  const value = /^\s*select\s+('?)(\w+)\1\s*;?\s*$/i.exec(statement)?.[2];
  return value === undefined ? '' : `${value}\n${value}\n`;
}

const mysqladmin: Client = {
  ...mysqlFlags,
  connected: () => 'mysqld is alive\n',
  refused:
    "mysqladmin: connect to server at '{host}' failed\nerror: 'Can't connect to MySQL server on '{host}:{port}' (111)'",
};

const redisReplies: Readonly<Record<string, string>> = { ping: 'PONG', set: 'OK', get: '', config: 'OK' };

const redisCli: Client = {
  port: 6379,
  hostFlags: ['-h'],
  portFlags: ['-p'],
  connected: ({ args }) => {
    const reply = args.map((arg) => redisReplies[arg.toLowerCase()]).find((text) => text !== undefined);
    return `${reply ?? 'OK'}\n`;
  },
  refused: 'Could not connect to Redis at {host}:{port}: Connection refused',
  refusedStatus: 1,
};

const postgresFlags = {
  port: 5432,
  hostFlags: ['-h', '--host'],
  portFlags: ['-p', '--port'],
  refusedStatus: 2,
};

const clients: Readonly<Record<string, Client>> = {
  mysql,
  mariadb: mysql,
  mysqladmin,
  'mariadb-admin': mysqladmin,
  'healthcheck.sh': { ...mysqlFlags, connected: () => '', refused: 'healthcheck connect failed' },
  'redis-cli': redisCli,
  'valkey-cli': redisCli,
  pg_isready: {
    ...postgresFlags,
    connected: (call) => `${postgresPlace(call)} - accepting connections\n`,
    refused: '{host}:{port} - no response',
  },
  psql: {
    ...postgresFlags,
    connected: () => '',
    refused:
      'psql: error: connection to server at "{host}", port {port} failed: Connection refused\n\tIs the server running on that host and accepting TCP/IP connections?',
  },
  mongosh: {
    port: 27_017,
    hostFlags: ['--host'],
    portFlags: ['--port'],
    connected: () => '{ ok: 1 }\n',
    refused: 'MongoNetworkError: connect ECONNREFUSED {host}:{port}',
    refusedStatus: 1,
  },
  'rabbitmq-diagnostics': {
    port: 5672,
    connected: () =>
      'Will ping rabbit. This only checks if the OS process is running and registered with epmd. Timeout: 60000 ms.\nPing succeeded\n',
    refused:
      'Error: unable to perform an operation on node. Please see diagnostics information and suggestions below.',
    refusedStatus: 69,
  },
  nodetool: {
    port: 9042,
    connected: () => 'UN  127.0.0.1  75.2 KiB  16  100.0%  rack1\n',
    refused:
      "nodetool: Failed to connect to '127.0.0.1:7199' - ConnectException: 'Connection refused (Connection refused)'.",
    refusedStatus: 1,
  },
  cqlsh: {
    port: 9042,
    connected: () => '',
    refused: "Connection error: ('Unable to connect to any servers')",
    refusedStatus: 1,
  },
  'zookeeper-ready': { port: 2181, connected: () => '', refused: '', refusedStatus: 1 },
  etcdctl: {
    port: 2379,
    connected: () => '127.0.0.1:2379 is healthy: successfully committed proposal: took = 2.1ms\n',
    refused:
      '127.0.0.1:2379 is unhealthy: failed to commit proposal: context deadline exceeded\nError: unhealthy cluster',
    refusedStatus: 1,
  },
};

const sameAs: Readonly<Record<string, string>> = { mongo: 'mongosh', rabbitmqctl: 'rabbitmq-diagnostics' };

function postgresPlace({ args }: CommandCall): string {
  return `${flagOf(args, '-h') ?? '/var/run/postgresql'}:${flagOf(args, '-p') ?? 5432}`;
}

function firstOf(args: readonly string[], flags: readonly string[] = []): string | undefined {
  return flags.map((flag) => flagOf(args, flag) ?? glued(args, flag)).find((value) => value !== undefined);
}

/** `-h127.0.0.1`, as database clients take it too. */
function glued(args: readonly string[], flag: string): string | undefined {
  return args.find((arg) => /^-\w$/.test(flag) && arg.startsWith(flag) && arg !== flag)?.slice(2);
}

function clientCommand(client: Client): Command {
  return (call): CommandOutcome => {
    const host = firstOf(call.args, client.hostFlags) ?? '127.0.0.1';
    const port = Number(firstOf(call.args, client.portFlags) ?? client.port);
    const address = call.host.resolve(host)?.[0];
    const answer = address === undefined ? undefined : call.host.request(address, port, '/');
    if (answer?.kind === 'open' || answer?.kind === 'http') {
      call.out(client.connected(call));
      return 0;
    }
    const text = client.refused.replaceAll('{host}', host).replaceAll('{port}', String(port));
    if (text !== '') call.err(`${text}\n`);
    return client.refusedStatus;
  };
}

/** `ncat --listen PORT` serves on a port; `ncat HOST PORT` takes what one sends. */
const ncat: Command = (call) => {
  const operands = call.args.filter((arg, place) => !arg.startsWith('-') && call.args[place - 1] !== '-c');
  if (call.args.some((arg) => arg === '--listen' || arg === '-l')) {
    const port = Number(operands[0] ?? 31_337);
    if (call.host.listen({ port, afterMs: 10, answer: { kind: 'open' } }))
      return { ms: null, status: 0, onTerm: { afterMs: 10, exitCode: 143 } };
    call.err(`Ncat: bind to 0.0.0.0:${port}: Address already in use. QUITTING.\n`);
    return 2;
  }
  const [host = '', port = '31337'] = operands;
  const address = call.host.resolve(host)?.[0];
  if (address === undefined) {
    call.err(`Ncat: Could not resolve hostname "${host}": Name or service not known. QUITTING.\n`);
    return 2;
  }
  const answer = call.host.request(address, Number(port), '/');
  if (answer.kind === 'open' || answer.kind === 'http') return 0;
  call.err('Ncat: Connection refused.\n');
  return 1;
};

/** Copies of a database: the data itself is not simulated, so nothing has to be done. */
const done: Command = (call) => {
  if (call.name !== 'xtrabackup') call.stdin();
  return 0;
};

/** A client of a database or queue by its name; undefined when there is none. */
export function clientTool(name: string): Command | undefined {
  if (name === 'ncat') return ncat;
  if (name === 'xtrabackup' || name === 'xbstream') return done;
  const client = clients[sameAs[name] ?? name];
  return client === undefined ? undefined : clientCommand(client);
}
