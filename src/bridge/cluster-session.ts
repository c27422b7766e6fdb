/**
 * A cluster and its branches behind the protocol: answers messages, lets time flow, and tells what changed in
 * pictures. It runs in a worker or beside the page; who hosts it gives it a clock and calls `tick`.
 */
import { type Cluster, createCluster, type ApiRequest, type Change } from '../engine/index.ts';
import { BranchSet } from './branch-set.ts';
import { tellOfBranches } from './tell-of-branches.ts';
import { keepMilestone, keepAct, labelAt, type LiveBranch, replayTo, runOf } from './branches.ts';
import { MessageLine } from './message-line.ts';
import { tellOfPast } from './past-questions.ts';
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
  ToCluster,
  Undone,
} from './protocol.ts';
import { PendingPicture } from './pending-picture.ts';
import { changesNothing, isEndOfScrub, isSeen } from './rough-seek.ts';
import { replayRun, runOn, runUnseen, runWhole, settle } from './run-on.ts';
import { clusterOptionsOf } from './scenario.ts';
import { nextMoment, previousMoment, stepOn } from './step-moments.ts';
import { timeStateOf } from './time-state.ts';
import { redoOf, undoOf } from './undo.ts';
import { Untold } from './untold.ts';
import { Watches } from './watches.ts';
import { whyReads } from './why-reads.ts';
import { runUntil, type Work } from './work.ts';

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

export class ClusterSession {
  #host: SessionHost;
  #watches: Watches;
  #line: MessageLine;
  #branches = new BranchSet();
  #branch: LiveBranch | undefined;
  #scenario: ScenarioOptions = {};
  #playing = false;
  #speed = 1;
  /** Undefined while live: then the newest moment is shown. */
  #past: { timeMs: number; position: number } | undefined;
  #pastCluster: { timeMs: number; cluster: Cluster } | undefined;
  #pending = new PendingPicture();
  #untold = new Untold();
  #lastTickMs = 0;
  #carryMs = 0;
  #unsubscribe: () => void = () => {};

