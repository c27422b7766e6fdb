/** From a Pod to what its card says. Reads the object and the clock alone, so it holds for any moment. */
import { podAppearance } from '../../bridge/appearance.ts';
import type { PodAppearance } from '../../bridge/appearance.ts';
import type { OwnerReference, Pod } from '../../engine/api/generated/types.ts';
import type { MarkState } from '../../ui/marks/shape.ts';
import { t } from './messages.en.ts';
import type { PodLook } from './pod-look.ts';
import { podRequests } from './requests.ts';

/** What a pod's own object does not say. */
export interface PodContext {
  /** Nobody has heard from its node for the grace period. */
  readonly isNodeLost: boolean;
  /** When the node was last heard of, milliseconds since 1970. */
  readonly lastReportEpochMs?: number | undefined;
  /** Place in the scheduler's queue, from 1. */
  readonly queuePlace?: number | undefined;
  readonly nowEpochMs: number;
}

interface Foot {
  readonly word: string;
  readonly number: string;
  readonly share?: number;
}

/** Whether what is said of the pod changes with the clock although its object stays the same. */
export function runsOnClock({ state, backOff }: PodAppearance): boolean {
  return state === 'terminating' || state === 'unknown' || (state === 'backOff' && backOff !== undefined);
}

/** Of a ready pod no words of ours and no clock are told: it is read once, however many pictures show it. */
const lasting = new WeakMap<Pod, PodLook>();

export function describePod(pod: Pod, context: PodContext): PodLook {
  const known = context.isNodeLost ? undefined : lasting.get(pod);
  if (known !== undefined) return known;
  const appearance = podAppearance(pod, context.isNodeLost);
  const look = readLook(pod, appearance, context);
  if (appearance.state === 'ready' && !look.isSuffixWord) lasting.set(pod, look);
  return look;
}

function readLook(pod: Pod, appearance: PodAppearance, context: PodContext): PodLook {
  const state = markStateOf(appearance);
  return {
    state,
    ...footOf(pod, appearance, context),
    ...shortName(pod),
    ip: pod.status?.podIP ?? '',
    containers: appearance.containers.map(({ running }) => running),
    initDone: appearance.initDone,
    initTotal: appearance.initTotal,
  };
}

function markStateOf({ state }: PodAppearance): MarkState {
  return state === 'gone' ? 'terminating' : state;
}

function footOf(pod: Pod, appearance: PodAppearance, context: PodContext): Foot {
  switch (appearance.state) {
    case 'unscheduled':
      return queuedFoot(pod, context.queuePlace);
    case 'creating':
      return { word: cardWord(appearance.word), number: '' };
    case 'init':
      return {
        word: t('canvas.state.init'),
        number: t('canvas.of', { n: appearance.initDone, m: appearance.initTotal }),
      };
    case 'notReady':
      return {
        word: appearance.word === 'Running' ? t('canvas.state.notReady') : appearance.word,
        number: `${appearance.readyContainers}/${appearance.containers.length}`,
      };
    case 'ready':
      return { word: '', number: '' };
    case 'backOff':
      return backOffFoot(appearance, context);
    case 'failed':
    case 'succeeded':
      return { word: cardWord(appearance.word), number: String(appearance.exitCode ?? '') };
    case 'unknown':
      return lostFoot(pod, context);
    default:
      return graceFoot(pod, appearance, context);
  }
}

/** Kubernetes' words that are too long for a card of 112, by what differs in them. */
const shortened: Readonly<Record<string, () => string>> = {
  ContainerCreating: () => t('canvas.state.creating'),
  PodInitializing: () => t('canvas.state.creating'),
  CrashLoopBackOff: () => t('canvas.state.backOff'),
  ImagePullBackOff: () => t('canvas.state.pullBackOff'),
  ErrImagePull: () => t('canvas.state.pullFailed'),
  ErrImageNeverPull: () => t('canvas.state.noImage'),
  InvalidImageName: () => t('canvas.state.imageName'),
  CreateContainerConfigError: () => t('canvas.state.configError'),
  CreateContainerError: () => t('canvas.state.createError'),
  RunContainerError: () => t('canvas.state.runError'),
  ContainerStatusUnknown: () => t('canvas.state.unknown'),
  DeadlineExceeded: () => t('canvas.state.deadline'),
};

