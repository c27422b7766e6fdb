/**
 * Events that a kubelet could not send. They wait in a line: the first is tried twelve times, ten seconds apart, and
 * then dropped; what stands behind it waits. `staging/src/k8s.io/client-go/tools/record/event.go` recordToSink
 */
import type { KubeObject } from '../api/object.ts';
import type { EventRecord, PartContext } from '../api/part.ts';
import type { Json } from '../kernel/index.ts';

const maxTries = 12;
const retryMs = 10_000;
/** Longer lines are not kept. */
const maxWaiting = 1000;

export interface UnsentEvents {
  waiting: EventRecord[];
  /** How often the first has been tried. */
  tries: number;
  timer: number;
}

interface Machine {
  readonly name: string;
  unsent?: UnsentEvents;
}

/** Keeps what happened at this moment until it can be told. */
export function keepUnsent(context: PartContext, node: Machine, event: EventRecord): void {
  const kept = { ...event, about: referred(event.about), atMs: context.view.nowMs };
  if (node.unsent === undefined) {
    // The first pause is shortened by chance, so that not all machines come back at once.
    const delayMs = context.random(`events/${node.name}`).integer(retryMs);
    node.unsent = { waiting: [kept], tries: 1, timer: arm(context, node, delayMs) };
  } else if (node.unsent.waiting.length < maxWaiting) node.unsent.waiting.push(kept);
}

/** The time of another try: tells all when it works. */
export function retryUnsent(
  context: PartContext,
  node: Machine,
  isOnline: boolean,
  tell: (event: EventRecord) => void,
): void {
  const { unsent } = node;
  if (unsent === undefined) return;
  if (isOnline) {
    delete node.unsent;
    unsent.waiting.forEach(tell);
    return;
  }
  unsent.tries++;
  if (unsent.tries >= maxTries) {
    unsent.waiting.shift();
    unsent.tries = 1;
  }
  if (unsent.waiting.length === 0) delete node.unsent;
  else unsent.timer = arm(context, node, retryMs);
}

/** A kubelet that ends takes them with it. */
export function forgetUnsent(context: PartContext, node: Machine): void {
  if (node.unsent === undefined) return;
  context.cancel(node.unsent.timer);
  delete node.unsent;
}

function arm(context: PartContext, { name }: Machine, delayMs: number): number {
  return context.schedule('events', delayMs, { do: 'events', node: name } satisfies Json);
}

/** All that an Event says of what it is about. */
function referred({ apiVersion, kind, metadata }: KubeObject): KubeObject {
  const { name, namespace, uid, resourceVersion } = metadata ?? {};
  const known = { name, namespace, uid, resourceVersion };
  const given = Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
  return { apiVersion, kind, metadata: given } as KubeObject;
}
