/**
 * Sandboxes as a checkpoint has them. Most containers are like others: what they have in common stands once, as a
 * pattern under a name that its content gives it, and a container names its pattern beside the little of its own.
 */
import { copyPlain } from '../api/json-object.ts';
import { hashJson, type Json } from '../kernel/index.ts';
import { type ContainerRecord, type Listener, type Sandbox } from './records.ts';

/** By name. */
export type Patterns = Readonly<Record<string, Json>>;

/** A sandbox as it is stored, and the patterns that it names. */
export interface SandboxCopy {
  readonly stored: Json;
  readonly patterns: Patterns;
}

/** Where they stand in a checkpoint. */
export interface StoredSandboxes {
  readonly sandboxes: Readonly<Record<string, Json>>;
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
    Object.entries(stored).map(([podUid, sandbox]) => [
      podUid,
      readSandbox(sandbox as unknown as StoredSandbox, patterns),
    ]),
  );
}

function readSandbox(stored: StoredSandbox, patterns: Patterns): Sandbox {
  const { podUid } = stored;
  const containers: Record<string, ContainerRecord> = {};
  for (const [name, container] of Object.entries(stored.containers))
    containers[name] = readContainer(name, container, patterns);
  const listeners = stored.listeners.map((listener) => ({ podUid, ...listener }));
  return { ...stored, containers, listeners };
}

function storeContainer(container: ContainerRecord, patterns: Record<string, Json>): StoredContainer {
  const { name: _name, startedMs, attempt, log, previousLog, ...rest } = container;
  const { process, ending, killTimer, exited, ...common } = rest;
  const own = { process, ending, killTimer, exited, previousLog };
  // A process that waits for a moment of its own is like no other.
  const isWaiting = process.threads.some(({ pause }) => pause?.timer !== undefined);
  const { name: like, pattern } = knownPattern(isWaiting ? common : { ...common, process });
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

/** What never changes in a container it shares with its like. */
const shared = new Set(['environment', 'mounts', 'declaredPorts']);

function readContainer(name: string, { like, ...own }: StoredContainer, patterns: Patterns): ContainerRecord {
  const pattern = patterns[like] as unknown as Omit<ContainerRecord, 'log'>;
  const container = { ...pattern, attempt: 0, ...own, name } as ContainerRecord & Record<string, unknown>;
  for (const key of Object.keys(container)) {
    const value = container[key];
    if (typeof value === 'object' && !shared.has(key)) container[key] = copyPlain(value);
  }
  container.log ??= usualLog(container);
  return container;
}

/** Nothing was printed but what the image's own server says at its start. */
function usualLog({ startedMs, image }: ContainerRecord): ContainerRecord['log'] {
  return { entries: [], dropped: 0, partial: '', banner: { timeMs: startedMs, image, at: 0 } };
}

function isUsualLog({ log, startedMs, image }: ContainerRecord): boolean {
  const { entries, dropped, partial, banner, ...rest } = log;
  if (banner?.timeMs !== startedMs || banner.image !== image || banner.at !== 0) return false;
  return entries.length + dropped + partial.length + Object.keys(rest).length === 0;
}

interface KnownPattern {
  readonly name: string;
  readonly pattern: Json;
}

/** Patterns by text, for most containers are like one before; forgotten when they are too many. */
const knownPatterns = new Map<string, KnownPattern>();
const mostKnownPatterns = 1000;

function knownPattern(common: object): KnownPattern {
  const text = JSON.stringify(common);
  let known = knownPatterns.get(text);
  if (known === undefined) {
    if (knownPatterns.size >= mostKnownPatterns) knownPatterns.clear();
    const pattern = copyPlain(common) as unknown as Json;
    knownPatterns.set(text, (known = { name: hashJson(pattern), pattern }));
  }
  return known;
}
