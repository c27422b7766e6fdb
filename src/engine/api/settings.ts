/** Who may do what: everybody everything, or what roles allow. */
export type AuthorizationMode = 'AlwaysAllow' | 'RBAC';

/** What an administrator may set about the cluster. Defaults are Kubernetes 1.36's. */
export interface ClusterSettings {
  /** RFC 3339 of simulated moment 0. */
  readonly startedAt: string;
  /** How long a silent node stays Ready, in seconds: 50, and 40 before Kubernetes 1.32. */
  readonly nodeMonitorGracePeriodSeconds: number;
  /**
   * A pod that found no node is tried again after what may help it alone, and at once when nothing else waits.
   * Before Kubernetes 1.32 any change of a node made all of them wait out their back-off: false.
   */
  readonly schedulerQueueingHints: boolean;
  /** A simulation for learning lets everybody do everything unless told otherwise. */
  readonly authorization: AuthorizationMode;
}

export const defaultSettings: ClusterSettings = {
  startedAt: '2026-03-02T09:00:00Z',
  nodeMonitorGracePeriodSeconds: 50,
  schedulerQueueingHints: true,
  authorization: 'AlwaysAllow',
};
