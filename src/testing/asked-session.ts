/** A session that is asked as the page asks its worker: one message, one answer, at once. */
import { ClusterSession } from '../bridge/cluster-session.ts';
import type { Answer, Branch, FromCluster, TimeState, ToCluster } from '../bridge/protocol.ts';

type WithoutId<Message> = Message extends { readonly id: number } ? Omit<Message, 'id'> : never;

export class AskedSession {
  time!: TimeState;
  branches: readonly Branch[] = [];
  #session = new ClusterSession({ now: () => 0, post: (message) => this.#hear(message) });
  #reply: Answer | undefined;

  /** @throws Error with what the session refuses */
  ask<Result>(message: WithoutId<ToCluster>): Result {
    this.#session.receive({ ...message, id: 1 } as ToCluster);
    if (this.#reply?.kind !== 'reply') throw new Error(this.#reply?.message ?? 'no answer');
    return this.#reply.result as Result;
  }

  advance(toMs: number): void {
    this.ask({ kind: 'time', command: { kind: 'advance', toMs } });
  }

  seek(timeMs: number): void {
    this.ask({ kind: 'time', command: { kind: 'seek', timeMs } });
  }

  names(): string[] {
    return this.branches.map(({ name }) => name);
  }

  /** Of each branch, in their order; the last is shown afterwards. */
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
