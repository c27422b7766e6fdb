/** The part of a kubeconfig file that matters without connections. `staging/src/k8s.io/client-go/tools/clientcmd/api/v1` */
export interface KubeconfigContext {
  readonly cluster: string;
  readonly user: string;
  readonly namespace?: string;
}

export interface Kubeconfig {
  readonly currentContext: string;
  readonly clusters: Readonly<Record<string, { readonly server: string }>>;
  readonly users: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly contexts: Readonly<Record<string, KubeconfigContext>>;
}

/** What a page without a kubeconfig of its own works with. */
export const simulatedKubeconfig: Kubeconfig = {
  currentContext: 'podarium',
  clusters: { podarium: { server: 'http://podarium.simulated' } },
  users: { 'kubernetes-admin': {} },
  contexts: { podarium: { cluster: 'podarium', user: 'kubernetes-admin' } },
};

/** The namespace of the context in use; empty when it names none. */
export function namespaceOfContext(config: Kubeconfig, context = config.currentContext): string {
  return config.contexts[context]?.namespace ?? '';
}
