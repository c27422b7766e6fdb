/**
 * A run as the fragment of a link: `#p1:d:<base64url of deflated JSON>`. `p1` is the version of what is inside, `d`
 * how it is packed; both are read for ever, so a link in a page of documentation opens years later.
 * Whoever made a link is a stranger: sizes are bounded while unpacking and every field is checked.
 */
import type { ApiRequest, Command, Run, ScenarioOptions } from '../../bridge/protocol.ts';
import { deflate, inflate, TooLargeError } from './deflate.ts';

export interface LinkContents {
  readonly run: Run;
  /** Manifest files that were open, so that the reader can change them. */
  readonly files: readonly { readonly name: string; readonly text: string }[];
  /** Key of the object that was selected. */
  readonly selected: string | null;
}

/** Thrown by `readLink`; the message is for people and says what to do. */
export class LinkError extends Error {}

const prefix = 'p1:d:';
const maxLinkCharacters = 200_000;
const maxUnpackedBytes = 4_000_000;
const maxCommands = 5000;
const maxFiles = 50;
const maxGroups = 50;
/** 400 simulated days: beyond it a link would only make the page work. */
const maxMomentMs = 400 * 24 * 3_600_000;

/** The fragment without its `#`. */
export async function writeLink(contents: LinkContents): Promise<string> {
  const { run, files, selected } = contents;
  const packed = {
    s: run.seed,
    o: run.scenario,
    c: run.commands.map(({ timeMs, request }) => packCommand(timeMs, request)),
    t: run.viewMs,
    ...(files.length > 0 ? { f: files.map(({ name, text }) => [name, text]) } : {}),
    ...(selected === null ? {} : { v: selected }),
  };
  return prefix + toBase64Url(await deflate(new TextEncoder().encode(JSON.stringify(packed))));
}

/** Rejects with a LinkError when the link is cut, forged, too large or of a later version. */
export async function readLink(fragment: string): Promise<LinkContents> {
  const text = fragment.replace(/^#/, '');
  if (text.length > maxLinkCharacters) throw new LinkError('This link is too long to be one of ours.');
  if (!text.startsWith(prefix)) {
    throw new LinkError('This link was made by a later version of Podarium. Open it with that version.');
  }
  return checked(parse(await unpack(text.slice(prefix.length))));
}

function packCommand(timeMs: number, request: ApiRequest): unknown[] {
  const { method, path, query, contentType, body, user, groups, userAgent, impersonator } = request;
  const packed = [timeMs, method, path, body ?? null, contentType ?? '', query ?? {}];
  const asker = { user, groups, userAgent, impersonator };
  return Object.values(asker).every((part) => part === undefined) ? packed : [...packed, asker];
}

async function unpack(text: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(
      await inflate(fromBase64Url(text), maxUnpackedBytes),
    );
  } catch (error) {
    if (error instanceof TooLargeError)
      throw new LinkError('This link unpacks to more than a cluster can be: it was not made by Podarium.');
    throw damaged();
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw damaged();
  }
}

function checked(value: unknown): LinkContents {
  const packed = record(value);
  const commands = list(packed['c'], maxCommands).map(command);
  const inOrder = commands.every((each, index) => index === 0 || commands[index - 1]!.timeMs <= each.timeMs);
  const viewMs = moment(packed['t']);
  if (!inOrder || (commands.at(-1)?.timeMs ?? 0) > viewMs) throw damaged();
  return {
    run: { seed: shortText(packed['s']), scenario: scenario(packed['o']), commands, viewMs },
    files: list(packed['f'] ?? [], maxFiles).map((file) => {
      const [name, text] = list(file, 2);
      return { name: shortText(name), text: typeof text === 'string' ? text : '' };
    }),
    selected: packed['v'] === undefined ? null : shortText(packed['v']),
  };
}

const methods = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

function command(value: unknown, index: number): Command {
  const [timeMs, method, path, body, contentType, query, who = {}] = list(value, 7);
  if (typeof method !== 'string' || !methods.has(method)) throw damaged();
  const request: ApiRequest = {
    method: method as ApiRequest['method'],
    path: shortText(path),
    ...(body === null ? {} : { body }),
    ...(contentType === '' ? {} : { contentType: shortText(contentType) }),
    ...(Object.keys(record(query)).length === 0 ? {} : { query: texts(query) }),
    ...asker(who),
  };
  return { index, timeMs: moment(timeMs), request };
}

/** Who asked, where it was not the person of the page. */
function asker(value: unknown): Partial<ApiRequest> {
  const { userAgent, impersonator } = record(value);
  return {
    ...identity(value),
    ...(userAgent === undefined ? {} : { userAgent: shortText(userAgent) }),
    ...(impersonator === undefined ? {} : { impersonator: identity(impersonator) }),
  };
}

function identity(value: unknown): { user?: string; groups?: string[] } {
  const { user, groups } = record(value);
  return {
    ...(user === undefined ? {} : { user: shortText(user) }),
    ...(groups === undefined ? {} : { groups: list(groups, maxGroups).map(shortText) }),
  };
}

function scenario(value: unknown): ScenarioOptions {
  const { startedAt, workers, nodeMonitorGracePeriodSeconds, authorization } = record(value);
  return {
    ...(startedAt === undefined ? {} : { startedAt: timestamp(startedAt) }),
    ...(workers === undefined ? {} : { workers: bounded(workers, 1, 500) }),
    ...(nodeMonitorGracePeriodSeconds === undefined
      ? {}
      : { nodeMonitorGracePeriodSeconds: bounded(nodeMonitorGracePeriodSeconds, 1, 86_400) }),
    ...(authorization === 'RBAC' ? { authorization } : {}),
  };
}

function record(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw damaged();
  return value as Record<string, unknown>;
}

function list(value: unknown, atMost: number): unknown[] {
  if (!Array.isArray(value) || value.length > atMost) throw damaged();
  return value as unknown[];
}

function texts(value: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(record(value)).map(([key, text]) => [key, shortText(text)]));
}

function shortText(value: unknown): string {
  if (typeof value !== 'string' || value.length > 1000) throw damaged();
  return value;
}

function timestamp(value: unknown): string {
  const text = shortText(value);
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(text)) throw damaged();
  return text;
}

function moment(value: unknown): number {
  return bounded(value, 0, maxMomentMs);
}

function bounded(value: unknown, least: number, most: number): number {
  if (typeof value !== 'number' || !(value >= least && value <= most)) throw damaged();
  return value;
}

function damaged(): LinkError {
  return new LinkError('This link is damaged or was cut. Ask for it again, or start with an empty cluster.');
}

function toBase64Url(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  if (!/^[\w-]*$/.test(text)) throw damaged();
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (char) => char.charCodeAt(0));
}
