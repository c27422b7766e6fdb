import type { ServerDefinition } from '../image-definition.ts';
import { idleServer } from '../usage.ts';
import type { AnswerRule, Command, CommandCall, CommandOutcome } from '../shell/host.ts';

/** Programs that serve: they open their ports and stay until a signal. */

/** What most servers say when their port is taken: those written in Go. */
const usualPortTaken = { log: ['listen tcp :{port}: bind: address already in use'], afterMs: 50 };

/** The command that runs an image's server. */
export function serverCommand(definition: ServerDefinition): Command {
  return (call) => serve(call, definition);
}

export function serve(call: CommandCall, definition: ServerDefinition): CommandOutcome {
  const { host } = call;
  const { needs, memoryBytes = 0 } = definition;
  if (
    needs !== undefined &&
    !needs.anyOf.some((name) => (call.thread.variables[name] ?? host.environment[name] ?? '') !== '')
  ) {
    call.err(`${needs.log.join('\n')}\n`);
    return { ms: 200, status: 1 };
  }
  if (host.memoryLimitBytes !== undefined && host.memoryLimitBytes < memoryBytes)
    return runOutOfMemory(call, definition.startupMs);
  if (isKeptFromWriting(call, definition)) return { ms: 50, status: 1 };
  const answer = answerRule(call, definition);
  for (const port of portsOf(call, definition)) {
    if (!host.listen({ port, afterMs: definition.startupMs, answer }))
      return portTaken(call, port, definition.portTaken);
  }
  host.setUsage(idleServer(definition.memoryBytes));
  host.printBanner();
  return { ms: null, status: 0, onTerm: definition.stop ?? { afterMs: host.stopMs, exitCode: 0 } };
}

function portTaken(
  call: CommandCall,
  port: number,
  { log, afterMs } = usualPortTaken as NonNullable<ServerDefinition['portTaken']>,
): CommandOutcome {
  call.err(log.map((line) => `${line.replaceAll('{port}', String(port))}\n`).join(''));
  return { ms: afterMs, status: 1 };
}

const errorNumbers = { 'Permission denied': 13, 'Read-only file system': 30 };

/** Says why a server can't make what it needs at its start; false when it can. */
function isKeptFromWriting({ host, err }: CommandCall, { makes = [] }: ServerDefinition): boolean {
  for (const { call, paths } of makes) {
    const [why, ...others] = paths.map((path) => host.files.refusal(path));
    if (why === undefined || others.includes(undefined)) continue;
    err(`nginx: [emerg] ${call}() "${paths[0]}" failed (${errorNumbers[why]}: ${why})\n`);
    return true;
  }
  return false;
}

/** The process grows for a while, then the kernel kills it. */
export function runOutOfMemory(call: CommandCall, afterMs: number): CommandOutcome {
  call.host.outOfMemory(afterMs);
  return { ms: null, status: 137 };
}

function portsOf(
  call: CommandCall,
  { ports, portFlags = [], portVariable }: ServerDefinition,
): readonly number[] {
  const [first, ...others] = ports;
  const text =
    portFlags.map((flag) => flagOf(call.args, flag)).find((value) => value !== undefined) ??
    (portVariable === undefined ? undefined : call.host.environment[portVariable]);
  const port = Number(/(\d+)$/.exec(text ?? '')?.[1]);
  const chosen = port > 0 && port < 65_536 ? port : first;
  return chosen === undefined ? call.host.declaredPorts : [chosen, ...others];
}

/** `-flag=value`, `-flag value` or `--flag value`. */
export function flagOf(args: readonly string[], flag: string): string | undefined {
  for (const [index, arg] of args.entries()) {
    if (arg === flag) return args[index + 1];
    if (arg.startsWith(`${flag}=`)) return arg.slice(flag.length + 1);
  }
  return undefined;
}

function answerRule(call: CommandCall, { http, textFlag, grpc }: ServerDefinition): AnswerRule {
  if (grpc === true) return { kind: 'grpc', service: '' };
  if (http === undefined) return { kind: 'open' };
  const text = textFlag === undefined ? undefined : flagOf(call.args, textFlag);
  if (text !== undefined) return { kind: 'text', status: 200, body: `${text}\n` };
  return { kind: 'image' };
}

/** nginx goes to the background unless it is told not to: then the container that only runs it ends. */
export function nginxCommand(definition: ServerDefinition): Command {
  const run = serverCommand(definition);
  return (call) => {
    const signal = flagOf(call.args, '-s');
    if (signal !== undefined) return signalNginx(call, signal);
    const outcome = run(call);
    const stays =
      typeof outcome === 'number' || outcome.onTerm === undefined || /daemon\s+off/.test(call.args.join(' '));
    return stays || call.args.includes('-t') ? outcome : 0;
  };
}

/** `nginx -s quit` and its like speak to the nginx that runs, which is the container's main process. */
function signalNginx({ host, err }: CommandCall, signal: string): number {
  if (signal === 'quit' || signal === 'stop') return host.signal(1, 'TERM') ? 0 : 1;
  if (signal === 'reload' || signal === 'reopen') return 0;
  err(`nginx: invalid option: "-s ${signal}"\n`);
  return 1;
}

/** `agnhost SUBCOMMAND`, the test image of the Kubernetes project. */
export function agnhostCommand(definition: ServerDefinition): Command {
  return (call) => {
    const [subcommand = 'pause', ...args] = call.args;
    const inner = { ...call, args };
    switch (subcommand) {
      case 'netexec':
        return serve(inner, { ...definition, portFlags: ['--http-port'] });
      case 'serve-hostname':
        return serve(inner, { ...definition, ports: [9376], portFlags: ['--port'] });
      case 'liveness':
      case 'test-webserver':
      case 'porter':
        return serve(inner, { ...definition, portFlags: ['--port'] });
      case 'grpc-health-checking':
        return serveHealth(inner, definition);
      default:
        return { ms: null, status: 0 };
    }
  };
}

/** A gRPC health service, and beside it the HTTP port that steers it in the real image. */
function serveHealth(call: CommandCall, definition: ServerDefinition): CommandOutcome {
  const { host, args } = call;
  const port = Number(flagOf(args, '--port') ?? 5000);
  const delaySeconds = Number(flagOf(args, '--delay-unhealthy-sec') ?? -1);
  const answer = {
    kind: 'grpc',
    service: flagOf(args, '--service') ?? '',
    ...(delaySeconds < 0 ? {} : { untilMs: delaySeconds * 1000 }),
  } as const;
  if (!host.listen({ port, afterMs: definition.startupMs, answer })) return portTaken(call, port);
  return serve(call, { ...definition, portFlags: ['--http-port'] });
}

/** A program of an image nobody knows: it listens on the ports that the manifest declares, and says so. */
export const standIn: Command = (call) => {
  const { host } = call;
  const ports = host.declaredPorts.join(', ');
  call.out(
    `podarium: ${host.image} is not in the catalogue; this stand-in ${ports === '' ? 'runs and listens on no port' : `answers on port ${ports}`}\n`,
  );
  for (const port of host.declaredPorts) {
    const body = `${host.image} (a stand-in) on ${host.hostname}\n`;
    if (!host.listen({ port, afterMs: 100, answer: { kind: 'text', status: 200, body } }))
      return portTaken(call, port);
  }
  host.setUsage(idleServer());
  return { ms: null, status: 0, onTerm: { afterMs: host.stopMs, exitCode: 0 } };
};
