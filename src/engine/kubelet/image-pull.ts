import { type BackoffEntry, type BackoffLimits, isInBackoffSinceUpdate, pullLimits } from './back-off.ts';
import { formatDuration } from './back-off.ts';
import { applyDefaultImageTag, ImageNameError } from './image-name.ts';

/** An Event about a container, without the container. */
export interface ContainerEvent {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
}

/** Why a container waits. */
export interface WaitingReason {
  readonly reason: string;
  readonly message: string;
}

export interface ImageQuestion {
  readonly image: string;
  /** imagePullPolicy. */
  readonly policy: string | undefined;
  readonly isPresent: boolean;
  /** The runtime can't tell whether it has the image. */
  readonly inspectError?: string | undefined;
  readonly backoff: BackoffEntry | undefined;
  /** How the last pull failed. */
  readonly lastFailure?: WaitingReason | undefined;
  readonly nowMs: number;
  readonly limits?: BackoffLimits;
}

export type ImageDecision =
  | { readonly kind: 'present'; readonly events: readonly ContainerEvent[] }
  | { readonly kind: 'pull'; readonly events: readonly ContainerEvent[] }
  | { readonly kind: 'wait'; readonly waiting: WaitingReason; readonly events: readonly ContainerEvent[] };

/** What is done about a container's image now. `pkg/kubelet/images/image_manager.go` EnsureImageExists */
export function decideImage(question: ImageQuestion): ImageDecision {
  const { image, policy, isPresent, inspectError } = question;
  try {
    applyDefaultImageTag(image);
  } catch (error) {
    if (!(error instanceof ImageNameError)) throw error;
    const message = `Failed to apply default image tag ${quoted(image)}: ${error.message}`;
    return refuse('InvalidImageName', message, { type: 'Warning', reason: 'InspectFailed', message });
  }
  if (inspectError !== undefined) {
    const message = `Failed to inspect image ${quoted(image)}: ${inspectError}`;
    return refuse('ImageInspectError', message, { type: 'Warning', reason: 'InspectFailed', message });
  }
  if (isPresent && policy !== 'Always') {
    const message = `Container image ${quoted(image)} already present on machine and can be accessed by the pod`;
    return { kind: 'present', events: [{ type: 'Normal', reason: 'Pulled', message }] };
  }
  if (policy === 'Never') {
    const message = `Container image ${quoted(image)} is not present with pull policy of Never`;
    return refuse('ErrImageNeverPull', message, { type: 'Warning', reason: 'ErrImageNeverPull', message });
  }
  return decidePull(question);
}

/** Why the container waits after a failed pull, and the Event. */
export function pullFailure(
  image: string,
  error: string,
): { readonly waiting: WaitingReason; readonly event: ContainerEvent } {
  return {
    waiting: classifyPullError(image, error),
    event: { type: 'Warning', reason: 'Failed', message: `Failed to pull image ${quoted(image)}: ${error}` },
  };
}

/** The Event of a pull that took `pullMs`, and `totalMs` with the time it stood in the queue. */
export function pulledEvent(
  image: string,
  pullMs: number,
  totalMs: number,
  sizeBytes: number,
): ContainerEvent {
  const times = `${formatDuration(pullMs)} (${formatDuration(totalMs)} including waiting)`;
  const message = `Successfully pulled image ${quoted(image)} in ${times}. Image size: ${sizeBytes} bytes.`;
  return { type: 'Normal', reason: 'Pulled', message };
}

function decidePull({
  image,
  backoff,
  lastFailure,
  nowMs,
  limits = pullLimits,
}: ImageQuestion): ImageDecision {
  if (isInBackoffSinceUpdate(backoff, nowMs, limits)) {
    const message = `Back-off pulling image ${quoted(image)}`;
    const why = lastFailure === undefined ? '' : `: ${lastFailure.reason}: ${lastFailure.message}`;
    return refuse('ImagePullBackOff', `${message}${why}`, { type: 'Normal', reason: 'BackOff', message });
  }
  const message = `Pulling image ${quoted(image)}`;
  return { kind: 'pull', events: [{ type: 'Normal', reason: 'Pulling', message }] };
}

function classifyPullError(image: string, error: string): WaitingReason {
  for (const [reason, why] of [
    ['RegistryUnavailable', 'the registry is unavailable'],
    ['SignatureValidationFailed', 'the signature validation failed'],
  ] as const) {
    if (!error.startsWith(reason)) continue;
    return { reason, message: `image pull failed for ${image} because ${why}${error.slice(reason.length)}` };
  }
  return { reason: 'ErrImagePull', message: error };
}

function refuse(reason: string, message: string, event: ContainerEvent): ImageDecision {
  return { kind: 'wait', waiting: { reason, message }, events: [event] };
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
