/** How a request that isn't allowed is refused. `staging/src/k8s.io/apiserver/pkg/endpoints/handlers/responsewriters/errors.go` */
import { refuse, type StatusError } from '../../api/status-error.ts';
import type { Attributes } from './attributes.ts';

export function notAllowed(wanted: Attributes, reason: string): StatusError {
  const { group, resource, name } = wanted;
  const why = `${describe(wanted)}${reason === '' ? '' : `: ${reason}`}`;
  const details = {
    ...(name === '' ? {} : { name }),
    ...(group === '' ? {} : { group }),
    ...(resource === '' ? {} : { kind: resource }),
  };
  const qualified = group === '' ? resource : `${resource}.${group}`;
  const what = name === '' ? `${qualified} is forbidden` : `${qualified} "${name}" is forbidden`;
  return refuse(403, 'Forbidden', `${resource === '' ? 'forbidden' : what}: ${why}`, details);
}

function describe({ user, verb, path, group, resource, subresource, namespace }: Attributes): string {
  if (resource === '') return `User "${user.name}" cannot ${verb} path "${path}"`;
  const full = subresource === '' ? resource : `${resource}/${subresource}`;
  const place = namespace === '' ? 'at the cluster scope' : `in the namespace "${namespace}"`;
  return `User "${user.name}" cannot ${verb} resource "${full}" in API group "${group}" ${place}`;
}
