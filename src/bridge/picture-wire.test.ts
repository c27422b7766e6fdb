import { describe, expect, it } from 'vitest';
import { ClusterSession } from './cluster-session.ts';
import { deltaBetween, type Delta, withDelta } from './object-delta.ts';
import { PicturePacker, PictureUnpacker } from './picture-wire.ts';
import type { FromCluster, KubeObject, Picture, ToCluster } from './protocol.ts';

/** Chance that comes out the same each time. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1103515245 + 12345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * below);
  };
}

describe('what makes one object from another', () => {
  const cases: readonly (readonly [unknown, unknown])[] = [
    [{ a: 1 }, { a: 2 }],
    [{ a: 1, b: 2 }, { a: 1 }],
    [{ a: 1 }, { b: 2, a: 1 }],
    [{ a: { b: [1, 2, 3], c: 'd' } }, { a: { b: [1, 4], c: 'd' } }],
    [{ a: [] }, { a: {} }],
    [{ a: [{ n: 1 }] }, { a: [{ n: 1 }, { n: 2 }, null] }],
    [{ a: null }, { a: { b: false } }],
    [{ a: 1 }, { a: undefined, b: undefined, c: 0 }],
    [{ data: {} }, { data: JSON.parse('{"__proto__": "kept", "constructor": "too"}') }],
    [{ data: JSON.parse('{"__proto__": {"a": 1}}') }, { data: JSON.parse('{"__proto__": {"a": 2}}') }],
  ];

  it.each(cases)('%j to %j', (base, next) => {
    const delta = deltaBetween(base, next);
    const told = JSON.parse(JSON.stringify({ delta })) as { delta?: Delta | 'whole' };
    const made =
      told.delta === 'whole' ? next : told.delta === undefined ? base : withDelta(base, told.delta);
    expect(JSON.stringify(made)).toBe(JSON.stringify(next));
  });

  it('shares what is the same', () => {
    const base = { spec: { long: ['list'] }, status: { phase: 'Pending' } };
    const made = withDelta(base, deltaBetween(base, { ...base, status: { phase: 'Running' } }) as Delta);
    expect((made as typeof base).spec).toBe(base.spec);
    expect(base.status.phase).toBe('Pending');
  });
});

/** A session behind the wire, and beside it one that tells everything as it is. */
class Wired {
  readonly plain = new Map<string, KubeObject>();
  readonly shown = new Map<string, KubeObject>();
  rest: 'told' | 'waits' = 'told';
  headMs = 0;
  /** JSON of the versions that crossed last. */
  versions = '';
  #packer = new PicturePacker();
  #unpacker = new PictureUnpacker();
  #session = new ClusterSession({ now: () => 0, post: (message) => this.#hear(message) });

  ask(message: Record<string, unknown>): unknown {
    let result: unknown;
    this.#onReply = (reply) => (result = reply);
    this.#session.receive({ ...message, id: 1 } as unknown as ToCluster);
    return result;
  }

  #onReply: (result: unknown) => void = () => {};

  #hear(message: FromCluster): void {
    if (message.kind === 'failed') throw new Error(message.message);
    if (message.kind === 'reply') this.#onReply(message.result);
    if (message.kind !== 'picture') return;
    this.headMs = message.time.headMs;
    install(this.plain, message);
    const packed = structuredClone(this.#packer.pack(message));
    this.versions = packed.versions;
    install(this.shown, this.#unpacker.unpack(packed));
  }
}

function install(into: Map<string, KubeObject>, { reset, objects }: Picture): void {
  if (reset) into.clear();
  for (const { key, object } of objects)
    if (object === null) into.delete(key);
    else into.set(key, object);
}

const print = (objects: ReadonlyMap<string, KubeObject>): string[] =>
  [...objects].map(([key, object]) => `${key} ${JSON.stringify(object)}`).toSorted();

const deployment = (replicas: number, version: string) => ({
  kind: 'request',
  request: {
    method: 'PATCH',
    path: '/apis/apps/v1/namespaces/default/deployments/web',
    query: { fieldManager: 'test', force: 'true' },
    contentType: 'application/apply-patch+yaml',
    body: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web' },
      spec: {
        replicas,
        selector: { matchLabels: { app: 'web' } },
        template: {
          metadata: { labels: { app: 'web' } },
          spec: { containers: [{ name: 'web', image: `nginx:${version}` }] },
        },
      },
    },
  },
});

const seek = (timeMs: number, rough = false) => ({ kind: 'time', command: { kind: 'seek', timeMs, rough } });
const live = { kind: 'time', command: { kind: 'live' } };

function rolledOut(): Wired {
  const wired = new Wired();
  wired.ask({ kind: 'start', seed: 'wire', scenario: {}, requests: [], startAtMs: 20_000, playing: false });
  for (const [replicas, version] of [
    [12, '1.28'],
    [12, '1.29'],
    [5, '1.30'],
    [20, '1.30'],
  ] as const) {
    wired.ask(deployment(replicas, version));
    wired.ask({ kind: 'time', command: { kind: 'advance', toMs: wired.headMs + 60_000 } });
  }
  return wired;
}

describe('pictures that cross', () => {
  it('after any order of moments show each as it is', () => {
    const wired = rolledOut();
    const next = chance(11);
    for (let jump = 0; jump < 120; jump++) {
      const timeMs = next(wired.headMs + 1);
      wired.ask(next(5) === 0 ? live : seek(timeMs, next(3) === 0));
      // A branch from there at times: everything is told anew.
      if (next(40) === 0) wired.ask({ kind: 'fork' });
      expect(print(wired.shown)).toEqual(print(wired.plain));
    }
  });

  it('a moment come to in rough steps is the moment come to at once', () => {
    const wired = rolledOut();
    const next = chance(5);
    const direct = rolledOut();
    for (let round = 0; round < 12; round++) {
      const timeMs = next(wired.headMs);
      for (let step = 0; step < 4; step++) wired.ask(seek(next(wired.headMs), true));
      wired.ask(seek(timeMs, true));
      const seen = (objects: ReadonlyMap<string, KubeObject>): string[] =>
        print(objects).filter((line) => !/^(events|endpoints)\//.test(line));
      direct.ask(live);
      direct.ask(seek(timeMs));
      expect(seen(wired.shown)).toEqual(seen(direct.shown));
      wired.ask(seek(timeMs));
      expect(print(wired.shown)).toEqual(print(direct.shown));
    }
  });

  it('a moment that was there before takes numbers only', () => {
    const wired = rolledOut();
    for (const timeMs of [50_000, 120_000, 50_000]) wired.ask(seek(timeMs, true));
    expect(wired.versions).not.toMatch(/"(pods|replicasets|deployments|endpointslices)/);
  });
});