/** What kubectl says, as far as a card has room for it; that it is about an init container, the mark tells. */
function cardWord(word: string): string {
  const own = word.replace(/^Init:/, '');
  return shortened[own]?.() ?? own;
}

function backOffFoot(appearance: PodAppearance, context: PodContext): Foot {
  const word = cardWord(appearance.word);
  const { backOff } = appearance;
  if (backOff === undefined) return { word, number: '' };
  const leftMs = Math.max(0, backOff.sinceEpochMs + backOff.seconds * 1000 - context.nowEpochMs);
  return { word, number: duration(leftMs), share: leftMs / (backOff.seconds * 1000 || 1) };
}

function graceFoot(pod: Pod, appearance: PodAppearance, context: PodContext): Foot {
  const seconds = pod.metadata?.deletionGracePeriodSeconds ?? 0;
  const leftMs = Math.max(0, (appearance.graceEndEpochMs ?? 0) - context.nowEpochMs);
  const share = seconds === 0 ? 0 : Math.min(1, leftMs / (seconds * 1000));
  return { word: appearance.word, number: leftMs === 0 ? '' : duration(leftMs), share };
}

/** The number is the age of what we know. */
function lostFoot(pod: Pod, context: PodContext): Foot {
  const word = t(
    pod.metadata?.deletionTimestamp === undefined ? 'canvas.state.unknown' : 'canvas.state.deleting',
  );
  const since = context.lastReportEpochMs;
  return { word, number: since === undefined ? '' : clock(context.nowEpochMs - since) };
}

/** `23s`, and from 100 seconds on `1:40`. */
export function duration(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return seconds < 100 ? `${seconds}s` : clock(ms);
}

/** `1:34`, `12:05`, and from an hour on `1:02:00`. */
export function clock(ms: number): string {
  const total = Math.max(0, Math.round(ms / 1000));
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(total % 60)}` : `${minutes}:${two(total % 60)}`;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** Its place in the queue, and the cpu that it asks for. */
function queuedFoot(pod: Pod, place: number | undefined): Foot {
  if (place === undefined) return { word: t('canvas.state.unscheduled'), number: '' };
  const { cpu } = podRequests(pod);
  return {
    word: t('canvas.queue.place', { n: place }),
    number: cpu === 0 ? '' : cpuText(Math.round(cpu * 1000)),
  };
}

/** Whole cores as such: 64, not 64000m. */
function cpuText(milli: number): string {
  return milli % 1000 === 0 ? String(milli / 1000) : `${milli}m`;
}

/**
 * The part of a name that says whose pod it is, and the part that tells it from its siblings: of `web-6d4b75cb6d-x7kd9`
 * the template's hash goes first, the suffix stays.
 */
export function shortName(pod: Pod): Pick<PodLook, 'name' | 'suffix' | 'isSuffixWord'> {
  const name = pod.metadata?.name ?? '';
  const owner = pod.metadata?.ownerReferences?.find(({ controller }) => controller === true);
  const parts = owner === undefined ? undefined : splitGenerated(name, owner, pod.metadata?.labels ?? {});
  // The mirror of a pod that a kubelet runs on its own is owned by its Node.
  const suffix = owner?.kind === 'Node' ? t('canvas.static') : (owner?.kind ?? 'Pod');
  return parts ?? { name, suffix, isSuffixWord: true };
}

function splitGenerated(
  name: string,
  owner: OwnerReference,
  labels: Readonly<Record<string, string>>,
): Pick<PodLook, 'name' | 'suffix' | 'isSuffixWord'> | undefined {
  if (owner.kind === 'StatefulSet' || owner.kind === 'Node' || !name.startsWith(`${owner.name}-`))
    return undefined;
  const hash = labels['pod-template-hash'];
  const ownerName = owner.name ?? '';
  const base =
    hash !== undefined && ownerName.endsWith(`-${hash}`) ? ownerName.slice(0, -hash.length - 1) : ownerName;
  return { name: base, suffix: name.slice(ownerName.length + 1), isSuffixWord: false };
}
