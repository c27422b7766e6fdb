/**
 * Where a replay may differ from the recordings, each with its reason: they are of Kubernetes 1.20 with hollow
 * kubelets, and we follow 1.36. Anything that isn't here is a defect of ours.
 */
import { rewriteFitErrors } from './fit-error-texts.ts';
import type { Milestone } from './milestones.ts';
import type { Fields } from './trace.ts';

interface Rewrite {
  readonly from: RegExp;
  readonly to: string;
  readonly why: string;
}

/** Texts of Events and of kubectl, brought to one wording in both runs. */
export const allowedTexts: readonly Rewrite[] = [
  {
    from: /(Scaled (?:up|down) replica set \S+) from \d+ to (\d+)/,
    to: '$1 to $2',
    why: 'since 1.31 the Event says from how many',
  },
  {
    from: /(Container image "[^"]+" already present on machine.*|Successfully pulled image .*|Pulling image .*)/,
    to: 'image',
    why: 'which images earlier recordings left on a node is not part of a trace; sizes are told since 1.30',
  },
  { from: /Created container:? (\S+)/, to: 'Container created', why: 'wording of 1.20 and of 1.31 to 1.34' },
  { from: /Started container (\S+)/, to: 'Container started', why: 'wording before 1.35' },
  {
    from: /(to|node) node-\d+\b/,
    to: '$1 <node>',
    why: 'among nodes that score alike chance decides',
  },
  {
    from: /(nodes are available: .*?\.) (no new claims to deallocate, )?preemption: .*/,
    to: '$1',
    why: 'since 1.23 the message says why preemption does not help',
  },
  {
    from: /node affinity\/selector/,
    to: 'node affinity',
    why: 'wording since 1.22',
  },
  {
    from: /Back-off restarting failed container.*/,
    to: 'Back-off restarting failed container',
    why: 'since 1.26 the message names container and pod',
  },
  {
    from: / for: [\w.,-]+; (?=[\w./-]+ for: )/g,
    to: ',',
    why: 'since 1.24 a quota says which containers lack a resource',
  },
  { from: /(must specify \S+) for: [\w.,-]+/, to: '$1', why: 'as above' },
  {
    from: /(must be less than or equal to \S+ limit) of \S+/,
    to: '$1',
    why: 'since 1.27 the message says what the limit is',
  },
  {
    from: /(pods "<[^>]+>)-[bcdfghjklmnpqrstvwxz2456789]{5}"/,
    to: '$1"',
    why: 'a pod that is refused has a name by chance and never exists',
  },
  {
    from: /failed to create containerd task: .*?(?=exec: )/,
    to: 'failed to create containerd task: ',
    why: "wording of runc's own since 1.1 and of containerd since 1.6",
  },
  {
    from: /repository name \([^)]+\) must/,
    to: 'repository name must',
    why: 'the parser of image names says which name since distribution 2.8.2',
  },
  {
    from: /(Back-off pulling image "[^"]+"): .*/,
    to: '$1',
    why: 'since 1.31 the message says why the pull failed',
  },
  {
    from: /(Unable to attach or mount volumes: unmounted volumes=\[[^\]]*\]).*/,
    to: '$1',
    why: 'which volumes are unattached is no longer told of those that need no attaching; token volumes have other names',
  },
];

export function rewrite(rules: readonly Rewrite[], text: string): string {
  return rewriteFitErrors(rules.reduce((result, { from, to }) => result.replace(from, to), text));
}

/** Reasons and messages of Events that are left out. */
const ignoredEvents: readonly RegExp[] = [
  // Hollow kubelets have no image file system.
  /^ImageGCFailed/,
  // A race of the scripted runtime: the sandbox is gone before it is asked to stop.
  /^FailedKillPod/,
  // Follows from which images a node had, see above.
  /^Pulling/,
  // Two controllers wrote at once, on a loaded machine.
  /^FailedToUpdateEndpoint/,
  // A hollow kubelet has no boot id and forgets its sandboxes: a real one tells of both after a reboot.
  /^Rebooted/,
  /^SandboxChanged/,
  // The frozen kubelet of the recordings called itself not ready for some seconds after it woke, so nothing came to
  // its node while the NoExecute taint was still there; a node that was cut off is Ready at once.
  /^TaintManagerEviction: Cancelling deletion/,
  // A pod that had been sent to the queue twice, a quirk of 1.20, was found deleted at its second try.
  /^FailedScheduling: skip schedule deleting pod/,
];

export function isIgnored(reason: string, message: string): boolean {
  return ignoredEvents.some((pattern) => pattern.test(`${reason}: ${message}`));
}

