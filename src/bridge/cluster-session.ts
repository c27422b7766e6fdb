/**
 * A cluster and its branches behind the protocol: answers messages, lets time flow, and tells what changed in
 * pictures. It runs in a worker or beside the page; who hosts it gives it a clock and calls `tick`.
 */
import { type Cluster, createCluster, type ApiRequest, type Change } from '../engine/index.ts';
import { BranchSet } from './branch-set.ts';
import { tellOfBranches } from './tell-of-branches.ts';
import { clusterAt, keepMilestone, keepAct, labelAt, type LiveBranch, runOf } from './branches.ts';
import { changesBetween } from './compare-moments.ts';
import { containerLives } from './container-lives.ts';
import { patchesAt } from './objects-at.ts';
import type {
  Act,
  FromCluster,
  KeptBranches,
  Mark,
  Run,
  ScenarioOptions,
  StepBy,
  TimeCommand,
  TimeState,
  ToCluster,
  Undone,
} from './protocol.ts';
import { PendingPicture } from './pending-picture.ts';
import { isRough, isSeen, isUnseen } from './rough-seek.ts';
import { runOn, runUnseen, settle } from './run-on.ts';
import { clusterOptionsOf } from './scenario.ts';
import { nextMoment, previousMoment, stepOn } from './step-moments.ts';
import { redoOf, undoOf } from './undo.ts';
import { Watches } from './watches.ts';
import { whyChain, whyOf } from './why.ts';

export interface SessionHost {
  /** Wall clock in milliseconds, for speed and budgets only. */
  now(): number;
  post(message: FromCluster): void;
}

/** How long one tick may simulate before the host gets its turn back. */
const tickBudgetMs = 12;
/** Between ticks: time that flows calmly needs few, and each wakes a processor. */
const restMs = 40;
const busyRestMs = 4;
/** At full speed a tick asks for this much simulated time; the budget cuts it. */
const fullSpeedMs = 3_600_000;
/** A message may ask to run ahead this far at most. */
const maxAdvanceMs = 400 * 24 * 3_600_000;
/** Another branch runs ahead for so long by the wall clock; then it may be asked again. */
const unseenBudgetMs = 3000;

export class ClusterSession {
  #host: SessionHost;
  #watches: Watches;
  #branches = new BranchSet();
  #branch: LiveBranch | undefined;
  #scenario: ScenarioOptions = {};
  #playing = false;
  #speed = 1;
  /** Undefined while live: then the newest moment is shown. */
  #past: { timeMs: number; position: number } | undefined;
  #pastCluster: { timeMs: number; cluster: Cluster } | undefined;
  #pending = new PendingPicture();
  /** Where the log stood when all was told: after rough seeking, what no picture shows is still from there. */
  #restPosition: number | undefined;
  #lastTickMs = 0;
  #carryMs = 0;
  #unsubscribe: () => void = () => {};

  constructor(host: SessionHost) {
    this.#host = host;
    this.#watches = new Watches((news) => host.post(news));
  }

  /** True while time flows: the host must go on calling `tick`. */
  get isRunning(): boolean {
    return this.#playing;
  }

  receive(message: ToCluster): void {
    try {
      const result = this.#answer(message);
      this.#flush(true);
      this.#watches.tell();
      this.#host.post({ kind: 'reply', id: message.id, result });
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      this.#host.post({ kind: 'failed', id: message.id, message: words });
    }
  }

