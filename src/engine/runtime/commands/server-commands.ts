import type { ImageDefinition, ServerDefinition } from '../image-definition.ts';
import { idleServer } from '../usage.ts';
import { flagOf } from './flag-of.ts';
import { refusedStart } from './server-checks.ts';
import type { AnswerRule, Command, CommandCall, CommandOutcome } from '../shell/host.ts';

/** Programs that serve: they open their ports and stay until a signal. */

/** What most servers say when their port is taken: those written in Go. */
const usualPortTaken = { log: ['listen tcp :{port}: bind: address already in use'], afterMs: 50 };

/** The command that runs an image's server. */
export function serverCommand(definition: ServerDefinition): Command {
  return (call) => serve(call, definition);
}

/** @param subcommand of a program that is several servers */
export function serve(call: CommandCall, definition: ServerDefinition, subcommand?: string): CommandOutcome {
  const { host } = call;
  const { needs, memoryBytes = 0, leastMemoryBytes = memoryBytes } = definition;
  if (
    needs !== undefined &&
    !needs.anyOf.some((name) => (call.thread.variables[name] ?? host.environment[name] ?? '') !== '')
  ) {
    call.err(`${needs.log.join('\n')}\n`);
    return { ms: 200, status: 1 };
  }
  if (host.memoryLimitBytes !== undefined && host.memoryLimitBytes < leastMemoryBytes)
    return runOutOfMemory(call, definition.startupMs);
  if (isKeptFromWriting(call, definition)) return { ms: 50, status: 1 };
  const refusal = mayRefuse(definition) ? refusedStart(call, definition) : undefined;
  if (refusal !== undefined) return refusal;
  const answer = answerRule(call, definition, subcommand);
  for (const port of portsOf(call, definition)) {
    const fixed = definition.fixedAnswers?.[port];
    const rule: AnswerRule = fixed === undefined ? answer : { kind: 'text', ...fixed };
    if (!host.listen({ port, afterMs: definition.startupMs, answer: rule }))
      return portTaken(call, port, definition.portTaken);
  }
  host.setUsage(idleServer(restingBytes(definition, host.memoryLimitBytes)));
  if (subcommand === undefined) host.printBanner();
  else call.out(definition.log.map((line) => `${line}\n`).join(''));
  return { ms: null, status: 0, onTerm: definition.stop ?? { afterMs: host.stopMs, exitCode: 0 } };
}

function mayRefuse({ checks, flags, needsFile, needsHosts }: ServerDefinition): boolean {
  return (checks ?? flags ?? needsFile ?? needsHosts) !== undefined;
}

/** Programs that take what they get make do with less where their limit asks for it. */
function restingBytes(
  { memoryBytes, leastMemoryBytes }: ServerDefinition,
  limit = Infinity,
): number | undefined {
  return leastMemoryBytes === undefined || memoryBytes === undefined
    ? memoryBytes
    : Math.max(leastMemoryBytes, Math.min(memoryBytes, Math.floor(0.85 * limit)));
}

function portTaken(
  call: CommandCall,
  port: number,
  { log, afterMs } = usualPortTaken as NonNullable<ServerDefinition['portTaken']>,
): CommandOutcome {
  call.err(log.map((line) => `${line.replaceAll('{port}', String(port))}\n`).join(''));
  return { ms: afterMs, status: 1 };
}

const errorNumbers = { 'Permission denied': 13, 'No space left on device': 28, 'Read-only file system': 30 };

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
  { ports, portFlags = [], portVariable, portsByVariable }: ServerDefinition,
): readonly number[] {
  const [usual, ...others] = ports;
  const first = portsByVariable === undefined ? usual : (portByVariable(call, portsByVariable) ?? usual);
  const text =
    portFlags.map((flag) => flagOf(call.args, flag)).find((value) => value !== undefined) ??
    (portVariable === undefined ? undefined : call.host.environment[portVariable]);
  const port = Number(/(\d+)$/.exec(text ?? '')?.[1]);
  const chosen = port > 0 && port < 65_536 ? port : first;
  return chosen === undefined ? call.host.declaredPorts : [chosen, ...others];
}

function portByVariable({ host }: CommandCall, ports: Readonly<Record<string, number>>): number | undefined {
  return Object.entries(ports).find(([name]) => (host.environment[name] ?? '') !== '')?.[1];
}

function answerRule(
  call: CommandCall,
  { http, textFlag, grpc }: ServerDefinition,
  subcommand: string | undefined,
): AnswerRule {
  if (grpc === true) return healthRule(call);
  if (http === undefined) return { kind: 'open' };
  const text = textFlag === undefined ? undefined : flagOf(call.args, textFlag);
  if (text !== undefined) return { kind: 'text', status: 200, body: `${text}\n` };
  return subcommand === undefined ? { kind: 'image' } : { kind: 'image', subcommand };
}

/** The flags are those of the test image that has nothing but this service. */
function healthRule({ args }: CommandCall): AnswerRule {
  const service = flagOf(args, '--service') ?? '';
  const delaySeconds = Number(flagOf(args, '--delay-unhealthy-sec') ?? -1);
  return delaySeconds < 0
    ? { kind: 'grpc', service }
    : { kind: 'grpc', service, untilMs: delaySeconds * 1000 };
}

/** A program that is several servers by its first word, and waits for a signal without one that it serves. */
export function subcommands(image: ImageDefinition): Command {
  return (call) => {
    const [subcommand = 'pause', ...args] = call.args;
    const definition = image.servers?.[subcommand];
    if (definition !== undefined) return serve({ ...call, args }, definition, subcommand);
    if (subcommand === 'pause')
      return { ms: null, status: 0, onTerm: { afterMs: call.host.stopMs, exitCode: 0 } };
    call.err(`Error: unknown command "${subcommand}" for "app"\nRun 'app --help' for usage.\n`);
    return 1;
  };
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
