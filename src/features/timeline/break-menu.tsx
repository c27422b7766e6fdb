import type { ReactElement } from 'react';
import type { ApiResponse } from '../../bridge/protocol.ts';
import type { Node, Pod } from '../../engine/api/generated/types.ts';
import type { Fault, FaultTarget } from '../../engine/api/podarium.ts';
import { mirror, splitObjectKey } from '../../model/mirror.ts';
import { useSelection } from '../../model/selection-store.ts';
import { useTimeline } from '../../model/timeline-store.ts';
import { session } from '../../model/session.ts';
import { Button } from '../../ui/button.tsx';
import { askForFault, useFaultForm } from '../../model/fault-form-store.ts';
import type { FaultWish } from '../../model/fault-form-store.ts';
import { useFaults } from '../../model/faults-in-force.ts';
import { Menu } from '../../ui/menu.tsx';
import type { MenuEntry } from '../../ui/menu.tsx';
import { reportFailure } from '../../ui/report-failure.ts';
import { breakChoices } from './break-choices.ts';
import type { BreakChoice } from './break-choices.ts';
import { t } from './messages.en.ts';

/** What can go wrong right now, with the things it can happen to. */
export function BreakMenu({ compact = false }: { readonly compact?: boolean }): ReactElement {
  const faults = useFaults();
  const isOffered = useFaultForm((state) => state.isOffered);
  const hasBroken = useTimeline((state) => state.commands.some((command) => command.fault));
  return (
    <Menu align="end" side="top" entries={() => [...breakEntries(), ...faultEntries(faults, isOffered)]}>
      <Button
        icon="bolt"
        className={hasBroken ? '' : 'break-first'}
        {...(compact ? { 'aria-label': t('timeline.break') } : {})}
      >
        {compact ? null : t('timeline.break')}
      </Button>
    </Menu>
  );
}

/** Of the cluster as it is when the menu opens. */
function breakEntries(): MenuEntry[] {
  const choices = breakChoices({
    nodes: mirror.list('nodes') as readonly Node[],
    pods: mirror.list('pods') as readonly Pod[],
    machines: mirror.list('machines.podarium.dev'),
  });
  const restore: MenuEntry[] = choices.restore.map((choice) =>
    entry(choice, t('break.powerOn', { name: choice.name })),
  );
  return [
    { text: t('break.power'), icon: 'power', entries: choices.power.map((choice) => entry(choice)) },
    { text: t('break.network'), icon: 'network', entries: choices.network.map((choice) => entry(choice)) },
    { text: t('break.exit'), icon: 'close', entries: choices.exit.map((choice) => entry(choice)) },
    { text: t('break.oom'), icon: 'warning', entries: choices.oom.map((choice) => entry(choice)) },
    { text: t('break.delete'), icon: 'trash', entries: choices.remove.map((choice) => entry(choice)) },
    ...(restore.length === 0 ? [] : ['separator' as const, ...restore]),
  ];
}

/** What is looked at is most likely meant. */
function wishOfSelection(): FaultWish {
  const { resource, namespace, name } = splitObjectKey(useSelection.getState().selected ?? '');
  if (resource === 'pods') return { target: { namespace, pod: name } };
  return resource === 'nodes' ? { type: 'MemoryPressure', target: { node: name } } : {};
}

/** To cause any other fault, to end those in force, and to cancel those that are to come. */
function faultEntries(faults: readonly Fault[], isOffered: boolean): MenuEntry[] {
  const ask: MenuEntry = {
    text: t('break.fault'),
    icon: 'bolt',
    onSelect: () => askForFault(wishOfSelection()),
  };
  return [
    ...(isOffered ? (['separator', ask] as const) : []),
    ...faultsOf(faults, 'Active'),
    ...faultsOf(faults, 'Planned'),
  ];
}

/** As a menu of their own: there may be many. */
function faultsOf(faults: readonly Fault[], phase: 'Active' | 'Planned'): MenuEntry[] {
  const found = faults.filter(({ status }) => status?.phase === phase);
  if (found.length === 0) return [];
  const isActive = phase === 'Active';
  return [
    {
      text: t(isActive ? 'break.inForce' : 'break.planned'),
      icon: isActive ? 'check' : 'close',
      entries: found.map(({ metadata, spec }) => ({
        text: t(isActive ? 'break.endFault' : 'break.cancelFault', {
          type: spec?.type ?? '',
          target: targetWords(spec?.target),
        }),
        onSelect: () => reportFailure(session.endFault(metadata?.name ?? ''), refusalIn),
      })),
    },
  ];
}

function targetWords({ pod, container, labels, image, node }: FaultTarget = {}): string {
  const pairs = Object.entries(labels ?? {}).map(([key, value]) => `${key}=${value}`);
  const words = [pod, ...pairs, container, image, node].filter((word) => word !== undefined);
  return words.length === 0 ? t('break.anything') : words.join(' ');
}

function entry(choice: BreakChoice, text = choice.name): MenuEntry {
  return { text, onSelect: () => reportFailure(perform(choice), refusalIn) };
}

function refusalIn(answer: ApiResponse): string | undefined {
  return answer.code < 400 ? undefined : (answer.body as { message?: string }).message;
}

function perform(choice: BreakChoice): Promise<ApiResponse> {
  switch (choice.act) {
    case 'power':
      return session.killMachine(choice.name);
    case 'powerOn':
      return session.powerOn(choice.name);
    case 'network':
      return session.cutNetwork(choice.name);
    case 'exit':
      return session.failContainer(choice.key, choice.container, 1);
    case 'oom':
      return session.oomKill(choice.key, choice.container);
    case 'remove':
      return session.deleteObject(choice.key);
  }
}
