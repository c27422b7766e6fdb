/** A fault as it is being filled in: what was typed stays, whatever else is chosen meanwhile. */
import type { FaultSpec, FaultTarget, FaultType } from '../../engine/api/podarium.ts';
import { clockOf } from '../../model/clock-of.ts';
import type { FaultWish } from '../../model/fault-form-store.ts';
import { kindOfFault } from './fault-kinds.ts';
import type { OwnField } from './fault-kinds.ts';
import { t } from './messages.en.ts';

export interface FaultDraft {
  readonly type: FaultType;
  readonly scope: 'pod' | 'labels' | 'node' | 'image';
  readonly namespace: string;
  /** `namespace/name`; empty until one is chosen. */
  readonly pod: string;
  readonly container: string;
  readonly labels: string;
  readonly node: string;
  readonly image: string;
  /** By type, what its own field says. */
  readonly own: Readonly<Partial<Record<FaultType, string>>>;
  readonly start: 'now' | 'in' | 'at';
  readonly inSeconds: string;
  /** On the clock of the cluster: `09:01:30`. */
  readonly atClock: string;
  readonly isTimed: boolean;
  readonly durationSeconds: string;
}

/** The moment shown, as the form needs it. */
export interface Moment {
  readonly startedAt: string;
  readonly viewMs: number;
}

/** Messages by field of the spec, as the API server names fields: `spec.rate`. */
export type Problems = Readonly<Record<string, string>>;

const usualDelaySeconds = 10;

export function draftOf(wish: FaultWish, moment: Moment): FaultDraft {
  const { type = 'ContainerExit', target = {}, atMs } = wish;
  const { namespace = 'default', pod, container = '', labels, node = '', image = '' } = target;
  return {
    type,
    scope:
      pod !== undefined || Object.keys(target).length === 0
        ? 'pod'
        : labels
          ? 'labels'
          : node
            ? 'node'
            : 'image',
    namespace,
    pod: pod === undefined ? '' : `${namespace}/${pod}`,
    container,
    labels: Object.entries(labels ?? {})
      .map(([key, value]) => `${key}=${value}`)
      .join(', '),
    node,
    image,
    own: {},
    start: atMs === undefined ? 'now' : 'at',
    inSeconds: String(usualDelaySeconds),
    atClock: clockAt(moment, atMs ?? moment.viewMs + usualDelaySeconds * 1000),
    isTimed: false,
    durationSeconds: '60',
  };
}

/** What the own field of the draft's type says: what was typed, else what is usual. */
export function ownText({ type, own }: FaultDraft): string {
  return own[type] ?? kindOfFault(type).usual ?? '';
}

/** The spec that the draft asks for. What only the API server can judge is left to it. */
export function specOf(draft: FaultDraft, moment: Moment): FaultSpec {
  const { type } = draft;
  const { field } = kindOfFault(type);
  const text = ownText(draft).trim();
  const target = targetOf(draft);
  return {
    type,
    ...(Object.keys(target).length === 0 ? {} : { target }),
    ...(field === undefined || text === '' ? {} : { [field]: valueOf(field, text) }),
    ...startOf(draft, moment),
    ...(draft.isTimed && draft.durationSeconds !== ''
      ? { durationSeconds: Number(draft.durationSeconds) }
      : {}),
  };
}

/** What the page must know before it can ask the API server at all. */
export function problemsIn(draft: FaultDraft, moment: Moment): Problems {
  const problems: Record<string, string> = {};
  const { scope } = kindOfFault(draft.type);
  if (scope === 'containers' && draft.scope === 'pod' && draft.pod === '')
    problems['spec.target.pod'] = t('faults.whichPod');
  const wrongLabel = pairsOf(draft.labels).find((pair) => !/^[^=]+=/.test(pair));
  if (scope === 'containers' && draft.scope === 'labels' && wrongLabel !== undefined)
    problems['spec.target.labels'] = t('faults.labelsWrong', { text: wrongLabel });
  if (draft.start === 'at') {
    const clock = clockAt(moment, moment.viewMs);
    const atMs = momentOf(draft.atClock, moment);
    if (atMs === undefined) problems['spec.startTime'] = t('faults.clockWrong', { clock });
    else if (atMs < Math.floor(moment.viewMs / 1000) * 1000)
      problems['spec.startTime'] = t('faults.clockPast', { clock });
  }
  return problems;
}

function targetOf(draft: FaultDraft): FaultTarget {
  const { scope: about } = kindOfFault(draft.type);
  const { scope, container, node } = draft;
  if (about === 'machines') return some({ node });
  if (about === 'images') return some({ image: draft.image.trim(), node });
  switch (scope) {
    case 'pod': {
      const [namespace = '', pod = ''] = draft.pod.split('/');
      return some({ namespace, pod, container });
    }
    case 'labels': {
      const pairs = pairsOf(draft.labels).map((pair) => pair.split(/=(.*)/s));
      const labels = Object.fromEntries(pairs.map(([key = '', value = '']) => [key.trim(), value.trim()]));
      const named = Object.keys(labels).length === 0 ? {} : { labels };
      return { ...some({ namespace: draft.namespace }), ...named, ...some({ container }) };
    }
    case 'node':
      return some({ node, container });
    case 'image':
      return some({ image: draft.image.trim() });
  }
}

/** Without what says nothing. */
function some(fields: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
}

function pairsOf(labels: string): string[] {
  return labels
    .split(',')
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '');
}

function valueOf(field: OwnField, text: string): number | string {
  if (field !== 'exitCode' && field !== 'seconds') return text;
  const value = Number(text);
  // The API server says what it thinks of a word where a number belongs.
  return Number.isFinite(value) ? value : text;
}

function startOf(draft: FaultDraft, moment: Moment): Pick<FaultSpec, 'startTime'> {
  const atMs = startMsOf(draft, moment);
  return atMs === undefined ? {} : { startTime: timestampOf(moment, atMs) };
}

/** Simulated milliseconds, rounded up to the seconds of an API timestamp; undefined for now. */
export function startMsOf(draft: FaultDraft, moment: Moment): number | undefined {
  if (draft.start === 'now') return undefined;
  if (draft.start === 'in') return moment.viewMs + Number(draft.inSeconds || 0) * 1000;
  return momentOf(draft.atClock, moment);
}

function timestampOf({ startedAt }: Moment, ms: number): string {
  const epochMs = Math.ceil((Date.parse(startedAt) + ms) / 1000) * 1000;
  return new Date(epochMs).toISOString().replace('.000Z', 'Z');
}

/** The cluster's clock at a moment, rounded up to the seconds of an API timestamp as well. */
export function clockAt({ startedAt }: Pick<Moment, 'startedAt'>, ms: number): string {
  return clockOf(startedAt, Math.ceil(ms / 1000) * 1000);
}

const dayMs = 86_400_000;

/** The moment, on the day that is shown, when the clock says so. */
function momentOf(clock: string, { startedAt, viewMs }: Moment): number | undefined {
  const match = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(clock.trim());
  if (match === null) return undefined;
  const [hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  if (hours > 23 || minutes > 59 || seconds > 59) return undefined;
  const started = Date.parse(startedAt);
  const midnight = Math.floor((started + viewMs) / dayMs) * dayMs;
  return midnight + ((hours * 60 + minutes) * 60 + seconds) * 1000 - started;
}
