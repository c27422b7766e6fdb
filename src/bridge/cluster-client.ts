import type { ClusterHost } from './cluster-host.ts';
import type {
  Act,
  ApiRequest,
  ApiResponse,
  ChangeBetween,
  ContainerLife,
  KeptBranches,
  BranchDifference,
  BranchMarks,
  Mark,
  Picture,
  Progress,
  Run,
  ScenarioOptions,
  TimeCommand,
  ToCluster,
  Undone,
  WatchNews,
  WhyRead,
  WhyStep,
} from './protocol.ts';
import type { PodInside, SchedulerVerdict } from '../engine/index.ts';

type WithoutId<Message> = Message extends { readonly id: number } ? Omit<Message, 'id'> : never;

interface Waiting {
  readonly asked: WithoutId<ToCluster>;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** How far what was asked has come. */
export interface ProgressOf extends Progress {
  readonly asked: WithoutId<ToCluster>;
}

/** Somebody did not want it any more: nothing went wrong, and whoever cancelled knows. */
export class Cancelled extends Error {
  override readonly name = 'AbortError';

  constructor() {
    super('This was cancelled');
  }
}

/**
 * The page's end of the bridge: messages as calls that can be awaited, pictures to a listener. How far work that takes
 * long has come is told to another, and null when that is over.
 */
export class ClusterClient {
  #host: ClusterHost;
  #nextId = 1;
  #waiting = new Map<number, Waiting>();
  #watches = new Map<number, (news: WatchNews) => void>();
  /** The message whose work has taken long. */
  #long = 0;

  constructor(
    host: ClusterHost,
    onPicture: (picture: Picture) => void,
    onBroken: (message: string) => void,
    onProgress: (progress: ProgressOf | null) => void = () => {},
  ) {
    this.#host = host;
    host.listen((message) => {
      if (message.kind === 'picture') return onPicture(message);
      if (message.kind === 'watchEvents') return this.#watches.get(message.watch)?.(message);
      const waiting = this.#waiting.get(message.id);
      if (message.kind === 'progress') {
        if (waiting === undefined) return;
        this.#long = message.id;
        return onProgress({ ...message, asked: waiting.asked });
      }
      if (message.id === this.#long) onProgress(null);
      this.#waiting.delete(message.id);
      if (message.kind === 'reply') waiting?.resolve(message.result);
      else waiting?.reject(message.cancelled === true ? new Cancelled() : new Error(message.message));
    });
    host.onBroken((message) => {
      for (const { reject } of this.#waiting.values()) reject(new Error(message));
      this.#waiting.clear();
      this.#watches.clear();
      onBroken(message);
    });
  }

  /** Brings a new cluster to life, applies `requests`, and runs ahead to `startAtMs`. */
  async start(
    seed: string,
    scenario: ScenarioOptions,
    options: { requests?: readonly ApiRequest[]; startAtMs?: number; playing?: boolean } = {},
  ): Promise<void> {
    const { requests = [], startAtMs = 0, playing = true } = options;
    await this.#ask({ kind: 'start', seed, scenario, requests, startAtMs, playing });
  }

  async load(run: Run, playing = false): Promise<void> {
    await this.#ask({ kind: 'load', run, playing });
  }

  async loadBranches(kept: KeptBranches, playing = false): Promise<void> {
    await this.#ask({ kind: 'loadBranches', kept, playing });
  }

  request(request: ApiRequest, act?: Act): Promise<ApiResponse> {
    return this.#ask({
      kind: 'request',
      request,
      ...(act === undefined ? {} : { act }),
    }) as Promise<ApiResponse>;
  }

