import { expect, it } from 'vitest';
import { AskedSession } from '../testing/asked-session.ts';
import type { KeptBranches } from './protocol.ts';

class Asked extends AskedSession {
  create(name: string): void {
    const path = '/api/v1/namespaces/default/configmaps';
    const body = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } };
    this.ask({ kind: 'request', request: { method: 'POST', path, body } });
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
