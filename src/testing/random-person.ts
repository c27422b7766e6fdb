/**
 * Somebody who works with a living cluster by chance: gives commands, has shells open in containers, follows logs,
 * leafs through lists and watches. What only reads must leave no trace in the cluster, which a replay of the
 * commands alone then shows; and what was read must fit what is there.
 */
import type { ApiRequest, Cluster, LogStream, OpenWatch, Pod, SessionOutput } from '../engine/index.ts';
import { type Dice } from './random-dice.ts';
import { one } from './random-dice.ts';
import { randomPodName, randomRequest } from './random-life.ts';
import { widgetsPath } from './random-custom-kind.ts';

interface Session {
  readonly path: string;
  readonly name: string;
  from: number;
}

interface FollowedLog {
  readonly path: string;
  cursor: string;
}

/** A watch, and what is there according to it. */
export interface Mirror {
  readonly path: string;
  readonly watch: OpenWatch;
  /** Resource versions by UID. */
  readonly seen: Map<string, string>;
  /** It was told that it has missed something. */
  hasError: boolean;
}

interface Shown {
  readonly metadata: { readonly uid: string; readonly name: string; readonly resourceVersion: string };
}

interface Page {
  readonly metadata: { readonly continue?: string };
  readonly items: readonly Shown[];
}

const pods = '/api/v1/namespaces/default/pods';
const collections = [pods, '/api/v1/nodes', '/apis/apps/v1/replicasets', '/api/v1/events', widgetsPath];
const lines = [
  'echo hi; touch /tmp/a\n',
  'sleep 3; echo done\n',
  'ls /\n',
  'kill 1\n',
  '\u0003',
  'exit 3\n',
  'cat\n',
];
const mostOpen = 6;

export class RandomPerson {
  readonly mirrors: Mirror[] = [];
  /** What became of the acts: a test that never gets into a container tests nothing. */
  readonly counts = { sessions: 0, written: 0, printed: 0, followed: 0, pages: 0, told: 0 };
  #cluster: Cluster;
  #dice: Dice;
  #sessions: Session[] = [];
  #logs: FollowedLog[] = [];

  constructor(cluster: Cluster, dice: Dice) {
    this.#cluster = cluster;
    this.#dice = dice;
  }

  /** Does one thing, and looks at all that is open. */
  act(): void {
    this.#cluster.request(randomRequest(this.#cluster, this.#dice));
    const more = [this.#openSession, this.#write, this.#write, this.#follow, this.#leaf, this.#watch];
    for (let count = this.#dice(4); count > 0; count--) one(this.#dice, more).call(this);
    this.look();
  }

  /** Reads whatever is open. */
  look(): void {
    for (const session of this.#sessions) this.#readSession(session);
    for (const log of this.#logs) this.#readLog(log);
    for (const mirror of this.mirrors) this.#take(mirror, this.#dice(2) === 0 ? 3 : undefined);
  }

  /** Takes from all watches what is still to be told. */
  catchUp(): void {
    for (const mirror of this.mirrors) this.#take(mirror);
  }

  /** What a collection is now, as a mirror would hold it. */
  listed(path: string): Map<string, string> {
    const { code, body } = this.#get(path);
    // A kind may have been taken away with all its objects.
    if (code !== 200) return new Map();
    return new Map((body as Page).items.map(({ metadata }) => [metadata.uid, metadata.resourceVersion]));
  }

  #get(path: string, query: Readonly<Record<string, string>> = {}) {
    return this.#cluster.request({ method: 'GET', path, query });
  }

  #post(path: string, body: object) {
    return this.#cluster.request({ method: 'POST', path, body });
  }

  #openSession(): void {
    const dice = this.#dice;
    const kind = one(dice, ['exec', 'exec', 'attach']);
    const path = `${pods}/${runningPod(this.#cluster, dice)}/${kind}`;
    const command = one(dice, [
      ['sh'],
      ['sh', '-c', 'while true; do echo x; sleep 2; done'],
      ['no-such-program'],
    ]);
    const { code, body } = this.#post(path, {
      stream: true,
      stdin: dice(4) > 0,
      tty: dice(2) === 0,
      ...(kind === 'exec' ? { command } : {}),
    });
    if (code >= 300) return;
    const { session, next } = body as SessionOutput;
    if (this.#sessions.length >= mostOpen) this.#sessions.shift();
    this.#sessions.push({ path, name: session, from: next });
    this.counts.sessions++;
  }

