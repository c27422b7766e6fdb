/**
 * Creating and deleting pods with the Events that tell of it.
 * `pkg/controller/controller_utils.go` RealPodControl
 */
import type { Pod, PodTemplateSpec } from '../../api/generated/types.ts';
import { type KubeObject, nameOf, namespaceOf, type OwnerReference } from '../../api/object.ts';
import type { Write } from '../../api/part.ts';
import type { Status } from '../../api/status-error.ts';
import { podFromTemplate } from './pod-from-template.ts';

export function createPod(owner: KubeObject, template: PodTemplateSpec, reference: OwnerReference): Write {
  return {
    verb: 'create',
    resource: 'pods',
    object: podFromTemplate(template, owner, reference),
    event: { about: owner, type: 'Normal', reason: 'SuccessfulCreate', message: 'Created pod: {name}' },
  };
}

export function deletePod(owner: KubeObject, pod: Pod): readonly Write[] {
  const name = nameOf(pod);
  return [
    { verb: 'delete', resource: 'pods', namespace: namespaceOf(pod), name },
    {
      verb: 'event',
      event: { about: owner, type: 'Normal', reason: 'SuccessfulDelete', message: `Deleted pod: ${name}` },
    },
  ];
}

/** The Event that tells of a refused pod. Nothing is told while the namespace is going, or of a pod that has gone. */
export function refusedPodEvent(
  owner: KubeObject,
  verb: 'create' | 'delete',
  status: Status,
): readonly Write[] {
  const message = status.message ?? '';
  if (verb === 'create') {
    if (isNamespaceTerminating(status)) return [];
    return [
      {
        verb: 'event',
        event: {
          about: owner,
          type: 'Warning',
          reason: 'FailedCreate',
          message: `Error creating: ${message}`,
        },
      },
    ];
  }
  if (status.reason === 'NotFound') return [];
  return [
    {
      verb: 'event',
      event: { about: owner, type: 'Warning', reason: 'FailedDelete', message: `Error deleting: ${message}` },
    },
  ];
}

export function isNamespaceTerminating(status: Status): boolean {
  return status.details?.causes?.some((cause) => cause.reason === 'NamespaceTerminating') === true;
}
