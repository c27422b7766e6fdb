import { expect, it } from 'vitest';
import { ClusterSession } from './cluster-session.ts';
import type { Answer, Branch, FromCluster, KeptBranches, TimeState, ToCluster } from './protocol.ts';

type WithoutId<Message> = Message extends { readonly id: number } ? Omit<Message, 'id'> : never;

class Asked {
  time!: TimeState;
  branches: readonly Branch[] = [];
  #session = new ClusterSession({ now: () => 0, post: (message) => this.#hear(message) });
  #reply: Answer | undefined;

  ask<Result>(message: WithoutId<ToCluster>): Result {
    this.#session.receive({ ...message, id: 1 } as ToCluster);
    if (this.#reply?.kind !== 'reply') throw new Error(this.#reply?.message ?? 'no answer');
    return this.#reply.result as Result;
  }

  create(name: string): void {
    const path = '/api/v1/namespaces/default/configmaps';
    const body = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } };
    this.ask({ kind: 'request', request: { method: 'POST', path, body } });
  }

  hashes(): string[] {
    return this.branches.map(({ id }) => {
      this.ask({ kind: 'selectBranch', branch: id });
      return this.ask<string>({ kind: 'stateHash' });
    });
  }

  #hear(message: FromCluster): void {
    if (message.kind === 'picture') {
      this.time = message.time;
      this.branches = message.branches;
    } else if (message.kind === 'reply' || message.kind === 'failed') this.#reply = message;
  }
}

function withBranches(): Asked {
  const asked = new Asked();
  asked.ask({ kind: 'start', seed: 'kept', scenario: {}, requests: [], startAtMs: 5000, playing: false });
  asked.create('first');
  asked.ask({ kind: 'time', command: { kind: 'advance', toMs: 20_000 } });
  asked.create('second');
  asked.ask({ kind: 'time', command: { kind: 'advance', toMs: 30_000 } });
  asked.ask({ kind: 'time', command: { kind: 'seek', timeMs: 10_000 } });
  asked.ask({ kind: 'fork', name: 'without' });
  asked.create('other');
  asked.ask({ kind: 'time', command: { kind: 'advance', toMs: 25_000 } });
  asked.ask({ kind: 'undo' });
  asked.ask({ kind: 'time', command: { kind: 'seek', timeMs: 15_000 } });
  return asked;
}

it('all branches come back as they were, at the moment that was shown', () => {
  const before = withBranches();
  const kept = JSON.parse(JSON.stringify(before.ask({ kind: 'exportBranches' }))) as KeptBranches;
  expect(kept.branches.map(({ shared, commands }) => [shared, commands.length])).toEqual([
    [0, 2],
    [1, 1],
    [1, 0],
  ]);
  const after = new Asked();
  after.ask({ kind: 'loadBranches', kept, playing: false });
  expect(after.branches).toEqual(before.branches);
  expect(after.time).toEqual(before.time);
  expect(after.hashes()).toEqual(before.hashes());
  after.ask({ kind: 'fork' });
  expect(new Set(after.branches.map(({ id }) => id)).size).toBe(4);
});

it('branches that do not belong together are refused', () => {
  const kept = withBranches().ask<KeptBranches>({ kind: 'exportBranches' });
  const orphans = { ...kept, branches: kept.branches.slice(1) };
  expect(() => new Asked().ask({ kind: 'loadBranches', kept: orphans, playing: false })).toThrow('damaged');
});
