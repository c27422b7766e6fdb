import { describe, expect, it } from 'vitest';
import { AskedSession } from '../testing/asked-session.ts';
import type { ApiRequest, BranchDifference, BranchMarks, Mark, Undone } from './protocol.ts';

class Asked extends AskedSession {
  pods(): string[] {
    const answer = this.ask<{ body: { items: { metadata: { name: string } }[] } }>({
      kind: 'request',
      request: { method: 'GET', path: '/api/v1/namespaces/default/pods' },
    });
    return answer.body.items.map(({ metadata }) => metadata.name);
  }

  create(name: string, act?: { id: number; label: string }): void {
    this.ask({ kind: 'request', request: pod(name), ...(act === undefined ? {} : { act }) });
  }
}

function pod(name: string): ApiRequest {
  return {
    method: 'POST',
    path: '/api/v1/namespaces/default/pods',
    body: {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name },
      spec: { containers: [{ name: 'c', image: 'nginx' }] },
    },
  };
}

function started(): Asked {
  const asked = new Asked();
  const requests = [pod('first')];
  asked.ask({ kind: 'start', seed: 'a', scenario: {}, requests, startAtMs: 5000, playing: false });
  return asked;
}

describe('undo', () => {
  it('shows the same moment without the last act, and a redo comes back to what was left', () => {
    const asked = started();
    expect(asked.time.undoable).toBeNull();
    asked.create('one');
    asked.advance(10_000);
    asked.create('two');
    asked.advance(20_000);
    expect(asked.time.undoable).toBe('create Pod two');
    const left = asked.ask<string>({ kind: 'stateHash' });
    expect(asked.ask<Undone>({ kind: 'undo' })).toEqual({ label: 'create Pod two', branch: 'branch-2' });
    expect([asked.pods(), asked.time.headMs, asked.time.live]).toEqual([['first', 'one'], 20_000, true]);
    expect(asked.time).toMatchObject({ undoable: 'create Pod one', redoable: 'create Pod two' });
    asked.ask({ kind: 'undo' });
    expect(asked.pods()).toEqual(['first']);
    expect(asked.ask({ kind: 'undo' })).toBeNull();
    asked.ask({ kind: 'redo' });
    asked.ask({ kind: 'redo' });
    expect(asked.ask({ kind: 'redo' })).toBeNull();
    expect(asked.ask({ kind: 'stateHash' })).toBe(left);
    expect(asked.names()).toEqual(['main', 'before create Pod two', 'before create Pod one']);
    asked.ask({ kind: 'undo' });
    expect(asked.names()).toHaveLength(3);
  });

  it('is the same cluster as one that never had the command', () => {
    const [asked, other] = [started(), started()];
    for (const one of [asked, other]) {
      one.create('one');
      one.advance(12_345);
    }
    asked.create('two');
    asked.advance(30_000);
    other.advance(30_000);
    asked.ask({ kind: 'undo' });
    expect(asked.ask({ kind: 'stateHash' })).toBe(other.ask({ kind: 'stateHash' }));
  });

  it('takes an act of several commands as one, and what was done in the past as what is shown', () => {
    const asked = started();
    asked.create('one');
    asked.advance(10_000);
    asked.create('two', { id: 1, label: 'apply web.yaml' });
    asked.create('three', { id: 1, label: 'apply web.yaml' });
    asked.advance(20_000);
    asked.seek(7000);
    expect(asked.time.undoable).toBe('create Pod one');
    asked.seek(15_000);
    expect(asked.ask<Undone>({ kind: 'undo' }).label).toBe('apply web.yaml');
    expect([asked.pods(), asked.time.headMs]).toEqual([['first', 'one'], 15_000]);
    asked.ask({ kind: 'redo' });
    expect(asked.time).toMatchObject({ branch: 'main', viewMs: 15_000, live: false });
  });

  it('cannot be redone once something else was done', () => {
    const asked = started();
    asked.create('one');
    asked.ask({ kind: 'undo', name: 'without one' });
    asked.create('two');
    expect(asked.time).toMatchObject({ undoable: 'create Pod two', redoable: null });
    expect(asked.names()).toEqual(['main', 'without one']);
  });
});

