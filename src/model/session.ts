/**
 * The page's session with its cluster: what a person can do, as functions. State that comes back goes into the
 * stores (mirror, time, timeline); components read those and call this.
 */
import type { ClusterHost } from '../bridge/cluster-host.ts';
import { ClusterClient, type ProgressOf } from '../bridge/cluster-client.ts';
import type {
  Act,
  ApiRequest,
  ApiResponse,
  Branch,
  BranchDifference,
  BranchMarks,
  ChangeBetween,
  ContainerLife,
  KeptBranches,
  Picture,
  Run,
  ScenarioOptions,
  StepBy,
  Undone,
  WatchNews,
  WhyRead,
  WhyStep,
} from '../bridge/protocol.ts';
import { kindsOf } from '../engine/api/custom-kinds.ts';
import { pathOf } from '../engine/api/paths.ts';
import type { AnyObject, FaultSpec, PodInside, SchedulerVerdict } from '../engine/index.ts';
import { addAction } from './actions-store.ts';
import type { ApplyResult, ApplyWatch } from './apply-manifests.ts';
import { createRequest } from './create-request.ts';
import { faultRequest } from './fault-request.ts';
import { faultsResource } from './faults-in-force.ts';
import { kubectlLine } from './kubectl-line.ts';
import { withKnown } from './known-picture.ts';
import { mirror, splitObjectKey } from './mirror.ts';
import { useScrub } from './scrub-store.ts';
import { createScrub } from './scrubber.ts';
import { useTime } from './time-store.ts';
import { addMarks, type CommandMark } from './timeline-store.ts';
import { tellWork, useWork } from './work-store.ts';

export interface StartOptions {
  readonly seed: string;
  readonly scenario?: ScenarioOptions;
  /** Objects that a person applied before the page opened: they are commands of the run. */
  readonly objects?: readonly AnyObject[];
  /** Simulated milliseconds to run ahead before the first picture is looked at. */
  readonly startAtMs?: number;
  readonly playing?: boolean;
  /** Known to be what the cluster will tell first: shown at once. */
  readonly picture?: Picture | undefined;
}

class Session {
  #client: ClusterClient | undefined;
  /** Will take the other's place when its cluster is whole. */
  #coming: ClusterClient | undefined;
  #createHost: (() => ClusterHost) | undefined;
  #acts = 0;

  /** Says where clusters come from; call once before `start`. */
  connect(createHost: () => ClusterHost): void {
    this.#createHost = createHost;
  }

  /** A new cluster in place of whatever there was. */
  async start(options: StartOptions): Promise<void> {
    const client = this.#open(options.picture);
    await client.start(options.seed, options.scenario ?? {}, {
      requests: (options.objects ?? []).map(createRequest),
      startAtMs: options.startAtMs ?? 0,
      playing: options.playing ?? true,
    });
    useTime.setState({ connection: { kind: 'alive' } });
  }

  /** The cluster of a run, at the moment that the run shows. */
  async load(run: Run, playing = false): Promise<void> {
    await this.#replace((client) => client.load(run, playing));
  }

  /** All branches of a session that was kept, at the moment that was shown. */
  async loadBranches(kept: KeptBranches, playing = false): Promise<void> {
    await this.#replace((client) => client.loadBranches(kept, playing));
  }

