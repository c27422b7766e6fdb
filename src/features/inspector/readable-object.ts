import type { KubeObject } from '../../bridge/protocol.ts';

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';
const firstFields = ['apiVersion', 'kind', 'metadata', 'spec', 'data'];

/** The object in the order in which people write it, without what only machines read. `kubectl get -o yaml` hides the same. */
export function readableObject(object: KubeObject): Record<string, unknown> {
  const fields = object as Record<string, unknown>;
  const rest = Object.keys(fields).filter((field) => !firstFields.includes(field) && field !== 'status');
  const ordered = [...firstFields, ...rest, 'status'].filter((field) => fields[field] !== undefined);
  const readable = Object.fromEntries(ordered.map((field) => [field, fields[field]]));
  if (object.metadata !== undefined) {
    const { managedFields: _machine, annotations, ...metadata } = object.metadata;
    const { [lastApplied]: _applied, ...told } = annotations ?? {};
    readable['metadata'] = Object.keys(told).length > 0 ? { ...metadata, annotations: told } : metadata;
  }
  return readable;
}