describe('branches', () => {
  it('go by what was done first, and never by the same name', () => {
    const asked = started();
    asked.advance(10_000);
    for (const _ of [1, 2]) {
      asked.seek(8000);
      asked.create('one');
      asked.ask({ kind: 'selectBranch', branch: 'main' });
    }
    asked.ask({ kind: 'fork' });
    expect(asked.names()).toEqual(['main', 'create Pod one', 'create Pod one (2)', 'branch 4']);
    asked.ask({ kind: 'renameBranch', branch: 'branch-4', name: ' mine ' });
    expect(() => asked.ask({ kind: 'renameBranch', branch: 'branch-3', name: 'mine' })).toThrow('already');
    expect(() => asked.ask({ kind: 'renameBranch', branch: 'branch-3', name: ' ' })).toThrow('needs a name');
    expect(asked.names().at(-1)).toBe('mine');
    expect(asked.branches.map(({ commands }) => commands)).toEqual([1, 1, 1, 0]);
  });

  it('can go, but for the first and the one that is shown; what hung on it hangs on its parent', () => {
    const asked = started();
    asked.advance(10_000);
    asked.ask({ kind: 'fork' });
    asked.advance(20_000);
    asked.ask({ kind: 'fork' });
    expect(() => asked.ask({ kind: 'deleteBranch', branch: 'branch-3' })).toThrow('shown');
    expect(() => asked.ask({ kind: 'deleteBranch', branch: 'main' })).toThrow('first');
    asked.ask({ kind: 'deleteBranch', branch: 'branch-2' });
    expect(asked.branches.map(({ id, parent, forkedAtMs }) => [id, parent, forkedAtMs])).toEqual([
      ['main', null, 0],
      ['branch-3', 'main', 10_000],
    ]);
    asked.ask({ kind: 'fork' });
    expect(asked.branches.at(-1)?.id).toBe('branch-4');
  });

  it('are bounded in number', () => {
    const asked = started();
    for (let count = 1; count < 24; count++) asked.ask({ kind: 'fork' });
    expect(() => asked.ask({ kind: 'fork' })).toThrow('24 branches');
  });
});

describe('two branches', () => {
  it('tell what differs, and one runs on unseen to the same state as if it had been looked at', () => {
    const asked = started();
    asked.advance(10_000);
    asked.seek(8000);
    asked.create('one');
    asked.advance(30_000);
    const difference = (timeMs: number) =>
      asked.ask<BranchDifference>({ kind: 'branchDifference', left: 'main', right: 'branch-2', timeMs });
    expect(difference(7000)).toEqual({ rows: [], total: 0 });
    expect(asked.ask({ kind: 'advanceBranch', branch: 'main', toMs: 30_000 })).toBe(30_000);
    expect(asked.time.branch).toBe('branch-2');
    expect(difference(30_000).rows).toContainEqual({
      key: 'pods/default/one',
      kind: 'onlyRight',
      fields: [],
    });
    expect(asked.ask<Mark[]>({ kind: 'branchCommands', branch: 'branch-2' })).toMatchObject([
      { label: 'create Pod one', timeMs: 8000 },
    ]);
    asked.ask({ kind: 'selectBranch', branch: 'main' });
    const other = started();
    other.advance(30_000);
    expect(asked.ask({ kind: 'stateHash' })).toBe(other.ask({ kind: 'stateHash' }));
  });

  it('tell their marks in detail, and only those that are new', () => {
    const asked = started();
    asked.advance(20_000);
    const marks = (from: number) => asked.ask<BranchMarks>({ kind: 'branchMarks', branch: 'main', from });
    const { total, marks: all } = marks(0);
    expect(all).toHaveLength(total);
    expect(all).toContainEqual(
      expect.objectContaining({ lane: 'pods/default/first', state: 'ready', image: 'nginx', serving: true }),
    );
    asked.create('one');
    expect(marks(total).marks[0]).toMatchObject({ lane: 'pods/default/one', serving: false });
  });
});
