/** The priority that a pod's class stands for. `plugin/pkg/admission/priority/admission.go` */
import type { Pod, PriorityClass } from '../../api/generated/types.ts';
import { resourceById } from '../../api/kinds.ts';
import { nameOf } from '../../api/object.ts';
import type { Store } from '../../api/store.ts';
import { forbidden } from '../errors.ts';

const classResource = 'priorityclasses.scheduling.k8s.io';
const defaultPolicy = 'PreemptLowerPriority';

/** @throws StatusError Forbidden for an unknown class, and for numbers that the pod may not state itself. */
export function withPriority(pod: Pod, store: Store): Pod {
  const spec = pod.spec!;
  const named = spec.priorityClassName ?? '';
  const found = named === '' ? defaultPriorityClass(store) : priorityClass(named, store);
  const refuse = (why: string) => forbidden(resourceById('pods'), nameOf(pod), why);
  if (found === undefined && named !== '') throw refuse(`no PriorityClass with name ${named} was found`);
  const priority = found?.value ?? 0;
  const preemptionPolicy = found?.preemptionPolicy ?? defaultPolicy;
  const computed = 'must not be provided in pod spec; priority admission controller computed';
  if ((spec.priority ?? priority) !== priority) {
    throw refuse(
      `the integer value of priority (${spec.priority}) ${computed} ${priority} from the given PriorityClass name`,
    );
  }
  if ((spec.preemptionPolicy ?? preemptionPolicy) !== preemptionPolicy) {
    throw refuse(
      `the string value of PreemptionPolicy (${spec.preemptionPolicy}) ${computed} ${preemptionPolicy} from the given PriorityClass name`,
    );
  }
  const className = found?.metadata?.name;
  return {
    ...pod,
    spec: {
      ...spec,
      ...(className === undefined ? {} : { priorityClassName: className }),
      priority,
      preemptionPolicy,
    },
  };
}

/** @throws StatusError Forbidden when another class is the default already. */
export function checkDefaultClass(next: PriorityClass, store: Store): void {
  if (next.globalDefault !== true) return;
  const other = defaultPriorityClass(store);
  if (other === undefined || nameOf(other) === nameOf(next)) return;
  const why = `PriorityClass ${nameOf(other)} is already marked as default. Only one default can exist`;
  throw forbidden(resourceById(classResource), nameOf(next), why);
}

function defaultPriorityClass(store: Store): PriorityClass | undefined {
  const classes = store.list(classResource) as readonly PriorityClass[];
  return classes
    .filter((found) => found.globalDefault === true)
    .toSorted((left, right) => (left.value ?? 0) - (right.value ?? 0))[0];
}

/** The two classes that exist even when nobody stored them. */
const systemPriorities: Readonly<Record<string, number>> = {
  'system-cluster-critical': 2_000_000_000,
  'system-node-critical': 2_000_001_000,
};

function priorityClass(name: string, store: Store): PriorityClass | undefined {
  if (Object.hasOwn(systemPriorities, name)) return { metadata: { name }, value: systemPriorities[name]! };
  return store.get(classResource, '', name) as PriorityClass | undefined;
}
