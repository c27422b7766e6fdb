import { describe, expect, it } from 'vitest';
import { ClusterSession } from './cluster-session.ts';
import type {
  Answer,
  ApiResponse,
  Branch,
  FromCluster,
  ObjectPatch,
  Picture,
  Run,
  TimeState,
  ToCluster,
  WatchNews,
} from './protocol.ts';

type WithoutId<Message> = Message extends { readonly id: number } ? Omit<Message, 'id'> : never;

/** A session that is asked and answers at once, and the page's picture of it. */
class Asked {
  readonly objects = new Map<string, ObjectPatch['object']>();
  time: TimeState | undefined;
  branches: readonly Branch[] = [];
  readonly news: WatchNews[] = [];
  wallMs = 0;
  #session: ClusterSession;
  #reply: Answer | undefined;

  constructor() {
    this.#session = new ClusterSession({ now: () => this.wallMs, post: (message) => this.#hear(message) });
  }

  ask<Result>(message: WithoutId<ToCluster>): Result {
    this.#session.receive({ ...message, id: 1 } as ToCluster);
    if (this.#reply?.kind !== 'reply') throw new Error(this.#reply?.message ?? 'no answer');
    return this.#reply.result as Result;
  }

  /** Lets the wall clock run, a tick each 16 ms. */
  wait(ms: number): void {
    for (const until = this.wallMs + ms; this.wallMs < until; this.wallMs += 16) this.#session.tick();
  }

  pods(): string[] {
    return [...this.objects.keys()].filter((key) => key.startsWith('pods/')).toSorted();
  }

  #hear(message: FromCluster): void {
    if (message.kind === 'picture') this.#show(message);
    else if (message.kind === 'watchEvents') this.news.push(message);
    else if (message.kind !== 'progress') this.#reply = message;
  }

  #show(picture: Picture): void {
    if (picture.reset) this.objects.clear();
    for (const { key, object } of picture.objects) {
      if (object === null) this.objects.delete(key);
      else this.objects.set(key, object);
    }
    this.time = picture.time;
    this.branches = picture.branches;
  }
}

const pod = (name: string) => ({
  kind: 'request' as const,
  request: {
    method: 'POST' as const,
    path: '/api/v1/namespaces/default/pods',
    body: {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name },
      spec: { containers: [{ name: 'c', image: 'nginx' }] },
    },
  },
});

function started(): Asked {
  const asked = new Asked();
  asked.ask({ kind: 'start', seed: 'a', scenario: {}, requests: [], startAtMs: 5000, playing: false });
  return asked;
}

const seek = (timeMs: number) => ({ kind: 'time' as const, command: { kind: 'seek' as const, timeMs } });
const advance = (toMs: number) => ({ kind: 'time' as const, command: { kind: 'advance' as const, toMs } });