  /** Nobody wants the work that takes long any more: whoever asked for it hears `Cancelled`. */
  cancelWork = async (): Promise<void> => {
    const { work } = useWork.getState();
    if (work === null) return;
    useWork.setState({ cancelled: work });
    if (this.#coming === undefined) return this.#alive.cancel(work.id);
    this.#coming.abandon();
    tellWork(null, 0);
  };

  /** Starts the same run again with roles deciding what a person may do, or with everything allowed. */
  async enforceRoles(enforced: boolean): Promise<void> {
    const run = await this.exportRun();
    const { authorization: _before, ...scenario } = run.scenario;
    const { playing } = useTime.getState();
    await this.load(
      { ...run, scenario: enforced ? { ...scenario, authorization: 'RBAC' } : scenario },
      playing,
    );
  }

  play = (): Promise<void> => this.#alive.time({ kind: 'play' });
  pause = (): Promise<void> => this.#alive.time({ kind: 'pause' });
  /** Simulated seconds a second; 0 is as fast as it can. */
  setSpeed = (speed: number): Promise<void> => this.#alive.time({ kind: 'speed', speed });
  step = (by: StepBy): Promise<void> => this.#alive.time({ kind: 'step', by });
  /** Forwards or back to the next moment of its kind, or of an object's change; false when there was none. */
  skip = (skip: { by: StepBy; key?: string; back?: boolean }): Promise<boolean> => this.#alive.step(skip);
  seek = (timeMs: number): Promise<void> => this.#alive.time({ kind: 'seek', timeMs });
  /** Seeks as a hand drags; see createScrub. */
  scrub = createScrub({
    seekRoughly: (timeMs) => this.#alive.time({ kind: 'seek', timeMs, rough: true }),
    tellRest: () => this.#alive.time({ kind: 'rest' }),
    onDrag: (isDragging) => useScrub.setState({ isDragging }),
  });
  live = (): Promise<void> => this.#alive.time({ kind: 'live' });
  advance = (toMs: number): Promise<void> => this.#alive.time({ kind: 'advance', toMs });
  fork = (name?: string): Promise<string> => this.#alive.fork(name);
  selectBranch = (id: string): Promise<void> => this.#alive.selectBranch(id);
  /** @throws Error when the name is empty or another branch has it */
  renameBranch = (id: string, name: string): Promise<void> => this.#alive.renameBranch(id, name);
  /** @throws Error for the first branch and for the one that is shown */
  deleteBranch = (id: string): Promise<void> => this.#alive.deleteBranch(id);
  /** Lets a branch run ahead that need not be shown; its newest moment, earlier than asked when it takes long. */
  advanceBranch = (id: string, toMs: number): Promise<number> => this.#alive.advanceBranch(id, toMs);
  /** States and Events of any branch; `from` leaves out those that are known. */
  branchMarks = (id: string, from = 0): Promise<BranchMarks> => this.#alive.branchMarks(id, from);
  /** What was done on a branch since it began. */
  branchCommands = (id: string): Promise<CommandMark[]> => this.#alive.branchCommands(id);
  branchDifference = (left: string, right: string, timeMs: number): Promise<BranchDifference> =>
    this.#alive.branchDifference(left, right, timeMs);
  /** Shows the same moment as if the last act had not been, on a branch of its own; null when nothing can be undone. */
  undo = (name?: string): Promise<Undone | null> => this.#alive.undo(name);
  /** Back to the branch that the last undo left; null when there is none, or something was done since. */
  redo = (): Promise<Undone | null> => this.#alive.redo();
  exportRun = (): Promise<Run> => this.#alive.exportRun();
  exportBranches = (): Promise<KeptBranches> => this.#alive.exportBranches();
  stateHash = (): Promise<string> => this.#alive.stateHash();
  why = (revision: number): Promise<WhyStep[]> => this.#alive.why(revision);
  changesBetween = (fromMs: number, toMs: number): Promise<ChangeBetween[]> =>
    this.#alive.changesBetween(fromMs, toMs);
  containerLives = (key: string): Promise<ContainerLife[]> => this.#alive.containerLives(key);
  /** Why an object, or one of its fields (`status.conditions[Ready].status`), is as the moment shown has it. */
  whyOf = (key: string, field?: string): Promise<WhyStep[]> => this.#alive.whyOf(key, field);
  /** What the authors of changes had read when they wrote them; see WhyRead. */
  whyReads = (revisions: readonly number[]): Promise<WhyRead[][]> => this.#alive.whyReads(revisions);
  verdict = (podUid: string): Promise<SchedulerVerdict | null> => this.#alive.verdict(podUid);
  inside = (podUid: string): Promise<PodInside | null> => this.#alive.inside(podUid);
  request = (request: ApiRequest, act?: Act): Promise<ApiResponse> => this.#alive.request(request, act);
  /** What is sent by one `send` is one act: it is undone together, and called by `label`. */
  act = (label: string): ((request: ApiRequest) => Promise<ApiResponse>) => {
    const act = { id: ++this.#acts, label };
    return (request) => this.request(request, act);
  };

  /** A watch of the newest moment of the current branch; see ClusterClient.watch. */
  watch = (request: ApiRequest, onNews: (news: WatchNews) => void): Promise<ApiResponse | (() => void)> =>
    this.#alive.watch(request, onNews);

  /** Like `kubectl apply`; when anything is refused, nothing is applied. `file` says what to call it. */
  apply = async (
    objects: readonly AnyObject[],
    file?: string,
    watch: ApplyWatch = {},
  ): Promise<ApplyResult> => {
    const { applyManifests } = await import('./apply-manifests.ts');
    return applyManifests(objects, this.act(`apply ${file ?? nameOf(objects)}`), watch);
  };

  killMachine = (name: string): Promise<ApiResponse> => this.#setMachine(name, { power: 'Off' });
  powerOn = (name: string): Promise<ApiResponse> => this.#setMachine(name, { power: 'On' });
  cutNetwork = (name: string): Promise<ApiResponse> => this.#setMachine(name, { network: 'Partitioned' });
  mendNetwork = (name: string): Promise<ApiResponse> => this.#setMachine(name, { network: 'Connected' });

  failContainer = (podKey: string, container: string, exitCode = 1): Promise<ApiResponse> =>
    this.#strike(podKey, { type: 'ContainerExit', exitCode, target: { container } });

  oomKill = (podKey: string, container: string): Promise<ApiResponse> =>
    this.#strike(podKey, { type: 'OOMKill', target: { container } });

  causeFault = (spec: FaultSpec): Promise<ApiResponse> => this.#act(faultRequest(spec));

  /** A fault that lasts is over at once; one that is planned does not come. */
  endFault = (name: string): Promise<ApiResponse> => this.deleteObject(`${faultsResource}//${name}`);

  /** Lets a planned fault strike at another moment (simulated milliseconds since the start). */
  moveFault = (name: string, atMs: number): Promise<ApiResponse> =>
    this.#act({
      method: 'PATCH',
      path: `/apis/podarium.dev/v1alpha1/faults/${encodeURIComponent(name)}`,
      contentType: 'application/merge-patch+json',
      body: { spec: { startTime: new Date(Date.parse(useTime.getState().startedAt) + atMs).toISOString() } },
    });