/** Events that only one run had room for: a kubelet tells 25 of a pod at once and drops the rest. */
const spentEvents: ReadonlyArray<{ readonly group: RegExp; readonly text: RegExp; readonly why: string }> = [
  {
    group: /^Pod\/live$/,
    text: /^Warning BackOff/,
    why: "the recording's 25th event; ours was spent on pulling the image, which the recorded node had already",
  },
];

export function isSpent(group: string, text: string): boolean {
  return spentEvents.some((one) => one.group.test(group) && one.text.test(text));
}

/** Events whose repetitions say nothing. */
const uncountedEvents: ReadonlyArray<{ readonly text: RegExp; readonly why: string }> = [
  { text: /^Warning FailedScheduling/, why: 'how often a pod is tried follows from its back-off, see below' },
  {
    text: /^Warning Unhealthy: Readiness probe failed/,
    why: 'since 1.22 what is not ready is asked out of turn too, whenever its pod is looked at',
  },
];

export function isUncounted(text: string): boolean {
  return uncountedEvents.some((one) => one.text.test(text));
}

/**
 * 1.20 told of a pod that fits nowhere in a series, whose text stayed that of the first try for a while. What it said
 * first, and at the end of a pod that still waits, is compared.
 */
export function isPassedOver(texts: readonly string[], index: number): boolean {
  const isRefusal = (text: string) => text.startsWith('Warning FailedScheduling');
  if (!isRefusal(texts[index]!)) return false;
  const isFirst = texts.findIndex(isRefusal) === index;
  return !isFirst && index < texts.length - 1;
}

/** Nodes of the recordings lived before they began; their Events and objects are compared by conditions only. */
export const ignoredFinalKinds: readonly string[] = ['Event', 'Node', 'Endpoints'];

interface SkippedState {
  readonly group: RegExp;
  readonly state: RegExp;
  /** Only in lives that have gone through this before. */
  readonly after?: RegExp;
  readonly why: string;
}

/** States that one run shows and the other doesn't: they are left out of both lives. */
const skippedStates: readonly SkippedState[] = [
  {
    group: /^Node\//,
    state: /KubeletNotReady|Ready=True.*NoExecute/,
    why: 'the recorder froze a kubelet, which then found its own checks stale; we cut the network of one',
  },
  {
    group: /^Pod\//,
    state: /Unknown\(255\)/,
    why: 'the hollow kubelet forgot its containers at a reboot; a real one finds them exited with 255',
  },
  {
    group: /^Pod\//,
    state: /^Pending .*ContainerCreating/,
    after: /^Running/,
    why: 'as above: it began such a pod anew',
  },
];

/** A life without what may differ. */
export function rewriteLife(group: string, milestones: readonly Milestone[]): readonly Milestone[] {
  const kept = milestones.filter(({ text }, index) => {
    const before = milestones.slice(0, index);
    return !skippedStates.some(
      ({ group: groups, state, after }) =>
        groups.test(group) &&
        state.test(text) &&
        (after === undefined || before.some((one) => after.test(one.text))),
    );
  });
  const rebooted = milestones.some(({ text }) => text.includes('Unknown(255)'));
  // The hollow kubelet forgot the restart too: a real one counts it.
  const counted = rebooted ? kept.map(({ t, text }) => ({ t, text: text.replace(/x\d+\b/g, '') })) : kept;
  return counted.filter(({ text }, index) => text !== counted[index - 1]?.text);
}

/** Objects whose life shows a defect of 1.20 that later versions mended: they are not compared. */
const mended: ReadonlyArray<{ readonly group: RegExp; readonly why: string }> = [
  {
    group: /^Pod\/startup-bad$/,
    why: 'in 1.20 a failed startup probe was acted on only when its pod was looked at again, a minute later',
  },
];

export function isMended(group: string): boolean {
  return mended.some((one) => one.group.test(group));
}

/** Counts that later versions added, by kind. */
export function isCountOf(kind: string, count: string): boolean {
  return !(kind === 'StatefulSet' && count === 'availableReplicas');
}

interface AllowedWait {
  /** Of which objects; absent: of all. */
  readonly group?: RegExp;
  /** Counted from the last step of the script instead of the state before. */
  readonly sinceStep?: true;
  readonly from: RegExp;
  readonly to: RegExp;
  readonly leastMs: number;
  readonly mostMs: number;
  readonly why: string;
}

/** How late a pod is looked at again when it had an error: 10 s and up to half as long again, and a second to act. */
const lateLookMs = 17_000;