describe('a session', () => {
  it('shows what a walk to any moment and back would', () => {
    const asked = started();
    const seen = new Map<number, string>();
    for (let second = 6; second <= 40; second++) {
      asked.ask(advance(second * 1000 - 500));
      if (second % 5 === 0) asked.ask(pod(`p-${second}`));
      asked.ask(advance(second * 1000));
      seen.set(
        second * 1000,
        JSON.stringify([...asked.objects.values()].filter((object) => object?.kind === 'Pod')),
      );
    }
    for (const timeMs of [12_000, 39_000, 6000, 25_000, 24_000, 40_000, 7000]) {
      asked.ask(seek(timeMs));
      const shown = JSON.stringify([...asked.objects.values()].filter((object) => object?.kind === 'Pod'));
      expect(new Set(JSON.parse(shown)), `at ${timeMs}`).toEqual(new Set(JSON.parse(seen.get(timeMs)!)));
    }
  });

  it('answers and tries in the past without a branch, and begins one at the first change', () => {
    const asked = started();
    asked.ask(pod('one'));
    asked.ask(advance(20_000));
    asked.ask(pod('two'));
    asked.ask(advance(30_000));
    asked.ask(seek(15_000));
    const listed = asked.ask<ApiResponse>({
      kind: 'request',
      request: { method: 'GET', path: '/api/v1/pods' },
    });
    expect((listed.body as { items: unknown[] }).items).toHaveLength(1);
    const dry = pod('three');
    asked.ask({ ...dry, request: { ...dry.request, query: { dryRun: 'All' } } });
    expect(asked.branches).toHaveLength(1);
    asked.ask(pod('three'));
    expect(asked.branches.map(({ forkedAtMs, parent }) => [forkedAtMs, parent])).toEqual([
      [0, null],
      [15_000, 'main'],
    ]);
    expect(asked.pods()).toEqual(['pods/default/one', 'pods/default/three']);
    asked.ask({ kind: 'selectBranch', branch: 'main' });
    expect(asked.pods()).toEqual(['pods/default/one', 'pods/default/two']);
    expect(asked.time?.headMs).toBe(30_000);
  });

  it('gives a run that another session loads to the same state', () => {
    const asked = started();
    asked.ask(pod('one'));
    asked.ask(advance(12_345));
    asked.ask(pod('two'));
    asked.ask(advance(20_001));
    const hash = asked.ask<string>({ kind: 'stateHash' });
    const run = asked.ask<Run>({ kind: 'exportRun' });
    const other = new Asked();
    other.ask({ kind: 'load', run: JSON.parse(JSON.stringify(run)) as Run, playing: false });
    expect(other.ask<string>({ kind: 'stateHash' })).toBe(hash);
    expect(other.pods()).toEqual(asked.pods());
  });

  it('comes to the same state in one step, in many, and by the clock on the wall', () => {
    for (const untilMs of [20_000, 60_000, 61_234]) {
      const [once, often, flowing] = [started(), started(), started()];
      once.ask(advance(untilMs));
      for (let timeMs = 5500; timeMs < untilMs; timeMs += 500) often.ask(advance(timeMs));
      often.ask(advance(untilMs));
      flowing.ask({ kind: 'time', command: { kind: 'play' } });
      flowing.wait(9000);
      flowing.ask({ kind: 'time', command: { kind: 'pause' } });
      flowing.ask(advance(untilMs));
      const hash = once.ask<string>({ kind: 'stateHash' });
      expect(often.ask<string>({ kind: 'stateHash' })).toBe(hash);
      expect(flowing.ask<string>({ kind: 'stateHash' })).toBe(hash);
    }
  });

  it('has one state at a moment, whether one stays there or comes back to it', () => {
    const asked = started();
    asked.ask(advance(30_000));
    asked.ask(pod('one'));
    const stayed = asked.ask<string>({ kind: 'stateHash' });
    asked.ask(advance(31_000));
    asked.ask(seek(30_000));
    expect(asked.ask<string>({ kind: 'stateHash' })).toBe(stayed);
  });

  it('flows at the speed it is given, in slow motion too, and not at all when paused', () => {
    const asked = started();
    asked.wait(1000);
    expect(asked.time?.headMs).toBe(5000);
    asked.ask({ kind: 'time', command: { kind: 'play' } });
    asked.ask({ kind: 'time', command: { kind: 'speed', speed: 0.1 } });
    asked.wait(2000);
    expect(asked.time?.headMs).toBeGreaterThan(5150);
    expect(asked.time?.headMs).toBeLessThan(5250);
    asked.ask({ kind: 'time', command: { kind: 'speed', speed: 60 } });
    asked.wait(1000);
    expect(asked.time?.headMs).toBeGreaterThan(60_000);
    expect(asked.time?.headMs).toBeLessThan(70_000);
  });

  it('steps by event, change and second', () => {
    const asked = started();
    const step = (by: 'event' | 'change' | 'second') =>
      asked.ask({ kind: 'time', command: { kind: 'step', by } });
    step('second');
    expect(asked.time?.headMs).toBe(6000);
    asked.ask(pod('one'));
    const before = asked.time?.revision ?? 0;
    step('change');
    expect(asked.time?.revision).toBeGreaterThan(before);
    step('event');
    expect(asked.time?.playing).toBe(false);
  });

  it('tells watches what happens on the current branch', () => {
    const asked = started();
    const path = '/api/v1/namespaces/default/pods';
    const told = () =>
      asked.news
        .splice(0)
        .flatMap(({ events }) =>
          events.map(
            ({ type, object }) => `${type} ${(object as { metadata: { name: string } }).metadata.name}`,
          ),
        );
    asked.ask(pod('one'));
    expect(
      asked.ask({ kind: 'watch', request: { method: 'GET', path, query: { watch: 'true' } } }),
    ).toBeNull();
    expect(told()).toEqual(['ADDED one']);
    asked.ask(advance(20_000));
    expect(new Set(told())).toEqual(new Set(['MODIFIED one']));
    asked.ask(seek(10_000));
    expect(told()).toEqual([]);
    asked.ask(pod('two'));
    expect(told().slice(0, 2)).toEqual(['ADDED one', 'ADDED two']);
    asked.ask({ kind: 'unwatch', watch: 1 });
    asked.ask(pod('three'));
    expect(told()).toEqual([]);
    const refused = asked.ask<ApiResponse>({
      kind: 'watch',
      request: { method: 'GET', path, query: { watch: 'true', fieldSelector: 'spec.foo=1' } },
    });
    expect(refused.code).toBe(400);
  });
});
