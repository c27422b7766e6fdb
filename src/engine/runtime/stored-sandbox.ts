/**
 * Sandboxes as a checkpoint has them. Most containers are like others: what they have in common stands once, as a
 * pattern under a name that its content gives it, and a container names its pattern beside the little of its own.
 */
import { hashJson, type Json } from '../kernel/index.ts';
import { type ContainerRecord, copyPlain, type Listener, type Sandbox } from './records.ts';

/** By name. */
export type Patterns = Readonly<Record<string, Json>>;

/** A sandbox as it is stored, and the patterns that it names. */
export interface SandboxCopy {
  readonly stored: Json;
  readonly patterns: Patterns;
}

type StoredListener = Omit<Listener, 'podUid'> & Partial<Pick<Listener, 'podUid'>>;
type StoredSandbox = Omit<Sandbox, 'containers' | 'listeners'> & {
  readonly containers: Readonly<Record<string, StoredContainer>>;
  readonly listeners: readonly StoredListener[];
};
type StoredContainer = Partial<ContainerRecord> & { readonly like: string };

export function storeSandbox(sandbox: Sandbox): SandboxCopy {
  const { containers, listeners, ...rest } = sandbox;
  const patterns: Record<string, Json> = {};
  const stored = {
    ...rest,
    containers: Object.fromEntries(
      Object.entries(containers).map(([name, container]) => [name, storeContainer(container, patterns)]),
    ),
    listeners: listeners.map(({ podUid, ...listener }) =>
      podUid === sandbox.podUid ? listener : { ...listener, podUid },
    ),
  };
  return { stored: copyPlain(stored) as unknown as Json, patterns };
}

/** The other way. */
export function readSandboxes(
  stored: Readonly<Record<string, Json>>,
  patterns: Patterns,
): Record<string, Sandbox> {
  return Object.fromEntries(
    Object.entries(stored).map(([podUid, sandbox]) => [podUid, readSandbox(sandbox, patterns)]),
  );
}

function readSandbox(stored: Json, patterns: Patterns): Sandbox {
  const { containers, listeners, ...rest } = copyPlain(stored) as unknown as StoredSandbox;
  return {
    ...rest,
    containers: Object.fromEntries(
      Object.entries(containers).map(([name, container]) => [name, readContainer(name, container, patterns)]),
    ),
    listeners: listeners.map((listener) => ({ podUid: rest.podUid, ...listener })),
  };
}

function storeContainer(container: ContainerRecord, patterns: Record<string, Json>): StoredContainer {
  const { name: _name, startedMs, attempt, log, previousLog, ...rest } = container;
  const { process, ending, killTimer, exited, ...common } = rest;
  const own = { process, ending, killTimer, exited, previousLog };
  // A process that waits for a moment of its own is like no other.
  const isWaiting = process.threads.some(({ pause }) => pause?.timer !== undefined);
  const pattern = copyPlain(isWaiting ? common : { ...common, process }) as unknown as Json;
  const like = nameOfPattern(pattern);
  patterns[like] = pattern;
  return {
    like,
    startedMs,
    ...(attempt === 0 ? {} : { attempt }),
    ...(isUsualLog(container) ? {} : { log }),
    ...own,
    ...(isWaiting ? {} : { process: undefined }),
  } as StoredContainer;
}

function readContainer(name: string, { like, ...own }: StoredContainer, patterns: Patterns): ContainerRecord {
  const pattern = copyPlain(patterns[like]) as unknown as Omit<ContainerRecord, 'log'>;
  const container = { ...pattern, attempt: 0, ...own, name } as ContainerRecord;
  container.log ??= usualLog(container);
  return container;
}

/** Nothing was printed but what the image's own server says at its start. */
function usualLog({ startedMs, image }: ContainerRecord): ContainerRecord['log'] {
  return { entries: [], dropped: 0, partial: '', banner: { timeMs: startedMs, image, at: 0 } };
}

function isUsualLog(container: ContainerRecord): boolean {
  const { log } = container;
  if (log.banner === undefined) return false;
  return JSON.stringify(usualLog(container)) === JSON.stringify({ ...usualLog(container), ...log });
}

/** Names by text, for containers that are alike come one after the other; forgotten when they are too many. */
const knownNames = new Map<string, string>();
const mostKnownNames = 1000;

function nameOfPattern(pattern: Json): string {
  const text = JSON.stringify(pattern);
  let name = knownNames.get(text);
  if (name === undefined) {
    if (knownNames.size >= mostKnownNames) knownNames.clear();
    knownNames.set(text, (name = hashJson(pattern)));
  }
  return name;
}
