/** What the recorder did beside kubectl: to a machine, to a file that a probe looks for, or by a request of its own. */
import type { MachineSpec } from '../../engine/index.ts';

export type Action =
  | { readonly kind: 'machine'; readonly machine: string; readonly changes: readonly MachineSpec[] }
  | { readonly kind: 'file'; readonly pod: string; readonly present: boolean }
  /** Sets what the namespace's budget wants and has one of its pods evicted. */
  | { readonly kind: 'evict'; readonly minAvailable: number };

const rules: ReadonlyArray<readonly [RegExp, (named: string) => Action]> = [
  // A stopped kubelet is silent while its containers run: as with a network that is cut.
  [/^(\S+) stops responding/, (machine) => onMachine(machine, { network: 'Partitioned' })],
  [/^(\S+) comes back/, (machine) => onMachine(machine, { network: 'Connected' })],
  [/^(\S+) killed and restarted at once/, (machine) => onMachine(machine, { power: 'Off' }, { power: 'On' })],
  [/^(\S+) killed/, (machine) => onMachine(machine, { power: 'Off' })],
  [/^(\S+) starts again/, (machine) => onMachine(machine, { power: 'On' })],
  [
    /^evict a pod of a budget .*\(minAvailable (\d+)\)/,
    (count) => ({ kind: 'evict', minAvailable: Number(count) }),
  ],
  [/^(?:mark )?(\S+) (?:becomes )?ready/, (pod) => ({ kind: 'file', pod, present: true })],
  [/^(?:mark )?(\S+) (?:becomes )?unready/, (pod) => ({ kind: 'file', pod, present: false })],
];

function onMachine(machine: string, ...changes: readonly MachineSpec[]): Action {
  return { kind: 'machine', machine, changes };
}

/** @throws Error for an action that no rule knows. */
export function parseAction(text: string): Action {
  for (const [pattern, toAction] of rules) {
    const named = pattern.exec(text)?.[1];
    if (named !== undefined) return toAction(named);
  }
  throw new Error(`no rule for the action "${text}"`);
}