  #write(): void {
    if (this.#sessions.length === 0) return;
    const { path, name } = one(this.#dice, this.#sessions);
    const input = { input: one(this.#dice, lines) };
    const act = one<object>(this.#dice, [
      input,
      input,
      input,
      { closeInput: true },
      { resize: { width: 20 + this.#dice(100), height: 24 } },
      { close: true },
    ]);
    if (this.#post(path, { session: name, ...act }).code < 300) this.counts.written++;
  }

  #readSession(session: Session): void {
    const { code, body } = this.#get(session.path, { session: session.name, from: String(session.from) });
    if (code !== 200) return;
    const { stdout, next } = body as SessionOutput;
    session.from = next;
    if (stdout !== '') this.counts.printed++;
  }

  #follow(): void {
    const path = `${pods}/${runningPod(this.#cluster, this.#dice)}/log`;
    const { code, stream } = this.#get(path, { follow: 'true', tailLines: '2' });
    if (code !== 200 || stream === undefined) return;
    if (this.#logs.length >= mostOpen) this.#logs.shift();
    this.#logs.push({ path, cursor: (stream as LogStream).cursor });
  }

  #readLog(log: FollowedLog): void {
    const { code, stream } = this.#get(log.path, { follow: 'true', cursor: log.cursor });
    if (code !== 200 || stream === undefined) return;
    log.cursor = (stream as LogStream).cursor;
    this.counts.followed++;
  }

  /** All pages of a list; with the cluster as it is between them they are the whole. @throws Error when they are not */
  #leaf(): void {
    const path = one(this.#dice, collections);
    const whole = this.#get(path);
    if (whole.code !== 200) return;
    const limit = String(1 + this.#dice(5));
    const names: string[] = [];
    let next: string | undefined = '';
    for (let pages = 0; next !== undefined && pages < 40; pages++) {
      const query: Record<string, string> = next === '' ? { limit } : { limit, continue: next };
      const page = this.#get(path, query).body as Page;
      names.push(...page.items.map(({ metadata }) => metadata.name));
      next = page.metadata.continue;
      this.counts.pages++;
    }
    const expected = (whole.body as Page).items.map(({ metadata }) => metadata.name);
    if (next === undefined && names.join() !== expected.join())
      throw new Error(`pages of ${path}: ${names.join()} instead of ${expected.join()}`);
  }

  #watch(): void {
    if (this.mirrors.length >= mostOpen) return;
    const path = one(this.#dice, collections);
    const request: ApiRequest = { method: 'GET', path, query: { watch: 'true', resourceVersion: '0' } };
    const watch = this.#cluster.openWatch(request);
    if ('code' in watch) return;
    this.mirrors.push({ path, watch, seen: new Map(), hasError: false });
  }

  #take(mirror: Mirror, most?: number): void {
    for (const { type, object } of mirror.watch.take(most)) {
      this.counts.told++;
      if (type === 'ERROR') mirror.hasError = true;
      if (type === 'ERROR' || type === 'BOOKMARK') continue;
      const { uid, resourceVersion } = (object as Shown).metadata;
      if (type === 'DELETED') mirror.seen.delete(uid);
      else mirror.seen.set(uid, resourceVersion);
    }
  }
}

/** A pod that runs, if there is one. */
function runningPod(cluster: Cluster, dice: Dice): string {
  const running = cluster.view
    .list<Pod>('pods', 'default')
    .filter(({ status }) => status?.phase === 'Running');
  return running.length === 0 ? randomPodName(cluster, dice) : (one(dice, running).metadata?.name ?? '');
}