  /**
   * Opens a watch; `onNews` hears what there is at once before this resolves, then what comes. Resolves to a function
   * that closes it, or to the refusal.
   */
  async watch(request: ApiRequest, onNews: (news: WatchNews) => void): Promise<ApiResponse | (() => void)> {
    const watch = this.#nextId;
    this.#watches.set(watch, onNews);
    const refusal = (await this.#ask({ kind: 'watch', request })) as ApiResponse | null;
    if (refusal !== null) {
      this.#watches.delete(watch);
      return refusal;
    }
    return () => {
      if (this.#watches.delete(watch)) void this.#ask({ kind: 'unwatch', watch });
    };
  }

  async time(command: TimeCommand): Promise<void> {
    await this.#ask({ kind: 'time', command });
  }

  /** False when what the step goes by did not come. */
  async step(step: Omit<Extract<TimeCommand, { kind: 'step' }>, 'kind'>): Promise<boolean> {
    return (await this.#ask({ kind: 'time', command: { kind: 'step', ...step } })) === true;
  }

  changesBetween(fromMs: number, toMs: number): Promise<ChangeBetween[]> {
    return this.#ask({ kind: 'changesBetween', fromMs, toMs }) as Promise<ChangeBetween[]>;
  }

  containerLives(key: string): Promise<ContainerLife[]> {
    return this.#ask({ kind: 'containerLives', key }) as Promise<ContainerLife[]>;
  }

  /** The id of the new branch. */
  fork(name?: string): Promise<string> {
    return this.#ask(name === undefined ? { kind: 'fork' } : { kind: 'fork', name }) as Promise<string>;
  }

  async selectBranch(branch: string): Promise<void> {
    await this.#ask({ kind: 'selectBranch', branch });
  }

  async renameBranch(branch: string, name: string): Promise<void> {
    await this.#ask({ kind: 'renameBranch', branch, name });
  }

  async deleteBranch(branch: string): Promise<void> {
    await this.#ask({ kind: 'deleteBranch', branch });
  }

  /** Lets a branch that is not shown run ahead; its newest moment then. */
  advanceBranch(branch: string, toMs: number): Promise<number> {
    return this.#ask({ kind: 'advanceBranch', branch, toMs }) as Promise<number>;
  }

  branchMarks(branch: string, from = 0): Promise<BranchMarks> {
    return this.#ask({ kind: 'branchMarks', branch, from }) as Promise<BranchMarks>;
  }

  branchCommands(branch: string): Promise<Extract<Mark, { kind: 'command' }>[]> {
    return this.#ask({ kind: 'branchCommands', branch }) as Promise<Extract<Mark, { kind: 'command' }>[]>;
  }

  branchDifference(left: string, right: string, timeMs: number): Promise<BranchDifference> {
    return this.#ask({ kind: 'branchDifference', left, right, timeMs }) as Promise<BranchDifference>;
  }

  undo(name?: string): Promise<Undone | null> {
    return this.#ask(
      name === undefined ? { kind: 'undo' } : { kind: 'undo', name },
    ) as Promise<Undone | null>;
  }

  redo(): Promise<Undone | null> {
    return this.#ask({ kind: 'redo' }) as Promise<Undone | null>;
  }

  exportRun(): Promise<Run> {
    return this.#ask({ kind: 'exportRun' }) as Promise<Run>;
  }

  exportBranches(): Promise<KeptBranches> {
    return this.#ask({ kind: 'exportBranches' }) as Promise<KeptBranches>;
  }

  stateHash(): Promise<string> {
    return this.#ask({ kind: 'stateHash' }) as Promise<string>;
  }

  why(revision: number): Promise<WhyStep[]> {
    return this.#ask({ kind: 'why', revision }) as Promise<WhyStep[]>;
  }

  whyOf(key: string, field?: string): Promise<WhyStep[]> {
    return this.#ask(field === undefined ? { kind: 'whyOf', key } : { kind: 'whyOf', key, field }) as Promise<
      WhyStep[]
    >;
  }

  whyReads(revisions: readonly number[]): Promise<WhyRead[][]> {
    return this.#ask({ kind: 'whyReads', revisions }) as Promise<WhyRead[][]>;
  }

  verdict(podUid: string): Promise<SchedulerVerdict | null> {
    return this.#ask({ kind: 'verdict', podUid }) as Promise<SchedulerVerdict | null>;
  }

  inside(podUid: string): Promise<PodInside | null> {
    return this.#ask({ kind: 'inside', podUid }) as Promise<PodInside | null>;
  }

  /** Has the work of an earlier message left where it is: its promise rejects with `Cancelled`. */
  async cancel(work: number): Promise<void> {
    await this.#ask({ kind: 'cancel', work });
  }

  close(): void {
    this.#host.close();
  }

  /** Closes it while it is asked for something: all that waits is cancelled. */
  abandon(): void {
    this.close();
    for (const { reject } of this.#waiting.values()) reject(new Cancelled());
    this.#waiting.clear();
  }

  #ask(message: WithoutId<ToCluster>): Promise<unknown> {
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { asked: message, resolve, reject });
      this.#host.send({ ...message, id } as ToCluster);
    });
  }
}
