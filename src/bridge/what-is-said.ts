/** What somebody looks for in an object that it reads, in a few words and in the API's own: `spec.replicas 3`. */
import type { KubeObject, Node, Pod } from '../engine/index.ts';

/** Empty where nothing stands out. */
export function whatIsSaid(resource: string, object: KubeObject): string {
  switch (resource) {
    case 'pods':
      return saidOfPod(object as Pod);
    case 'nodes':
      return saidOfNode(object as Node);
    default:
      return fieldsByResource.map((path) => wordsOf(object, path)).find((words) => words !== '') ?? '';
  }
}

/** The first that an object has. */
const fieldsByResource: readonly (readonly string[])[] = [
  ['metadata', 'deletionTimestamp'],
  ['spec', 'renewTime'],
  ['spec', 'power'],
  ['spec', 'replicas'],
  ['spec', 'parallelism'],
  ['spec', 'schedule'],
  ['spec', 'type'],
  ['spec', 'minAvailable'],
];

function wordsOf(object: KubeObject, path: readonly string[]): string {
  const value = path.reduce<unknown>(
    (inner, step) => (inner as Readonly<Record<string, unknown>> | undefined)?.[step],
    object,
  );
  return typeof value === 'string' || typeof value === 'number'
    ? `${path.join('.')} ${clockIn(String(value))}`
    : '';
}

function saidOfPod({ metadata, spec, status }: Pod): string {
  if (metadata?.deletionTimestamp !== undefined) return 'metadata.deletionTimestamp is set';
  if ((spec?.nodeName ?? '') === '') return 'spec.nodeName is empty';
  const waiting = status?.containerStatuses?.find(({ state }) => state?.waiting !== undefined)?.state
    ?.waiting;
  if (waiting?.reason !== undefined) return `state.waiting.reason ${waiting.reason}`;
  return status?.phase === undefined ? `spec.nodeName ${spec?.nodeName}` : `status.phase ${status.phase}`;
}

function saidOfNode({ spec, status }: Node): string {
  const ready = status?.conditions?.find(({ type }) => type === 'Ready')?.status;
  const taint = spec?.taints?.at(-1);
  const words = ready === undefined ? '' : `Ready=${ready}`;
  return taint === undefined ? words : `${words} ${taint.key}:${taint.effect}`.trim();
}

/** A timestamp is told by its time of day. */
function clockIn(value: string): string {
  return /^\d{4}-\d\d-\d\dT/.test(value) ? value.slice(11, 21).replace(/[Z.]+$/, '') : value;
}
