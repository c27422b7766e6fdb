/**
 * A session whose engine is not all there at first. A start is tried with what there is; everything else, time too,
 * waits for the rest, so that nothing is ever answered differently because of how the code came.
 */
import type { ClusterSession } from './cluster-session.ts';
import { fetchLateCode, missedCode } from './late-code.ts';
import type { FromCluster, ToCluster } from './protocol.ts';

export class LateSession {
  /** Is called once everything has come. */
  onWhole: () => void = () => {};
  /** Is called when the rest cannot be had. */
  onBroken: (error: unknown) => void = () => {};
  #create: () => ClusterSession;
  #session: ClusterSession;
  #post: (message: FromCluster) => void;
  #state: 'new' | 'partial' | 'whole' = 'new';
  #waiting: ToCluster[] = [];
  /** What is told while it is not sure that it is right. */
  #unsure: FromCluster[] | undefined;

  constructor(
    create: (post: (message: FromCluster) => void) => ClusterSession,
    post: (message: FromCluster) => void,
  ) {
    this.#post = post;
    this.#create = () =>
      create((message) => (this.#unsure === undefined ? post(message) : this.#unsure.push(message)));
    this.#session = this.#create();
  }

  /** True while time flows: the host must go on calling `tick`. */
  get isRunning(): boolean {
    return this.#state === 'whole' && this.#session.isRunning;
  }

  receive(message: ToCluster): void {
    if (this.#state === 'whole') return this.#session.receive(message);
    const isFirst = this.#state === 'new';
    // The rest is on its way while this is tried, and cannot come between.
    if (isFirst) void this.#complete();
    const isAnswered = isFirst && message.kind === 'start' && this.#isAnswered(message);
    if (!isAnswered) this.#waiting.push(message);
  }

  /** See ClusterSession.tick. */
  tick(): number {
    return this.#session.tick();
  }

  /** Tries a message: false, and nothing told of it, when it takes code that has not come. */
  #isAnswered(message: ToCluster): boolean {
    const told = (this.#unsure = [] as FromCluster[]);
    try {
      this.#session.receive(message);
    } catch (error) {
      // To tell of a failure may take late code, too.
      if (missedCode() === undefined) throw error;
    }
    this.#unsure = undefined;
    const missed = missedCode();
    if (missed !== undefined) {
      console.debug(`the start waits for ${missed}`);
      this.#session = this.#create();
      return false;
    }
    for (const news of told) this.#post(news);
    return true;
  }

  async #complete(): Promise<void> {
    this.#state = 'partial';
    try {
      await fetchLateCode();
    } catch (error) {
      return this.onBroken(error);
    }
    this.#state = 'whole';
    for (const message of this.#waiting.splice(0)) this.#session.receive(message);
    this.onWhole();
  }
}
