/** What the subresources of a pod may change. `pkg/apis/core/validation/validation.go` */
import { semanticallyEqual } from '../equal.ts';
import type { Container, Pod } from '../generated/types.ts';
import { qosClass } from '../qos-class.ts';
import { isMirrorPod } from '../static-pod.ts';
import { type FieldError, forbidden, invalid } from './field-error.ts';
import { checkPodItself } from './pods.ts';

/** ValidatePodEphemeralContainersUpdate: they are added and stay as they are. */
export function validateEphemeralContainers(next: Pod, previous: Pod): FieldError[] {
  if (isMirrorPod(previous)) return [forbidden('[]', 'static pods do not support ephemeral containers')];
  const errors: FieldError[] = [];
  checkPodItself(next, errors);
  for (const old of previous.spec?.ephemeralContainers ?? []) {
    const found = next.spec?.ephemeralContainers?.find(({ name }) => name === old.name);
    if (found !== undefined && semanticallyEqual(found, old)) continue;
    const what = found === undefined ? 'removed' : 'changed';
    const detail = `existing ephemeral containers "${old.name}" may not be ${what}\n`;
    errors.push(forbidden('spec.ephemeralContainers', detail));
  }
  return errors;
}

const resizable = new Set(['cpu', 'memory']);

/** ValidatePodResize: processor and memory of containers, as long as the pod's quality of service stays. */
export function validateResize(next: Pod, previous: Pod): FieldError[] {
  if (isMirrorPod(previous)) return [forbidden('[]', 'static pods cannot be resized')];
  const errors: FieldError[] = [];
  checkPodItself(next, errors);
  if (qosClass(next) !== qosClass(previous)) {
    const detail = 'Pod QOS Class may not change as a result of resizing';
    errors.push(invalid('spec', qosClass(next), detail));
  }
  for (const list of ['initContainers', 'containers'] as const) {
    next.spec?.[list]?.forEach((container, index) => {
      const old = previous.spec?.[list]?.[index];
      if (old !== undefined) checkResources(container, old, `spec.${list}[${index}].resources`, errors);
    });
  }
  return errors;
}

function checkResources(next: Container, previous: Container, path: string, errors: FieldError[]): void {
  for (const list of ['limits', 'requests'] as const) {
    const [now, before] = [next.resources?.[list] ?? {}, previous.resources?.[list] ?? {}];
    for (const name of new Set([...Object.keys(now), ...Object.keys(before)])) {
      const was = before[name];
      if (resizable.has(name)) {
        if (was !== undefined && now[name] === undefined)
          errors.push(forbidden(`${path}.${list}`, `resource ${list} cannot be removed`));
      } else if (was !== now[name])
        errors.push(forbidden(`${path}.${list}`, 'only cpu and memory resources are mutable'));
    }
  }
}