  /**
   * Lets time flow by the wall clock; call it again while `isRunning`. Gives the milliseconds to rest before that:
   * little when there was more to simulate than one turn allows.
   */
  tick(): number {
    const wallMs = this.#host.now();
    const elapsedMs = Math.min(wallMs - this.#lastTickMs, 250);
    this.#lastTickMs = wallMs;
    if (!this.#playing || this.#branch === undefined) return restMs;
    // Time is whole milliseconds; what is left over counts in the next tick, so that slow motion flows too.
    const wantedMs = this.#carryMs + (this.#speed === 0 ? fullSpeedMs : elapsedMs * this.#speed);
    const aheadMs = Math.floor(wantedMs);
    this.#carryMs = wantedMs - aheadMs;
    if (this.#past !== undefined) this.#playPast(aheadMs);
    else this.#advance(this.#branch, this.#branch.cluster.nowMs + aheadMs, tickBudgetMs);
    this.#pending.touch();
    this.#flush(false);
    this.#watches.tell();
    return this.#host.now() - wallMs < tickBudgetMs ? restMs : busyRestMs;
  }

  #answer(message: ToCluster): unknown {
    if (message.kind === 'start') return this.#start(message);
    if (message.kind === 'load') return this.#load(message.run, message.playing);
    if (message.kind === 'loadBranches') return this.#loadBranches(message.kept, message.playing);
    const branch = this.#branch;
    if (branch === undefined) throw new Error('the cluster has not been started');
    if (!isRough(message)) this.#tellRest(branch);
    switch (message.kind) {
      case 'request':
        return this.#request(message.request, 'shown', message.act);
      case 'watch':
        return this.#watches.open(branch.cluster, message.id, message.request);
      case 'unwatch':
        return this.#watches.close(message.watch);
      case 'time':
        return this.#time(branch, message.command);
      case 'fork':
        return this.#fork(branch, message.name).id;
      case 'selectBranch':
        return this.#enter(this.#branches.get(message.branch));
      case 'renameBranch':
        this.#pending.touch();
        return this.#branches.rename(message.branch, message.name);
      case 'deleteBranch':
        return this.#delete(branch, message.branch);
      case 'advanceBranch':
        return this.#advanceOther(branch, this.#branches.get(message.branch), message.toMs);
      case 'branchMarks':
      case 'branchCommands':
      case 'branchDifference':
        return tellOfBranches(this.#branches, message);
      case 'undo':
        return this.#undo(branch, message.name);
      case 'redo':
        return this.#redo(branch);
      case 'exportBranches':
        return this.#exportBranches(branch);
      case 'exportRun':
        return this.#exportRun(branch);
      case 'stateHash':
        return this.#viewed(branch).stateHash();
      case 'why':
        return whyChain(branch.cluster, message.revision);
      case 'whyOf':
        return whyOf(branch.cluster, message.key, message.field, this.#past?.position);
      case 'verdict':
        return this.#viewed(branch).verdict(message.podUid) ?? null;
      case 'changesBetween':
        return changesBetween(branch.cluster.history, message.fromMs, message.toMs);
      case 'containerLives':
        return containerLives(branch.cluster.history, message.key);
      case 'inside':
        return this.#viewed(branch).inside(message.podUid) ?? null;
    }
  }

  #start(message: Extract<ToCluster, { kind: 'start' }>): void {
    this.#scenario = message.scenario;
    this.#begin(createCluster(clusterOptionsOf(message.seed, message.scenario)), message.playing);
    for (const request of message.requests) this.#request(request, 'stored');
    this.#run(this.#branch!, message.startAtMs ?? 0);
  }

  #load(run: Run, playing: boolean): void {
    this.#scenario = run.scenario;
    this.#begin(createCluster(clusterOptionsOf(run.seed, run.scenario)), playing);
    const branch = this.#branch!;
    for (const command of run.commands) {
      this.#run(branch, command.timeMs);
      this.#request(command.request, 'stored');
    }
    this.#run(branch, Math.max(run.viewMs, branch.cluster.nowMs));
  }

  #loadBranches({ seed, scenario, branches, shown, viewMs }: KeptBranches, playing: boolean): void {
    this.#scenario = scenario;
    this.#branches.beginKept(branches, () => createCluster(clusterOptionsOf(seed, scenario)));
    const branch = this.#branches.get(shown);
    this.#show(branch, playing);
    this.#seek(branch, viewMs);
  }

  #begin(cluster: Cluster, playing: boolean): void {
    this.#show(this.#branches.begin(cluster), playing);
  }