  constructor(host: SessionHost) {
    this.#host = host;
    this.#watches = new Watches((news) => host.post(news));
    this.#line = new MessageLine({
      now: () => host.now(),
      post: (message) => host.post(message),
      answer: (message) => this.#answer(message),
      tell: (atOnce) => this.#tell(atOnce),
    });
  }

  /** True while time flows or work goes on: the host must go on calling `tick`. */
  get isRunning(): boolean {
    return this.#playing || this.#line.isBusy;
  }

  receive(message: ToCluster): void {
    this.#line.receive(message);
  }

  /**
   * Lets time flow by the wall clock; call it again while `isRunning`. Gives the milliseconds to rest before that:
   * little when there was more to simulate than one turn allows.
   */
  tick(): number {
    const wallMs = this.#host.now();
    const elapsedMs = Math.min(wallMs - this.#lastTickMs, 250);
    this.#lastTickMs = wallMs;
    if (this.#line.isBusy) {
      this.#pending.touch();
      this.#line.goOn();
      return 0;
    }
    if (!this.#playing || this.#branch === undefined) return restMs;
    // Time is whole milliseconds; what is left over counts in the next tick, so that slow motion flows too.
    const wantedMs = this.#carryMs + (this.#speed === 0 ? fullSpeedMs : elapsedMs * this.#speed);
    const aheadMs = Math.floor(wantedMs);
    this.#carryMs = wantedMs - aheadMs;
    if (this.#past !== undefined) this.#playPast(aheadMs);
    else {
      const work = runOn(this.#branch, this.#branch.cluster.nowMs + aheadMs);
      runUntil(work, () => this.#host.now(), this.#host.now() + tickBudgetMs);
    }
    this.#pending.touch();
    this.#tell(false);
    return this.#host.now() - wallMs < tickBudgetMs ? restMs : busyRestMs;
  }

  #tell(atOnce: boolean): void {
    this.#flush(atOnce);
    this.#watches.tell();
  }

  #answer(message: ToCluster): unknown {
    if (message.kind === 'start') return this.#start(message);
    if (message.kind === 'load') return this.#load(message.run, message.playing);
    if (message.kind === 'loadBranches') return this.#loadBranches(message.kept, message.playing);
    const branch = this.#branch;
    if (branch === undefined) throw new Error('the cluster has not been started');
    if (isEndOfScrub(message)) this.#tellRest(branch);
    switch (message.kind) {
      case 'request':
        return this.#requestAtMoment(branch, message.request, message.act);
      case 'watch':
        return this.#watches.open(branch.cluster, message.id, message.request);
      case 'unwatch':
        return this.#watches.close(message.watch);
      case 'time':
        return this.#time(branch, message.command);
      case 'cancel':
        return false;
      case 'fork':
        return this.#fork(branch, message.name);
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
        return this.#look(branch, (cluster) => cluster.stateHash());
      case 'why':
      case 'whyOf':
      case 'changesBetween':
      case 'containerLives':
        return tellOfPast(branch.cluster, message, this.#past?.position);
      case 'whyReads':
        return whyReads(branch, message.revisions);
      case 'verdict':
        return this.#look(branch, (cluster) => cluster.verdict(message.podUid) ?? null);
      case 'inside':
        return this.#look(branch, (cluster) => cluster.inside(message.podUid) ?? null);
    }
  }

  *#start(message: Extract<ToCluster, { kind: 'start' }>): Work<void> {
    this.#scenario = message.scenario;
    this.#begin(createCluster(clusterOptionsOf(message.seed, message.scenario)), message.playing);
    for (const request of message.requests) {
      this.#request(request, 'stored');
      yield { atMs: 0, share: 0 };
    }
    yield* this.#run(this.#branch!, message.startAtMs ?? 0);
  }

  *#load(run: Run, playing: boolean): Work<void> {
    this.#scenario = run.scenario;
    this.#begin(createCluster(clusterOptionsOf(run.seed, run.scenario)), playing);
    yield* replayRun(this.#branch!, run, (request) => this.#request(request, 'stored'));
  }

  *#loadBranches({ seed, scenario, branches, shown, viewMs }: KeptBranches, playing: boolean): Work<void> {
    this.#scenario = scenario;
    yield* this.#branches.beginKept(branches, () => createCluster(clusterOptionsOf(seed, scenario)));
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
    this.#untold.clear();
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

  #requestAtMoment(branch: LiveBranch, request: ApiRequest, act: Act | undefined): unknown {
    // What changes nothing needs no branch: it is answered at the moment shown.
    if (changesNothing(request)) return this.#look(branch, (cluster) => cluster.request(request));
    return this.#past === undefined
      ? this.#request(request, 'shown', act)
      : this.#requestOnFork(branch, request, act);
  }

  *#requestOnFork(branch: LiveBranch, request: ApiRequest, act: Act | undefined): Work {
    yield* this.#fork(branch, undefined);
    return this.#request(request, 'shown', act);
  }

  /** A change of the newest moment. */
  #request(request: ApiRequest, wanted: 'shown' | 'stored', act?: Act): unknown {
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

  #time(branch: LiveBranch, command: TimeCommand): boolean | void | Work {
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
        return this.#tellBitByBit(branch);
      case 'live':
        return this.#goLive(branch);
      case 'advance':
        return this.#run(branch, Math.min(Math.floor(command.toMs), branch.cluster.nowMs + maxAdvanceMs));
    }
  }

  /** True when what the step goes by was found. */
  *#step(branch: LiveBranch, by: StepBy, key?: string): Work<boolean> {
    const { cluster } = branch;
    if (by === 'second') {
      yield* this.#run(branch, (Math.floor(cluster.nowMs / 1000) + 1) * 1000);
      return true;
    }
    const isFound = yield* stepOn(cluster, by, key);
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
  #run(branch: LiveBranch, toMs: number): Work<void> {
    if (this.#past !== undefined) this.#goLive(branch);
    return runWhole(branch, toMs);
  }

  #playPast(aheadMs: number): void {
    const branch = this.#branch!;
    const toMs = this.#past!.timeMs + aheadMs;
    if (toMs >= branch.cluster.nowMs) this.#goLive(branch);
    else this.#seek(branch, toMs);
  }

  #seek(branch: LiveBranch, timeMs: number, isRough = false): void {
    const toMs = Math.max(0, Math.floor(timeMs));
    if (toMs >= branch.cluster.nowMs) return this.#goLive(branch, isRough);
    const { history } = branch.cluster;
    const position = history.positionAt(toMs);
    if (this.#past === undefined) this.#pending.patchAll(history.heartbeatsUndone());
    this.#walk(branch, position, isRough);
    this.#past = { timeMs: toMs, position };
  }

  /** From the moment shown to a position of the log. */
  #walk({ cluster: { history } }: LiveBranch, to: number, isRough: boolean): void {
    const from = this.#past?.position ?? history.changes.length;
    if (isRough) this.#untold.leaveOutFrom(from);
    this.#pending.patchWalk(history, from, to, isRough ? isSeen : undefined);
  }

  #tellRest({ cluster: { history } }: LiveBranch): void {
    this.#untold.collect(history, this.#past?.position ?? history.changes.length);
    this.#untold.tell(this.#pending);
  }

  #tellBitByBit({ cluster: { history, nowMs } }: LiveBranch): Work<void> {
    this.#untold.collect(history, this.#past?.position ?? history.changes.length);
    return this.#untold.tellBitByBit(this.#pending, () => this.#flush(true), nowMs);
  }

  #goLive(branch: LiveBranch, isRough = false): void {
    if (this.#past === undefined) return;
    if (!isRough) this.#tellRest(branch);
    const { history } = branch.cluster;
    this.#walk(branch, history.changes.length, isRough);
    for (const key of history.heartbeatsUndone().keys()) {
      const [resource = '', namespace = '', name = ''] = key.split('/');
      this.#pending.patch(key, branch.cluster.get(resource, namespace, name));
    }
    this.#past = undefined;
    this.#pastCluster = undefined;
  }

  /** Looks at the cluster as it stands at the moment shown: the live one, or one replayed for reading. */
  #look<Seen>(branch: LiveBranch, look: (cluster: Cluster) => Seen): Seen | Work<Seen> {
    if (this.#past === undefined) return look(branch.cluster);
    const { timeMs } = this.#past;
    const known = this.#pastCluster;
    return known?.timeMs === timeMs ? look(known.cluster) : this.#replayAndLook(branch, timeMs, look);
  }

  *#replayAndLook<Seen>(branch: LiveBranch, timeMs: number, look: (cluster: Cluster) => Seen): Work<Seen> {
    const cluster = yield* replayTo(branch, timeMs);
    this.#pastCluster = { timeMs, cluster };
    return look(cluster);
  }

  /** The id of the new branch. */
  *#fork(branch: LiveBranch, name: string | undefined): Work<string> {
    this.#branches.expectRoom();
    const cluster = yield* replayTo(branch, this.#past?.timeMs ?? branch.cluster.nowMs);
    const fork = this.#branches.fork(branch, cluster, { name });
    this.#enter(fork);
    return fork.id;
  }

  #delete(branch: LiveBranch, id: string): void {
    if (id === branch.id) throw new Error('The branch that is shown stays: go to another first');
    this.#branches.delete(id);
    this.#pending.touch();
  }

  *#advanceOther(branch: LiveBranch, other: LiveBranch, toMs: number): Work<number> {
    this.#pending.touch();
    const untilMs = Math.min(Math.floor(toMs), other.cluster.nowMs + maxAdvanceMs);
    yield* other === branch ? this.#run(branch, untilMs) : runUnseen(other, untilMs);
    this.#pending.touch();
    return other.cluster.nowMs;
  }

  /** The same moment, had the last act not been. What is undone again after a redo is the same branch again. */
  *#undo(branch: LiveBranch, name: string | undefined): Work<Undone | null> {
    const pastMs = this.#past?.timeMs;
    const wanted = undoOf(branch, pastMs);
    if (wanted === undefined) return null;
    const shownMs = pastMs ?? branch.cluster.nowMs;
    const undoing = { branch: branch.id, ...wanted, pastMs };
    const fork = yield* this.#branches.withoutAct(branch, undoing, shownMs, name);
    this.#enter(fork);
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
      time: timeStateOf(branch, {
        pastMs: this.#past?.timeMs,
        playing: this.#playing,
        speed: this.#speed,
        hasBranch: (id) => this.#branches.has(id),
      }),
      objects: reset ? patchesAt(branch.cluster, this.#past?.position) : patches,
      marks: reset ? branch.marks.slice() : marks,
      branches: this.#branches.summaries(),
    });
  }
}
