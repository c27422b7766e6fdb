/** What kubectl can do with an object, as lines: the actions of menus are these. */
import { kindsOf } from '../engine/api/custom-kinds.ts';
import { quoted } from './kubectl-line.ts';
import { mirror, splitObjectKey } from './mirror.ts';

/** `deployment web -n shop`; undefined for a kind that is not served. */
export function kubectlTarget(key: string): string | undefined {
  const { resource, namespace, name } = splitObjectKey(key);
  const kind = kindsOf(mirror).byId(resource);
  if (kind === undefined) return undefined;
  const flags = namespace === '' || namespace === 'default' ? '' : ` -n ${quoted(namespace)}`;
  const word = kind.custom === undefined ? kind.singular : `${kind.plural}.${kind.group}`;
  return `${word} ${quoted(name)}${flags}`;
}

const rolledOut = new Set(['deployments.apps', 'statefulsets.apps', 'daemonsets.apps']);
const scaled = new Set([
  'deployments.apps',
  'statefulsets.apps',
  'replicasets.apps',
  'replicationcontrollers',
]);

export type ActionName =
  'scale' | 'restart' | 'undo' | 'pause' | 'resume' | 'cordon' | 'uncordon' | 'drain' | 'delete';

/** The actions that make sense for the object as it is now. */
export function actionsFor(key: string): readonly ActionName[] {
  const { resource } = splitObjectKey(key);
  const { spec } = (mirror.get(key) ?? {}) as { spec?: { paused?: boolean; unschedulable?: boolean } };
  const actions: ActionName[] = [];
  if (scaled.has(resource)) actions.push('scale');
  if (rolledOut.has(resource)) actions.push('restart', 'undo');
  if (resource === 'deployments.apps') actions.push(spec?.paused === true ? 'resume' : 'pause');
  if (resource === 'nodes') actions.push(spec?.unschedulable === true ? 'uncordon' : 'cordon', 'drain');
  return [...actions, 'delete'];
}

/** All lines of kubectl that read the object or do something with it: menus show them. */
export function linesFor(key: string): readonly string[] {
  const target = kubectlTarget(key);
  if (target === undefined) return [];
  const isPod = splitObjectKey(key).resource === 'pods';
  const pod = target.replace(/^pod /, '');
  return [
    `kubectl describe ${target}`,
    `kubectl get ${target} -o yaml`,
    ...(isPod ? [`kubectl logs ${pod}`, `kubectl exec -it ${pod} -- sh`] : []),
    ...actionsFor(key).flatMap((action) => actionLine(action, key, nextChoices(key)) ?? []),
  ];
}

/** One replica more than there are: what a line is for can be seen at once. */
function nextChoices(key: string): ActionChoices {
  const { spec } = (mirror.get(key) ?? {}) as { spec?: { replicas?: number } };
  return spec?.replicas === undefined ? {} : { replicas: spec.replicas + 1 };
}

export interface ActionChoices {
  readonly replicas?: number;
  /** Seconds; when absent, the object's own. */
  readonly gracePeriod?: number;
  readonly force?: boolean;
  /** What becomes of objects that it owns; when absent, `background`. */
  readonly cascade?: 'background' | 'foreground' | 'orphan';
  readonly deleteEmptyDirs?: boolean;
}

/** Undefined for a kind that is not served. */
export function actionLine(action: ActionName, key: string, choices: ActionChoices = {}): string | undefined {
  const target = kubectlTarget(key);
  if (target === undefined) return undefined;
  const { name } = splitObjectKey(key);
  switch (action) {
    case 'scale':
      return `kubectl scale ${target} --replicas=${choices.replicas ?? 1}`;
    case 'cordon':
    case 'uncordon':
      return `kubectl ${action} ${quoted(name)}`;
    case 'drain':
      return `kubectl drain ${quoted(name)} --ignore-daemonsets${choices.deleteEmptyDirs === true ? ' --delete-emptydir-data' : ''}${choices.force === true ? ' --force' : ''}`;
    case 'delete':
      return `kubectl delete ${target}${deleteFlags(choices)} --wait=false`;
    default:
      return `kubectl rollout ${action} ${target}`;
  }
}

function deleteFlags({ gracePeriod, force, cascade }: ActionChoices): string {
  const grace = force === true ? (gracePeriod ?? 0) : gracePeriod;
  return [
    cascade === undefined || cascade === 'background' ? '' : ` --cascade=${cascade}`,
    grace === undefined ? '' : ` --grace-period=${grace}`,
    force === true ? ' --force' : '',
  ].join('');
}
