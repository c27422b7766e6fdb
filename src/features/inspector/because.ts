/** The answer to "why" in a sentence: what holds the object up by its own status, and where its chain ends. */
import type { WhyStep } from '../../bridge/protocol.ts';
import type { Event, Pod } from '../../engine/api/generated/types.ts';
import { becauseOfStatus } from './because-status.ts';
import type { InspectedObject } from './kind-of-key.ts';
import { t } from './messages.en.ts';

/** `steps` latest first; `events` about the object. Undefined where neither the chain nor the status tells. */
export function becauseOf(
  steps: readonly WhyStep[],
  { resource, object }: Pick<InspectedObject, 'resource' | 'object'>,
  events: readonly Event[],
): string | undefined {
  const root = rootOf(steps);
  const applied = root !== undefined && isApplied(root) ? nameOf(root) : undefined;
  const trouble = resource === 'pods' ? becauseOfStatus(object as Pod, events, applied) : undefined;
  if (trouble === undefined) return root === undefined ? undefined : becauseOfRoot(root, steps);
  if (root === undefined || applied !== undefined || root.author === 'podarium') return trouble;
  return [trouble, becauseOfRoot(root, steps)].filter((said) => said !== undefined).join(' ');
}

/** The change that a person made, or the oldest that the chain knows. */
function rootOf(steps: readonly WhyStep[]): WhyStep | undefined {
  return steps.findLast(({ type }) => type !== 'COMMAND');
}

/** What holds a pod up is in the manifest then, and stands in its status; a fault or a new machine is news beside it. */
const isApplied = ({ type, author, key }: WhyStep): boolean =>
  type === 'ADDED' && author === 'user' && !key.includes('.podarium.dev/');
const resourceOf = ({ key }: WhyStep): string => key.slice(0, key.indexOf('/'));
const nameOf = ({ key }: WhyStep): string => key.split('/').at(-1) ?? key;

function becauseOfRoot(root: WhyStep, steps: readonly WhyStep[]): string | undefined {
  const thing = nameOf(root);
  if (root.author === 'podarium') return t('why.none');
  if (steps.at(-1)?.type !== 'COMMAND') return undefined;
  if (root.type === 'DELETED' || root.what.startsWith('metadata.deletionTimestamp'))
    return t('because.deleted', { thing });
  switch (resourceOf(root)) {
    case 'machines.podarium.dev':
      return becauseOfMachine(root, steps);
    case 'faults.podarium.dev':
      return t('because.fault', { thing });
    case 'nodes':
      return becauseOfNode(root);
    case 'jobs.batch':
      return root.type === 'ADDED' ? t('because.job', { thing }) : becauseOfChange(root);
    default:
      return root.type === 'ADDED' ? t('because.applied', { thing }) : becauseOfChange(root);
  }
}

function becauseOfMachine(root: WhyStep, steps: readonly WhyStep[]): string {
  const node = nameOf(root);
  if (root.type === 'ADDED') return t('because.joined', { node });
  const isPower = root.what === 'spec.power On → Off';
  if (!isPower && !root.what.endsWith('→ Partitioned')) return becauseOfChange(root);
  const silent = steps.find(({ what }) => what.endsWith('[Ready].status True → Unknown'));
  if (silent === undefined) return isPower ? t('because.power', { node }) : t('because.network', { node });
  const silence = secondsBetween(root, silent);
  const evicted = steps.find(({ author }) => author === 'taint-eviction-controller');
  if (evicted === undefined)
    return isPower
      ? t('because.powerSilent', { node, silence })
      : t('because.networkSilent', { node, silence });
  const tainted = steps.find(({ what }) => what.includes(':NoExecute')) ?? silent;
  const wait = secondsBetween(tainted, evicted);
  return isPower
    ? t('because.powerEvicted', { node, silence, wait })
    : t('because.networkEvicted', { node, silence, wait });
}

const secondsBetween = (from: WhyStep, to: WhyStep): number => Math.round((to.timeMs - from.timeMs) / 1000);

function becauseOfNode(root: WhyStep): string {
  const node = nameOf(root);
  const taint = /^spec\.taints\[(.+)\] added$/.exec(root.what)?.[1];
  if (taint !== undefined) return t('because.taint', { node, taint });
  return root.what.startsWith('spec.unschedulable') ? t('because.cordon', { node }) : becauseOfChange(root);
}

function becauseOfChange({ key, what }: WhyStep): string {
  const thing = key.split('/').at(-1) ?? key;
  const [, from = '', to = ''] = / (\S+) → (\S+)$/.exec(what) ?? [];
  if (what.startsWith('spec.replicas ')) return t('because.scaled', { thing, from, to });
  if (/\.image \S+ → /.test(what)) return t('because.image', { thing, from, to });
  return what === '' ? t('because.changed', { thing }) : t('because.changedTo', { thing, what });
}
