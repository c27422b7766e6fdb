/** Work that takes long is done in slices, tells how far it is, and can be left: the cluster is whole then. */
import { expect, it } from 'vitest';
import { ClusterSession } from './cluster-session.ts';
import type { Answer, FromCluster, KeptBranches, Progress, Run, TimeState, ToCluster } from './protocol.ts';

type WithoutId<Message> = Message extends { readonly id: number } ? Omit<Message, 'id'> : never;

/** A session on a slow machine: each look at the clock finds it some milliseconds on. */
class Slow {
  readonly answers: Answer[] = [];
  readonly progress: Progress[] = [];
  time: TimeState | undefined;
  branches = 0;
  pictures = 0;
  #wallMs = 0;
  #nextId = 1;
  #session: ClusterSession;

  constructor(lookMs = 40) {
    this.#session = new ClusterSession({
      now: () => (this.#wallMs += lookMs),
      post: (message) => this.#hear(message),
    });
    this.ask({ kind: 'start', seed: 's', scenario: {}, requests: [], startAtMs: 0, playing: false });
  }

  tell(message: WithoutId<ToCluster>): number {
    const id = this.#nextId++;
    this.#session.receive({ ...message, id } as ToCluster);
    return id;
  }

  answerTo(id: number): Answer | undefined {
    return this.answers.find((answer) => answer.id === id);
  }

  ask<Result>(message: WithoutId<ToCluster>): Result {
    const id = this.tell(message);
    while (this.answerTo(id) === undefined) this.#session.tick();
    const answer = this.answerTo(id)!;
    if (answer.kind === 'failed') throw new Error(answer.message);
    return answer.result as Result;
  }

  tickUntil(isIt: () => boolean): void {
    for (let turn = 0; !isIt(); turn++) {
      if (turn > 5000) throw new Error('it did not come');
      this.#session.tick();
    }
  }

  advance(toMs: number): WithoutId<ToCluster> {
    return { kind: 'time', command: { kind: 'advance', toMs } };
  }

  #hear(message: FromCluster): void {
    if (message.kind === 'progress') this.progress.push(message);
    else if (message.kind === 'picture') {
      this.time = message.time;
      this.branches = message.branches.length;
      this.pictures += 1;
    } else if (message.kind !== 'watchEvents') this.answers.push(message);
  }
}

const dayMs = 86_400_000;
const deployment = (replicas: number): WithoutId<ToCluster> => ({
  kind: 'request',
  request: {
    method: 'POST',
    path: '/apis/apps/v1/namespaces/default/deployments',
    body: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web' },
      spec: {
        replicas,
        selector: { matchLabels: { app: 'web' } },
        template: {
          metadata: { labels: { app: 'web' } },
          spec: { containers: [{ name: 'c', image: 'nginx' }] },
        },
      },
    },
  },
});

const hashOf = (session: Slow): string => session.ask<string>({ kind: 'stateHash' });

it('comes to the same state in slices, and tells how far it is', () => {
  const [slow, quick] = [new Slow(), new Slow(0)];
  for (const session of [slow, quick]) {
    session.ask(deployment(4));
    session.ask(session.advance(600_000));
  }
  expect(hashOf(slow)).toBe(hashOf(quick));
  expect(quick.progress).toEqual([]);
  const shares = slow.progress.map(({ share }) => share ?? -1);
  expect(shares.length).toBeGreaterThan(2);
  expect(shares).toEqual(shares.toSorted((left, right) => left - right));
  expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
  expect(slow.pictures).toBeGreaterThan(quick.pictures);
});

it('is left at once, at a moment that any host comes to by the same commands', () => {
  const slow = new Slow();
  slow.ask(deployment(100));
  const work = slow.tell(slow.advance(30 * dayMs));
  expect(slow.answerTo(work)).toBeUndefined();
  expect(slow.ask({ kind: 'cancel', work })).toBe(true);
  expect(slow.answerTo(work)).toMatchObject({ kind: 'failed', cancelled: true });
  const { headMs } = slow.time!;
  expect(headMs).toBeLessThan(dayMs);
  const again = new Slow(0);
  again.ask({ kind: 'load', run: slow.ask<Run>({ kind: 'exportRun' }), playing: false });
  expect(again.time!.headMs).toBe(headMs);
  expect(hashOf(again)).toBe(hashOf(slow));
});

it('keeps the order of what is asked meanwhile, and what is cancelled before its turn is never done', () => {
  const slow = new Slow();
  const first = slow.tell(slow.advance(400_000));
  const create = slow.tell(deployment(1));
  const never = slow.tell(slow.advance(30 * dayMs));
  const last = slow.tell({ kind: 'stateHash' });
  expect(slow.ask({ kind: 'cancel', work: never })).toBe(true);
  slow.tickUntil(() => slow.answerTo(last) !== undefined);
  expect(slow.answers.map(({ id }) => id).filter((id) => [first, create, last].includes(id))).toEqual([
    first,
    create,
    last,
  ]);
  expect(slow.time!.headMs).toBe(400_000);
});

it('answers what is asked about the past while it goes on', () => {
  const slow = new Slow();
  slow.ask(deployment(1));
  const work = slow.tell(slow.advance(30 * dayMs));
  slow.tickUntil(() => slow.progress.length > 0);
  const why = slow.tell({ kind: 'why', revision: 5 });
  expect(slow.answerTo(why)).toMatchObject({ kind: 'reply' });
  expect(slow.answerTo(work)).toBeUndefined();
});

it('a branch, an undoing, a step or another branch that is cancelled was never begun', () => {
  const slow = new Slow();
  slow.ask(slow.advance(30_000));
  slow.ask(deployment(2));
  slow.ask(slow.advance(550_000));
  slow.ask({ kind: 'time', command: { kind: 'seek', timeMs: 540_000 } });
  const before = { ...slow.time!, branches: slow.branches };
  const works: readonly WithoutId<ToCluster>[] = [{ kind: 'fork' }, { kind: 'undo' }, deployment(1)];
  for (const message of works) {
    const work = slow.tell(message);
    expect(slow.ask({ kind: 'cancel', work }), message.kind).toBe(true);
    expect({ ...slow.time!, branches: slow.branches }).toEqual(before);
  }
  expect(slow.ask<string>({ kind: 'fork' })).toBe('branch-2');
  slow.ask({ kind: 'undo' });
  expect(slow.time!.viewMs).toBe(540_000);
});

it('a run and branches are loaded in slices too', () => {
  const slow = new Slow();
  slow.ask(deployment(2));
  slow.ask(slow.advance(300_000));
  slow.ask({ kind: 'fork' });
  slow.ask(slow.advance(500_000));
  const kept = slow.ask<KeptBranches>({ kind: 'exportBranches' });
  const other = new Slow();
  other.progress.length = 0;
  other.ask({ kind: 'loadBranches', kept, playing: false });
  const shares = other.progress.map(({ share }) => share ?? -1);
  expect(shares.length).toBeGreaterThan(2);
  expect(shares).toEqual(shares.toSorted((left, right) => left - right));
  expect(hashOf(other)).toBe(hashOf(slow));
});
