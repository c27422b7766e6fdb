import type { Adapters } from '../adapter.ts';
import { pullPolicy } from '../../../engine/api/defaults/volumes.ts';
import { type BackoffEntry, backoffLimits, nextBackoff } from '../../../engine/kubelet/back-off.ts';
import { applyDefaultImageTag, ImageNameError, parseImageName } from '../../../engine/kubelet/image-name.ts';
import {
  type ContainerEvent,
  decideImage,
  pulledEvent,
  pullFailure,
  type WaitingReason,
} from '../../../engine/kubelet/image-pull.ts';

interface PullInput {
  readonly image: string;
  readonly policy: string;
  readonly present: readonly string[];
  readonly inspectError?: string;
  readonly pullError?: string;
  readonly attemptsAtSeconds: readonly number[];
  readonly backoff: { readonly initialSeconds: number; readonly maxSeconds: number };
}

/** The runtime of the suite: it has what is listed and what was pulled. */
function pullAll(input: PullInput): unknown[] {
  const limits = backoffLimits(input.backoff.initialSeconds * 1000, input.backoff.maxSeconds * 1000);
  const present = new Set(input.present);
  let backoff: BackoffEntry | undefined;
  let lastFailure: WaitingReason | undefined;
  return input.attemptsAtSeconds.map((seconds) => {
    const nowMs = seconds * 1000;
    const { image, policy, inspectError } = input;
    const isPresent = present.has(image) || present.has(`${image}:latest`);
    const decision = decideImage({
      image,
      policy,
      isPresent,
      inspectError,
      backoff,
      lastFailure,
      nowMs,
      limits,
    });
    if (decision.kind === 'present') return answer(null, false, decision.events);
    if (decision.kind === 'wait')
      return answer(decision.waiting.reason, false, decision.events, decision.waiting.message);
    if (input.pullError === undefined) {
      present.add(image);
      return answer(null, true, [...decision.events, pulledEvent(image, 0, 0, 0)]);
    }
    const { waiting, event } = pullFailure(image, input.pullError);
    backoff = nextBackoff(backoff, nowMs, nowMs, limits);
    lastFailure = waiting;
    return answer(waiting.reason, false, [...decision.events, event], waiting.message);
  });
}

function answer(
  reason: string | null,
  pulled: boolean,
  events: readonly ContainerEvent[],
  message?: string,
): object {
  return { reason, pulled, message, events: events.map(({ type, reason }) => ({ type, reason })) };
}

export const adapters: Adapters = {
  'kubelet/image-name-parse': ({ image }: { image: string }) => {
    try {
      return parseImageName(image);
    } catch (error) {
      if (error instanceof ImageNameError) return { error: error.message };
      throw error;
    }
  },
  'kubelet/image-default-tag': ({ image }: { image: string }) => applyDefaultImageTag(image),
  'kubelet/image-pull-policy-default': ({ image }: { image: string }) => pullPolicy(image),
  'kubelet/image-pull': pullAll,
};
