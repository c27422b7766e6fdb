/** What subresources speak, where it isn't their resource's own kind. `pkg/registry/core/rest/storage_core.go` */
import { apiVersionOf, type ResourceKind } from '../../api/kinds.ts';

export interface SubresourceKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly verbs: readonly string[];
}

const changed = ['get', 'patch', 'update'];
const connected = ['create', 'get'];

/** Subresource to the kind and version of its body and its verbs; an empty kind is the resource's own. */
const known: Readonly<Record<string, readonly [apiVersion: string, kind: string, verbs: readonly string[]]>> =
  {
    attach: ['v1', 'PodAttachOptions', connected],
    binding: ['v1', 'Binding', ['create']],
    eviction: ['policy/v1', 'Eviction', ['create']],
    exec: ['v1', 'PodExecOptions', connected],
    finalize: ['', '', ['update']],
    log: ['', '', ['get']],
    portforward: ['v1', 'PodPortForwardOptions', connected],
    proxy: ['', '', ['create', 'delete', 'get', 'patch', 'update']],
    scale: ['autoscaling/v1', 'Scale', changed],
    token: ['authentication.k8s.io/v1', 'TokenRequest', ['create']],
  };

export function subresourceKind(kind: ResourceKind, subresource: string): SubresourceKind {
  const [told, name, verbs] = known[subresource] ?? ['', '', changed];
  const apiVersion = told || apiVersionOf(kind);
  const slash = apiVersion.indexOf('/');
  return {
    group: slash < 0 ? '' : apiVersion.slice(0, slash),
    version: apiVersion.slice(slash + 1),
    kind: name || kind.kind,
    verbs,
  };
}
