/** A card a container, in the order in which they start: what it does now, how it ended before, what its probes say. */
import type { ReactElement } from 'react';
import type { Container, ContainerStatus, Event, Pod } from '../../engine/api/generated/types.ts';
import { clockOf } from './clock-of.ts';
import { endWords, exitWords } from './exit-words.ts';
import { t } from './messages.en.ts';
import { probeFailure } from './probe-failure.ts';

export interface ContainerCardsProps {
  readonly pod: Pod;
  /** About the pod, the latest first. */
  readonly events: readonly Event[];
}

export function ContainerCards({ pod, events }: ContainerCardsProps): ReactElement {
  const { spec, status } = pod;
  const statuses = [
    ...(status?.initContainerStatuses ?? []),
    ...(status?.containerStatuses ?? []),
    ...(status?.ephemeralContainerStatuses ?? []),
  ];
  const card = (container: Container, role: string): ReactElement => (
    <ContainerCard
      key={container.name}
      container={container}
      role={role}
      status={statuses.find(({ name }) => name === container.name)}
      events={events}
    />
  );
  return (
    <>
      {(spec?.initContainers ?? []).map((container) => card(container, roleOfInit(container)))}
      {(spec?.containers ?? []).map((container) => card(container, ''))}
      {(spec?.ephemeralContainers ?? []).map((container) => card(container, t('inspector.ephemeral')))}
    </>
  );
}

function roleOfInit({ restartPolicy }: Container): string {
  return restartPolicy === 'Always' ? t('inspector.sidecar') : t('inspector.initContainer');
}

interface ContainerCardProps {
  readonly container: Container;
  readonly role: string;
  readonly status: ContainerStatus | undefined;
  readonly events: readonly Event[];
}

function ContainerCard({ container, role, status, events }: ContainerCardProps): ReactElement {
  const notes = notesOf(status, events);
  return (
    <section className="container-card" aria-label={container.name}>
      <b className="mono">{container.name}</b>
      <span className="sub container-word" data-look={lookOf(status)}>
        {wordOf(status)}
      </span>
      <span className="sub">{[role, container.image].filter(Boolean).join(' · ')}</span>
      <span className="sub">{t('inspector.restarts', { n: status?.restartCount ?? 0 })}</span>
      {notes.map((note) => (
        <span key={note} className="sub container-message">
          {note}
        </span>
      ))}
    </section>
  );
}

function wordOf(status: ContainerStatus | undefined): string {
  const { state } = status ?? {};
  if (state?.running !== undefined) return 'Running';
  return state?.terminated?.reason ?? state?.waiting?.reason ?? 'Waiting';
}

/** Most recent first: this state's own message, its probe, and how the life before ended. */
function notesOf(status: ContainerStatus | undefined, events: readonly Event[]): readonly string[] {
  const { waiting, terminated } = status?.state ?? {};
  const before = status?.lastState?.terminated;
  const notes = [
    waiting?.message,
    terminated === undefined || terminated.exitCode === 0
      ? undefined
      : t('exit.code', { code: exitWords(terminated.exitCode) }),
    terminated?.message,
    probeFailure(status, events),
    before === undefined
      ? undefined
      : t('inspector.lifeBefore', { clock: clockOf(before.finishedAt), how: endWords(before) }),
  ];
  return notes.filter((note) => note !== undefined && note !== '') as readonly string[];
}

function lookOf(status: ContainerStatus | undefined): 'good' | 'bad' | 'plain' {
  const { state } = status ?? {};
  if (state?.running !== undefined) return status?.ready === true ? 'good' : 'plain';
  if (state?.terminated !== undefined) return state.terminated.exitCode === 0 ? 'plain' : 'bad';
  const reason = state?.waiting?.reason;
  return reason === undefined || reason === 'ContainerCreating' || reason === 'PodInitializing'
    ? 'plain'
    : 'bad';
}