  /** Marks a node so that no new pod comes to it, or takes the mark away. */
  cordon = (node: string, unschedulable: boolean): Promise<ApiResponse> =>
    this.#act({
      method: 'PATCH',
      path: `/api/v1/nodes/${encodeURIComponent(node)}`,
      body: { spec: { unschedulable } },
    });

  deleteObject = (key: string): Promise<ApiResponse> => {
    const { resource, namespace, name } = splitObjectKey(key);
    const kind = kindsOf(mirror).byId(resource);
    if (kind === undefined) return Promise.reject(new Error(`no such resource: ${resource}`));
    return this.#act({ method: 'DELETE', path: pathOf(kind, namespace, name) });
  };

  #setMachine(name: string, spec: { power?: string; network?: string }): Promise<ApiResponse> {
    const path = `/apis/podarium.dev/v1alpha1/machines/${encodeURIComponent(name)}`;
    return this.#act({
      method: 'PATCH',
      path,
      contentType: 'application/merge-patch+json',
      body: { spec },
    });
  }

  #strike(podKey: string, fault: FaultSpec): Promise<ApiResponse> {
    const { namespace, name } = splitObjectKey(podKey);
    return this.causeFault({ ...fault, target: { namespace, pod: name, ...fault.target } });
  }

  /** A request that a person made by mouse: it can be read as the kubectl line that does the same. */
  #act(request: ApiRequest): Promise<ApiResponse> {
    const line = kubectlLine(request, kindsOf(mirror));
    if (line !== undefined) addAction(line);
    return this.request(request);
  }

  get #alive(): ClusterClient {
    if (this.#client === undefined) throw new Error('the cluster has not been started');
    return this.#client;
  }

  /**
   * Fills a new cluster. One that lives stays until the new one is whole, and for good when that does not come.
   * @throws Cancelled when nobody wanted it any more
   */
  async #replace(fill: (client: ClusterClient) => Promise<void>): Promise<void> {
    this.#coming?.abandon();
    const isAlive = useTime.getState().connection.kind === 'alive';
    const client = isAlive ? this.#openBeside() : this.#open();
    this.#coming = client;
    try {
      await fill(client);
    } catch (error) {
      if (client !== this.#client) client.close();
      tellWork(null, 0);
      throw error;
    } finally {
      if (this.#coming === client) this.#coming = undefined;
    }
    useTime.setState({ connection: { kind: 'alive' } });
  }

  /** What it tells first comes when it is whole: then it takes the place of the one that there is. */
  #openBeside(): ClusterClient {
    if (this.#createHost === undefined) throw new Error('connect comes before start');
    const onPicture = (picture: Picture): void => {
      if (this.#client !== client) {
        this.#client?.close();
        tellWork(null, 0);
      }
      this.#client = client;
      show(picture);
    };
    const onBroken = (message: string): void => {
      if (this.#client === client) tellBroken(message);
    };
    const client = new ClusterClient(this.#createHost(), onPicture, onBroken, tellProgress);
    return client;
  }

  /** @param known is shown until the cluster tells something */
  #open(known?: Picture): ClusterClient {
    if (this.#createHost === undefined) throw new Error('connect comes before start');
    this.#client?.close();
    useTime.setState({ connection: { kind: 'starting' } });
    if (known !== undefined) show(known);
    let shown = known;
    const onPicture = (picture: Picture): void => {
      show(shown === undefined ? picture : withKnown(picture, shown));
      shown = undefined;
    };
    tellWork(null, 0);
    this.#client = new ClusterClient(this.#createHost(), onPicture, tellBroken, tellProgress);
    return this.#client;
  }
}

function tellProgress(progress: ProgressOf | null): void {
  tellWork(progress, useTime.getState().viewMs);
}

function tellBroken(message: string): void {
  tellWork(null, 0);
  useTime.setState({ connection: { kind: 'broken', message }, playing: false });
}

function show(picture: Picture): void {
  mirror.apply(picture.objects, picture.reset);
  addMarks(picture.marks, picture.reset);
  const { branches } = useTime.getState();
  const isSame = sameBranches(branches, picture.branches, picture.time.branch);
  useTime.setState({ ...picture.time, branches: isSame ? branches : picture.branches });
}

/** The end of the branch that plays is told by the time, so it alone makes no new list. */
function sameBranches(before: readonly Branch[], after: readonly Branch[], playing: string): boolean {
  return (
    before.length === after.length &&
    after.every((branch, at) => {
      const { id, name, parent, commands, headMs } = before[at]!;
      const isKnown = branch.id === id && branch.name === name && branch.parent === parent;
      return isKnown && branch.commands === commands && (branch.headMs === headMs || id === playing);
    })
  );
}

/** `Deployment web`, and how many more. */
function nameOf(objects: readonly AnyObject[]): string {
  const [first] = objects;
  const more = objects.length > 1 ? ` +${objects.length - 1}` : '';
  return `${first?.kind ?? ''} ${first?.metadata?.name ?? ''}${more}`.trim();
}

export const session = new Session();