/** The waits of a container that has restarted so often: 10 s, doubling. */
function backoffWait(restarts: number): AllowedWait {
  const delayMs = 10_000 * 2 ** (restarts - 1);
  return {
    from: new RegExp(`CrashLoopBackOffx${restarts}$`),
    to: /(Running|RunContainerError)x\d+$/,
    leastMs: Math.max(0, delayMs - lateLookMs),
    mostMs: delayMs + lateLookMs,
    why: 'the delay counts from the end of the run, is told up to 15 s into it, and was looked at in steps of 10 to 15 s in 1.20',
  };
}

/** Delays that are documented as a range, not a value. */
export const allowedWaits: readonly AllowedWait[] = [
  ...[1, 2, 3, 4, 5].map(backoffWait),
  {
    from: /(\(\d+\)|RunContainerError)x\d+$/,
    to: /CrashLoopBackOffx\d+$/,
    leastMs: 0,
    mostMs: lateLookMs,
    why: '1.20 told of a back-off only with the next look at the pod, after 10 to 15 s',
  },
  {
    from: /CreateContainerConfigError$/,
    to: /Running$/,
    sinceStep: true,
    leastMs: 0,
    mostMs: lateLookMs,
    why: 'a pod with an error is looked at again after 10 s and, by chance, up to half as long again',
  },
  {
    group: /^Pod\//,
    sinceStep: true,
    from: /^Pending unbound/,
    to: /^Pending bound/,
    leastMs: 0,
    mostMs: 12_000,
    why: 'a pod that fits nowhere waits 1 s, doubling to 10 s; 1.20 counted each of its tries twice',
  },
  {
    group: /^Pod\/startup-ok$/,
    from: /unready app:Running$/,
    to: /Running bound ready/,
    leastMs: 6000,
    mostMs: 11_500,
    why: 'since 1.22 readiness is asked as soon as the startup probe has passed, not at its next turn',
  },
  {
    from: /./,
    to: /^Running bound unready|Ready=Unknown/,
    sinceStep: true,
    leastMs: 30_000,
    mostMs: 55_000,
    why: 'a lease is renewed every 10 s, looked at every 5 s, and a node is silent after 40 s',
  },
  {
    from: /(ErrImagePull|ImagePullBackOff)$/,
    to: /(ErrImagePull|ImagePullBackOff)$/,
    leastMs: 10_000,
    mostMs: 17_000,
    why: 'a pod with an error is looked at again after 10 s and, by chance, up to half as long again',
  },
  {
    from: /ContainerCreating/,
    to: /Running$/,
    leastMs: 0,
    mostMs: 5000,
    why: 'how long containers take to start on a loaded machine',
  },
  {
    from: /^deleting .*\(/,
    to: /^gone$/,
    leastMs: 0,
    mostMs: 5000,
    why: 'how long a kubelet takes to clean up after the last container: volumes, cgroups, status',
  },
  {
    group: /^(Deployment|ReplicaSet|StatefulSet|DaemonSet|Job|CronJob)\//,
    sinceStep: true,
    from: /deleting$/,
    to: /^gone$/,
    leastMs: 0,
    mostMs: 6000,
    why: 'what is deleted in the foreground goes with the last of its pods, and that takes as long as above',
  },
  {
    group: /^PersistentVolumeClaim\//,
    sinceStep: true,
    from: /^deleting$/,
    to: /^gone$/,
    leastMs: 0,
    mostMs: 5000,
    why: 'a claim goes with the last pod that uses it, and that takes as long as above',
  },
  {
    from: /^deleting .*(ErrImagePull|ImagePullBackOff|ContainerCreating)/,
    to: /^gone$/,
    leastMs: 0,
    mostMs: 60_000,
    why: 'in 1.20 a pod whose image could not be pulled took 18 to 50 s to vanish',
  },
  {
    group: /^Pod\/stub4$/,
    from: /^deleting .*Running$/,
    to: /Error\(137\)$/,
    leastMs: 4000,
    mostMs: 31_000,
    why: 'until 1.27 a shorter grace period at a second delete was ignored during a stop',
  },
];

interface AddedField {
  readonly kind: string;
  /** Keys with dots between; `[]` goes into each item of a list. */
  readonly path: string;
  readonly why: string;
}

const addedFields: readonly AddedField[] = [
  ...['observedGeneration', 'conditions.[].observedGeneration'].map((path) => ({
    kind: 'Pod',
    path: `status.${path}`,
    why: 'PodObservedGenerationTracking, 1.33',
  })),
  ...['resources', 'allocatedResources', 'user', 'volumeMounts'].flatMap((field) =>
    ['containerStatuses', 'initContainerStatuses'].map((list) => ({
      kind: 'Pod',
      path: `status.${list}.[].${field}`,
      why: 'InPlacePodVerticalScaling, SupplementalGroupsPolicy, RecursiveReadOnlyMounts: 1.33',
    })),
  ),
  ...['Deployment', 'ReplicaSet'].map((kind) => ({
    kind,
    path: 'status.terminatingReplicas',
    why: 'DeploymentReplicaSetTerminatingReplicas, 1.35',
  })),
  { kind: 'PodDisruptionBudget', path: 'status.conditions', why: 'DisruptionAllowed of policy/v1, 1.21' },
  { kind: 'StatefulSet', path: 'status.availableReplicas', why: 'StatefulSetMinReadySeconds, 1.22' },
  {
    kind: 'StatefulSet',
    path: 'spec.persistentVolumeClaimRetentionPolicy',
    why: 'StatefulSetAutoDeletePVC, 1.27',
  },
  {
    kind: 'DaemonSet',
    path: 'spec.updateStrategy.rollingUpdate.maxSurge',
    why: 'DaemonSetUpdateSurge, 1.22',
  },
  ...['ipFamilies', 'ipFamilyPolicy', 'internalTrafficPolicy'].map((field) => ({
    kind: 'Service',
    path: `spec.${field}`,
    why: 'IPv6DualStack and ServiceInternalTrafficPolicy, on since 1.21',
  })),
];

interface ChangedItem {
  readonly kind: string;
  /** The list as `spec.volumes`. */
  readonly path: string;
  readonly key: 'type' | 'name';
  readonly value: RegExp;
  readonly why: string;
}

const token = /^(default-token|kube-api-access)-/;
const tokenWhy = 'a bound token in a projected volume instead of a Secret, 1.22';

const changedItems: readonly ChangedItem[] = [
  {
    kind: 'Pod',
    path: 'status.conditions',
    key: 'type',
    value: /^PodReadyToStartContainers$/,
    why: 'added in 1.29',
  },
  { kind: 'Pod', path: 'status.conditions', key: 'type', value: /^DisruptionTarget$/, why: 'added in 1.26' },
  { kind: 'Pod', path: 'spec.volumes', key: 'name', value: token, why: tokenWhy },
  { kind: 'Pod', path: 'spec.containers.[].volumeMounts', key: 'name', value: token, why: tokenWhy },
  { kind: 'Pod', path: 'spec.initContainers.[].volumeMounts', key: 'name', value: token, why: tokenWhy },
];

/** Of a pod that has failed 1.20 listed the unready containers; since 1.22 its conditions say PodFailed. */
const terminalConditions = { kind: 'Pod', phase: 'Failed', types: /^(Ready|ContainersReady)$/ };

function withoutTerminalReasons(kind: string, object: Fields): Fields {
  const { status } = object;
  if (kind !== terminalConditions.kind || status?.phase !== terminalConditions.phase) return object;
  const conditions = (status.conditions ?? []).map(({ reason, message, ...rest }: Fields) =>
    terminalConditions.types.test(rest['type']) ? rest : { ...rest, reason, message },
  );
  return { ...object, status: { ...status, conditions } };
}

/** An object without the fields and items that may differ. */
export function withoutAllowed(kind: string, whole: Fields): Fields {
  const object = withoutTerminalReasons(kind, whole);
  const fields = addedFields.filter((field) => field.kind === kind);
  const items = changedItems.filter((item) => item.kind === kind);
  const plain = fields.reduce<unknown>((result, { path }) => without(result, path.split('.')), object);
  return items.reduce((result, item) => withoutItems(result, item.path.split('.'), item), plain) as Fields;
}

function without(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined || typeof value !== 'object' || value === null) return value;
  if (key === '[]') return Array.isArray(value) ? value.map((item) => without(item, rest)) : value;
  const { [key]: inner, ...others } = value as Fields;
  return rest.length === 0 || inner === undefined ? others : { ...value, [key]: without(inner, rest) };
}

function withoutItems(value: unknown, [key, ...rest]: readonly string[], item: ChangedItem): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (key === undefined)
    return Array.isArray(value) ? value.filter((one) => !item.value.test(String(one?.[item.key]))) : value;
  if (key === '[]') return Array.isArray(value) ? value.map((one) => withoutItems(one, rest, item)) : value;
  const { [key]: inner } = value as Fields;
  return inner === undefined ? value : { ...value, [key]: withoutItems(inner, rest, item) };
}
