/** A hand that drags along time goes before everything that can wait, and what was left out is told in the end. */
import { beforeEach, expect, it } from 'vitest';
import { ClusterSession } from './cluster-session.ts';
import type { ApiRequest, FromCluster, KubeObject, TimeCommand, ToCluster } from './protocol.ts';

type WithoutId<Message> = Message extends { readonly id: number } ? Omit<Message, 'id'> : never;

const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'default' },
  spec: {
    replicas: 3,
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'c', image: 'nginx:1.29' }] },
    },
  },
};

/** On a machine so slow that each step of work is a slice of its own. */
class Dragged {
  readonly answered: number[] = [];
  readonly shown = new Map<string, KubeObject>();
  #results = new Map<number, unknown>();
  #wallMs = 0;
  #nextId = 1;
  #session = new ClusterSession({
    now: () => (this.#wallMs += 40),
    post: (message) => this.#hear(message),
  });

  send(message: WithoutId<ToCluster>): number {
    const id = this.#nextId++;
    this.#session.receive({ ...message, id } as ToCluster);
    return id;
  }

  time(command: TimeCommand): number {
    return this.send({ kind: 'time', command });
  }

  /** What is asked is answered, and nothing is left to do. */
  finish(id: number): unknown {
    while (!this.answered.includes(id) || this.#session.isRunning) this.#session.tick();
    return this.#results.get(id);
  }

  #hear(message: FromCluster): void {
    if (message.kind === 'reply') {
      this.answered.push(message.id);
      this.#results.set(message.id, message.result);
    }
    if (message.kind !== 'picture') return;
    if (message.reset) this.shown.clear();
    for (const { key, object } of message.objects) {
      if (object === null) this.shown.delete(key);
      else this.shown.set(key, object);
    }
  }
}

let hand: Dragged;
const rough = (timeMs: number): TimeCommand => ({ kind: 'seek', timeMs, rough: true });

beforeEach(() => {
  hand = new Dragged();
  const requests: readonly ApiRequest[] = [
    { method: 'POST', path: '/apis/apps/v1/namespaces/default/deployments', body: deployment },
  ];
  hand.finish(hand.send({ kind: 'start', seed: 's', scenario: {}, requests, startAtMs: 0, playing: false }));
  hand.finish(hand.time({ kind: 'advance', toMs: 60_000 }));
});

it('comes before what only looks, which is answered for the moment at which it rests', () => {
  hand.time(rough(50_000));
  const look = hand.send({
    kind: 'request',
    request: { method: 'GET', path: '/api/v1/namespaces/default/pods' },
  });
  expect(hand.answered).not.toContain(look);
  const seek = hand.time(rough(0));
  expect(hand.answered).toContain(seek);
  expect(hand.answered).not.toContain(look);
  hand.time({ kind: 'rest' });
  const { body } = hand.finish(look) as { body: { items: unknown[] } };
  expect(body.items).toEqual([]);
});

it('waits its turn behind what changes something', () => {
  hand.time(rough(50_000));
  const act = hand.send({ kind: 'fork' });
  const seek = hand.time(rough(10_000));
  expect(hand.answered).not.toContain(seek);
  hand.finish(seek);
  expect(hand.answered.indexOf(act)).toBeLessThan(hand.answered.indexOf(seek));
});

it('may go on while what it left out is told, and in the end all is told', () => {
  const events = (): string[] => [...hand.shown.keys()].filter((key) => key.startsWith('events/')).toSorted();
  hand.finish(hand.time({ kind: 'seek', timeMs: 2000 }));
  const wanted = new Map(hand.shown);
  hand.finish(hand.time({ kind: 'live' }));
  hand.time(rough(100));
  const rest = hand.time({ kind: 'rest' });
  expect(hand.answered).not.toContain(rest);
  const seek = hand.time(rough(2000));
  expect(hand.answered).toEqual(expect.arrayContaining([rest, seek]));
  hand.finish(hand.time({ kind: 'rest' }));
  expect(events()).toEqual([...wanted.keys()].filter((key) => key.startsWith('events/')).toSorted());
  expect(new Map([...hand.shown].toSorted())).toEqual(new Map([...wanted].toSorted()));
});

it('that comes back to the newest moment is told all of it, too', () => {
  const wanted = new Map(hand.shown);
  hand.time(rough(1000));
  hand.time(rough(60_000));
  hand.finish(hand.time({ kind: 'rest' }));
  expect(new Map([...hand.shown].toSorted())).toEqual(new Map([...wanted].toSorted()));
});
