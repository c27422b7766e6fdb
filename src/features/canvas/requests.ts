/** What pods ask of a machine, in cores and GiB, for the bars on its head. */
import type { Container, Node, Pod } from '../../engine/api/generated/types.ts';
import { t } from './messages.en.ts';
import type { MachineScene } from './scene.ts';

export interface Amounts {
  /** Cores. */
  readonly cpu: number;
  /** GiB. */
  readonly memory: number;
}

const binary: Readonly<Record<string, number>> = {
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};
const decimal: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
};

/** The size of a Kubernetes quantity, near enough to draw with; 0 for what is no quantity. */
export function amountOf(quantity: string | undefined): number {
  const match = /^([+-]?[0-9.]+(?:[eE][+-]?\d+)?)([A-Za-z]{0,2})$/.exec(quantity ?? '');
  if (match === null) return 0;
  const unit = match[2] ?? '';
  const scale = unit === '' ? 1 : (binary[unit] ?? decimal[unit] ?? 0);
  return Number(match[1]) * scale;
}

/** The versions of a pod share their spec, so it is added up once. */
const known = new WeakMap<NonNullable<Pod['spec']>, Amounts>();

/**
 * Sum over the containers and sidecars, or the largest init container if that is more, plus overhead
 * (`pkg/api/v1/resource/helpers.go`).
 */
export function podRequests(pod: Pod): Amounts {
  if (pod.spec === undefined) return { cpu: 0, memory: 0 };
  let needed = known.get(pod.spec);
  if (needed === undefined) known.set(pod.spec, (needed = addRequests(pod)));
  return needed;
}

function addRequests(pod: Pod): Amounts {
  let running: Amounts = { cpu: 0, memory: 0 };
  let largest: Amounts = { cpu: 0, memory: 0 };
  for (const container of pod.spec?.containers ?? []) running = add(running, containerRequests(container));
  let sidecars: Amounts = { cpu: 0, memory: 0 };
  for (const container of pod.spec?.initContainers ?? []) {
    const own = containerRequests(container);
    if (container.restartPolicy === 'Always') {
      sidecars = add(sidecars, own);
      largest = most(largest, sidecars);
    } else {
      largest = most(largest, add(sidecars, own));
    }
  }
  const overhead = pod.spec?.overhead;
  const needed = most(add(running, sidecars), largest);
  return add(needed, { cpu: amountOf(overhead?.['cpu']), memory: amountOf(overhead?.['memory']) / 2 ** 30 });
}

export function allocatableOf(node: Node | undefined): Amounts & { readonly pods: number } {
  const from = node?.status?.allocatable;
  return {
    cpu: amountOf(from?.['cpu']),
    memory: amountOf(from?.['memory']) / 2 ** 30,
    pods: amountOf(from?.['pods']),
  };
}

export interface Load {
  readonly cpu: readonly number[];
  readonly memory: readonly number[];
  readonly allocatable: ReturnType<typeof allocatableOf>;
}

/** The picture and its rows ask for the same. */
const loads = new WeakMap<MachineScene, Load>();

/** What stands on a machine holds of it, a value a pod. Finished pods hold nothing any more. */
export function loadOf(machine: MachineScene): Load {
  let load = loads.get(machine);
  if (load === undefined) loads.set(machine, (load = readLoad(machine)));
  return load;
}

/** It holds nothing any more. */
export function isFinished({ status }: Pod): boolean {
  return status?.phase === 'Succeeded' || status?.phase === 'Failed';
}

function readLoad({ node, pods }: MachineScene): Load {
  const cpu: number[] = [];
  const memory: number[] = [];
  for (const pod of pods) {
    if (isFinished(pod)) continue;
    const requests = podRequests(pod);
    cpu.push(requests.cpu);
    memory.push(requests.memory);
  }
  return { cpu, memory, allocatable: allocatableOf(node) };
}

export type Requestable = 'cpu' | 'memory';

/** Cores with two digits, GiB with one. */
export function amountText(what: Requestable, amount: number): string {
  return amount.toFixed(what === 'cpu' ? 2 : 1);
}

/** How much of it is asked for, as a sentence. */
export function requestWords(what: Requestable, used: number, allocatable: number): string {
  return t('canvas.machine.requests', {
    used: amountText(what, used),
    allocatable: amountText(what, allocatable) + (what === 'cpu' ? '' : ' Gi'),
    what: t(what === 'cpu' ? 'canvas.machine.cpu' : 'canvas.machine.memory'),
  });
}

function containerRequests({ resources }: Container): Amounts {
  const requests = resources?.requests;
  const limits = resources?.limits;
  return {
    cpu: amountOf(requests?.['cpu'] ?? limits?.['cpu']),
    memory: amountOf(requests?.['memory'] ?? limits?.['memory']) / 2 ** 30,
  };
}

const add = (a: Amounts, b: Amounts): Amounts => ({ cpu: a.cpu + b.cpu, memory: a.memory + b.memory });
const most = (a: Amounts, b: Amounts): Amounts => ({
  cpu: Math.max(a.cpu, b.cpu),
  memory: Math.max(a.memory, b.memory),
});