  #show(branch: LiveBranch, playing: boolean): void {
    this.#enter(branch);
    this.#playing = playing;
    this.#speed = 1;
    this.#lastTickMs = this.#host.now();
  }

  /** Makes a branch the one that is shown, live. */
  #enter(branch: LiveBranch): void {
    this.#unsubscribe();
    this.#branch = branch;
    this.#past = undefined;
    this.#pastCluster = undefined;
    this.#pending.startAfresh();
    this.#unsubscribe = branch.cluster.subscribe((change) => this.#onChange(branch, change));
    this.#watches.moveTo(branch.cluster);
    keepMilestone(branch);
  }

  #onChange(branch: LiveBranch, change: Change): void {
    const marks = branch.markMaker.marksOf(change);
    for (const mark of marks) this.#addMark(branch, mark);
    this.#pending.touch();
    if (this.#past !== undefined) return;
    this.#pending.patch(`${change.resource}/${change.namespace}/${change.name}`, change.next);
  }

  #addMark(branch: LiveBranch, mark: Mark): void {
    branch.marks.push(mark);
    this.#pending.addMark(mark);
  }

  #request(request: ApiRequest, wanted: 'shown' | 'stored' = 'shown', act?: Act): unknown {
    const branch = this.#branch!;
    // Looking and trying change nothing, so they need no branch: they are answered at the moment shown.
    const changesNothing = request.method === 'GET' || request.query?.['dryRun'] === 'All';
    if (changesNothing) return this.#viewed(branch).request(request);
    if (this.#past !== undefined) this.#fork(branch, undefined);
    const current = this.#branch!;
    const before = current.cluster.commands.length;
    const response = current.cluster.request(request, wanted);
    settle(current.cluster);
    const command = current.cluster.commands[before];
    if (command !== undefined) this.#keepCommand(current, before, act);
    this.#pending.touch();
    return response;
  }

  #keepCommand(branch: LiveBranch, index: number, act: Act | undefined): void {
    this.#addMark(branch, branch.markMaker.commandMark(branch.cluster.commands[index]!));
    if (act !== undefined) keepAct(branch, act, index);
    this.#branches.nameAfter(branch, act?.label ?? labelAt(branch, index));
  }

  #time(branch: LiveBranch, command: TimeCommand): boolean | void {
    this.#pending.touch();
    switch (command.kind) {
      case 'play':
        this.#playing = true;
        this.#lastTickMs = this.#host.now();
        return;
      case 'pause':
        this.#playing = false;
        return;
      case 'speed':
        this.#speed = Math.max(0, command.speed);
        return;
      case 'step':
        this.#playing = false;
        if (command.back === true) return this.#stepBack(branch, command.by, command.key);
        return this.#past === undefined
          ? this.#step(branch, command.by, command.key)
          : this.#stepPast(branch, command.by, command.key);
      case 'seek':
        this.#playing = false;
        return this.#seek(branch, command.timeMs, command.rough);
      case 'rest':
        return;
      case 'live':
        return this.#goLive(branch);
      case 'advance':
        return this.#run(branch, Math.min(Math.floor(command.toMs), branch.cluster.nowMs + maxAdvanceMs));
    }
  }

  /** True when what the step goes by was found. */
  #step(branch: LiveBranch, by: StepBy, key?: string): boolean {
    const { cluster } = branch;
    if (by === 'second') {
      this.#run(branch, (Math.floor(cluster.nowMs / 1000) + 1) * 1000);
      return true;
    }
    const isFound = stepOn(cluster, by, key);
    keepMilestone(branch);
    return isFound;
  }

  #stepPast(branch: LiveBranch, by: StepBy, key?: string): boolean {
    const toMs = nextMoment(branch.cluster, this.#past!, by, key);
    if (toMs === undefined || toMs >= branch.cluster.nowMs) this.#goLive(branch);
    else this.#seek(branch, toMs);
    return toMs !== undefined;
  }

  /** To the last moment of that kind before the one shown; when there is none, to the start. */
  #stepBack(branch: LiveBranch, by: StepBy, key?: string): boolean {
    const toMs = previousMoment(branch.cluster, this.#past, by, key);
    if (toMs !== undefined || key === undefined) this.#seek(branch, toMs ?? 0);
    return toMs !== undefined;
  }

  /** Advances without a budget: the caller asked for it and waits. */
  #run(branch: LiveBranch, toMs: number): void {
    if (this.#past !== undefined) this.#goLive(branch);
    this.#advance(branch, toMs, Number.POSITIVE_INFINITY);
  }

  #advance(branch: LiveBranch, toMs: number, budgetMs: number): void {
    runOn(branch, toMs, () => this.#host.now(), this.#host.now() + budgetMs);
  }

  #playPast(aheadMs: number): void {
    const branch = this.#branch!;
    const toMs = this.#past!.timeMs + aheadMs;
    if (toMs >= branch.cluster.nowMs) this.#goLive(branch);
    else this.#seek(branch, toMs);
  }

  #seek(branch: LiveBranch, timeMs: number, isRough = false): void {
    const toMs = Math.max(0, Math.floor(timeMs));
    if (toMs >= branch.cluster.nowMs) return this.#goLive(branch);
    const { history } = branch.cluster;
    const position = history.positionAt(toMs);
    if (this.#past === undefined) this.#pending.patchAll(history.heartbeatsUndone());
    const from = this.#past?.position ?? history.changes.length;
    if (isRough) this.#restPosition ??= from;
    this.#pending.patchAll(history.difference(from, position, isRough ? isSeen : undefined));
    this.#past = { timeMs: toMs, position };
  }

  #tellRest({ cluster: { history } }: LiveBranch): void {
    const from = this.#restPosition;
    if (from === undefined || this.#past === undefined) return;
    this.#restPosition = undefined;
    this.#pending.patchAll(history.difference(from, this.#past.position, isUnseen));
    this.#pending.touch();
  }

  #goLive(branch: LiveBranch): void {
    const past = this.#past;
    if (past === undefined) return;
    this.#tellRest(branch);
    const { history } = branch.cluster;
    this.#pending.patchAll(history.difference(past.position, history.changes.length));
    for (const key of history.heartbeatsUndone().keys()) {
      const [resource = '', namespace = '', name = ''] = key.split('/');
      this.#pending.patch(key, branch.cluster.get(resource, namespace, name));
    }
    this.#past = undefined;
    this.#pastCluster = undefined;
  }

  /** The cluster as it stands at the moment shown: the live one, or one replayed for reading. */
  #viewed(branch: LiveBranch): Cluster {
    if (this.#past === undefined) return branch.cluster;
    const { timeMs } = this.#past;
    if (this.#pastCluster?.timeMs !== timeMs)
      this.#pastCluster = { timeMs, cluster: clusterAt(branch, timeMs) };
    return this.#pastCluster.cluster;
  }

  #fork(branch: LiveBranch, name: string | undefined): LiveBranch {
    this.#branches.expectRoom();
    const cluster = clusterAt(branch, this.#past?.timeMs ?? branch.cluster.nowMs);
    const fork = this.#branches.fork(branch, cluster, { name });
    this.#enter(fork);
    return fork;
  }

  #delete(branch: LiveBranch, id: string): void {
    if (id === branch.id) throw new Error('The branch that is shown stays: go to another first');
    this.#branches.delete(id);
    this.#pending.touch();
  }

  #advanceOther(branch: LiveBranch, other: LiveBranch, toMs: number): number {
    this.#pending.touch();
    const untilMs = Math.min(Math.floor(toMs), other.cluster.nowMs + maxAdvanceMs);
    if (other === branch) this.#run(branch, untilMs);
    else runUnseen(other, untilMs, () => this.#host.now(), this.#host.now() + unseenBudgetMs);
    return other.cluster.nowMs;
  }

  /** The same moment, had the last act not been. What is undone again after a redo is the same branch again. */
  #undo(branch: LiveBranch, name: string | undefined): Undone | null {
    const pastMs = this.#past?.timeMs;
    const wanted = undoOf(branch, pastMs);
    if (wanted === undefined) return null;
    const shownMs = pastMs ?? branch.cluster.nowMs;
    const undoing = { branch: branch.id, ...wanted, pastMs };
    const fork = this.#branches.withoutAct(branch, undoing, name);
    this.#enter(fork);
    this.#advance(fork, shownMs, unseenBudgetMs);
    return { label: wanted.label, branch: fork.id };
  }

  #redo(branch: LiveBranch): Undone | null {
    const undoing = redoOf(branch, (id) => this.#branches.has(id));
    if (undoing === undefined) return null;
    const left = this.#branches.get(undoing.branch);
    this.#enter(left);
    if (undoing.pastMs !== undefined) this.#seek(left, undoing.pastMs);
    return { label: undoing.label, branch: left.id };
  }

  #exportBranches(branch: LiveBranch): KeptBranches {
    const { seed, scenario, viewMs } = this.#exportRun(branch);
    return { seed, scenario, viewMs, shown: branch.id, branches: this.#branches.kept() };
  }

  #exportRun(branch: LiveBranch): Run {
    if (this.#past === undefined) settle(branch.cluster);
    return runOf(branch, this.#scenario, this.#past?.timeMs ?? branch.cluster.nowMs);
  }

  #flush(atOnce: boolean): void {
    const branch = this.#branch;
    if (branch === undefined || !this.#pending.isDue(this.#host.now(), atOnce)) return;
    const { reset, patches, marks } = this.#pending.take();
    this.#host.post({
      kind: 'picture',
      reset,
      time: this.#timeState(branch),
      objects: reset ? patchesAt(branch.cluster, this.#past?.position) : patches,
      marks: reset ? branch.marks.slice() : marks,
      branches: this.#branches.summaries(),
    });
    if (reset) this.#restPosition = undefined;
  }

  #timeState(branch: LiveBranch): TimeState {
    const { cluster } = branch;
    return {
      headMs: cluster.nowMs,
      viewMs: this.#past?.timeMs ?? cluster.nowMs,
      live: this.#past === undefined,
      playing: this.#playing,
      speed: this.#speed,
      branch: branch.id,
      startedAt: cluster.settings.startedAt,
      revision: cluster.revision,
      undoable: undoOf(branch, this.#past?.timeMs)?.label ?? null,
      redoable: redoOf(branch, (id) => this.#branches.has(id))?.label ?? null,
    };
  }
}
