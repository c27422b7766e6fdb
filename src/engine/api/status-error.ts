/** What the API server answers when it refuses: `v1.Status`. `staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go` */
export interface StatusCause {
  readonly reason?: string;
  readonly message?: string;
  /** Path such as `spec.containers[0].image`. */
  readonly field?: string;
}

export interface Status {
  readonly kind: 'Status';
  readonly apiVersion: 'v1';
  readonly metadata: Record<string, never>;
  readonly status: 'Failure' | 'Success';
  readonly message?: string;
  readonly reason?: string;
  readonly details?: {
    readonly name?: string;
    readonly group?: string;
    readonly kind?: string;
    readonly uid?: string;
    readonly causes?: readonly StatusCause[];
    readonly retryAfterSeconds?: number;
  };
  readonly code: number;
}

/** A refused request. Its status is the whole answer; parts of the cluster catch it, people read its message. */
export class StatusError extends Error {
  readonly status: Status;

  constructor(status: Status) {
    super(status.message);
    this.status = status;
  }

  get reason(): string {
    return this.status.reason ?? '';
  }
}

/** Builds the refusal itself; the named reasons below are the ones Kubernetes has. */
export function refuse(
  code: number,
  reason: string,
  message: string,
  details?: Status['details'],
): StatusError {
  return new StatusError({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    reason,
    ...(details === undefined ? {} : { details }),
    code,
  });
}

/** A kubelet's word for a container that does not run. `pkg/kubelet/server/server.go` */
export function containerNotFound(name: string): StatusError {
  return refuse(500, 'InternalError', `unable to upgrade connection: container not found ("${name}")`);
}
