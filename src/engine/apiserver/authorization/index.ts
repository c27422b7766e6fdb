/**
 * Whether a request may be answered at all. Only what comes through the API server's door is asked: the parts of
 * the cluster write beside it. `staging/src/k8s.io/apiserver/pkg/endpoints/filters/{authorization,impersonation}.go`
 */
import { fidelityWarning, type ResourceKind } from '../../api/kinds.ts';
import type { KubeObject } from '../../api/object.ts';
import type { ApiRequest } from '../../api/request.ts';
import type { AuthorizationMode } from '../../api/settings.ts';
import type { Store } from '../../api/store.ts';
import type { WriteOptions } from '../object-writer.ts';
import { aboutResource, type Attributes, attributesOf } from './attributes.ts';
import { checkEscalation } from './escalation.ts';
import { authorize, type Decision } from './rbac.ts';
import { notAllowed } from './refusal.ts';
import { accountOf, type User, userOf } from './user.ts';

export class Authorization {
  readonly mode: AuthorizationMode;
  readonly store: Store;

  constructor(mode: AuthorizationMode, store: Store) {
    this.mode = mode;
    this.store = store;
  }

  /** @throws StatusError Forbidden */
  check(request: ApiRequest): void {
    if (this.mode === 'AlwaysAllow') return;
    const { impersonator } = request;
    if (impersonator !== undefined) this.#checkImpersonation(userOf(impersonator), request);
    this.#demand(attributesOf(request, userOf(request)));
  }

  decide(wanted: Attributes): Decision {
    return this.mode === 'RBAC' ? authorize(wanted, this.store) : { allowed: true, reason: '' };
  }

  /** What a write must pass beside admission: nobody grants more than they have. */
  guard(request: ApiRequest): Pick<WriteOptions, 'guard'> {
    if (this.mode === 'AlwaysAllow') return {};
    const user = userOf(request);
    return { guard: (kind, next, previous) => checkEscalation(kind, next, previous, user, this.store) };
  }

  /** What to tell someone who creates an object that nothing acts on; roles act where they are asked. */
  fidelityWarning(kind: ResourceKind, object: KubeObject): string | undefined {
    if (kind.group !== 'rbac.authorization.k8s.io') return fidelityWarning(kind, object);
    if (this.mode === 'RBAC') return undefined;
    return `Podarium stores ${kind.kind} objects, but authorization by roles is switched off in this cluster`;
  }

  #checkImpersonation(user: User, { user: name = '', groups = [] }: ApiRequest): void {
    const account = accountOf(name);
    const asUser =
      account === undefined ? { resource: 'users', name } : { resource: 'serviceaccounts', ...account };
    this.#demand(aboutResource(user, { verb: 'impersonate', ...asUser }));
    for (const group of groups)
      this.#demand(aboutResource(user, { verb: 'impersonate', resource: 'groups', name: group }));
  }

  #demand(wanted: Attributes): void {
    const { allowed, reason } = this.decide(wanted);
    if (!allowed) throw notAllowed(wanted, reason);
  }
}
