/** Whether anything in the cluster acts on a kind, for the words that say so. */
import { fidelityWarning, findResource } from '../engine/api/kinds.ts';

export type Fidelity = 'simulated' | 'storedOnly' | 'withRoles' | 'custom';

/** `storedOnly`: kept, checked and shown, no more. `withRoles`: decides something while roles are enforced. */
export function fidelityOf(resource: string): Fidelity {
  const kind = findResource(resource);
  if (kind === undefined) return 'custom';
  if (kind.group === 'rbac.authorization.k8s.io') return 'withRoles';
  return fidelityWarning(kind, {}) === undefined ? 'simulated' : 'storedOnly';
}
