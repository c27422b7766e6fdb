import { useState } from 'react';
import type { ReactElement } from 'react';
import { isNodeLost, podAppearance } from '../../bridge/appearance.ts';
import type { ApiResponse } from '../../bridge/protocol.ts';
import type { Node, Pod } from '../../engine/api/generated/types.ts';
import type { Machine } from '../../engine/index.ts';
import { askForFault, useFaultForm } from '../../model/fault-form-store.ts';
import type { FaultWish } from '../../model/fault-form-store.ts';
import { useObject } from '../../model/mirror.ts';
import { useSelection } from '../../model/selection-store.ts';
import { session } from '../../model/session.ts';
import { useWhy } from '../../model/why-store.ts';
import { IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { KindIcon } from '../../ui/kind-icon.tsx';
import { StateMark } from '../../ui/marks/mark.tsx';
import { Menu } from '../../ui/menu.tsx';
import type { MenuEntry } from '../../ui/menu.tsx';
import { usePanelEntries } from '../../ui/panel-entries.tsx';
import { late } from '../../ui/late.tsx';
import { reportFailure } from '../../ui/report-failure.ts';
import { kubectlEntries, viewEntries } from './action-entries.ts';
import type { AskedAction } from './action-entries.ts';
import type { InspectedObject } from './kind-of-key.ts';
import { t } from './messages.en.ts';
import { refusalIn } from './refusal-in.ts';
import { stateFieldOf } from './state-field.ts';

const ActionDialog = late(async () => (await import('./action-dialog.tsx')).ActionDialog);

export function Header({
  about,
  isGone,
}: {
  readonly about: InspectedObject;
  readonly isGone: boolean;
}): ReactElement {
  const machine = useObject(`machines.podarium.dev//${about.name}`) as Machine | undefined;
  const [asked, ask] = useState<AskedAction | null>(null);
  const actions = isGone ? [] : actionsOf(about, machine, ask);
  const placing = usePanelEntries();
  const entries =
    actions.length > 0 && placing.length > 0
      ? [...actions, 'separator' as const, ...placing]
      : [...actions, ...placing];
  return (
    <header className="inspector-head" data-panel-head="">
      <KindMark about={about} />
      <div>
        <h2>{about.name}</h2>
        <p className="sub">
          <StateWord about={about} />
          {[about.kind, about.namespace, ...placeOf(about)]
            .filter((part) => part !== '')
            .map((part, at) => (
              <span key={at}>
                {at === 0 ? '' : ' · '}
                <span className="inspector-part">{part}</span>
              </span>
            ))}
        </p>
      </div>
      <div className="inspector-buttons">
        {entries.length === 0 ? null : (
          <Menu align="end" entries={entries}>
            <button type="button" className="button button-icon" aria-label={t('inspector.actions')}>
              <Icon name="more" />
            </button>
          </Menu>
        )}
        <IconButton
          icon="close"
          label={t('inspector.close')}
          keys="Esc"
          onClick={() => useSelection.getState().select(null)}
        />
      </div>
      {asked === null || isGone ? null : (
        <ActionDialog action={asked} about={about} onClose={() => ask(null)} />
      )}
      {isGone ? <p className="inspector-was sub">{t('inspector.wasDeleted')}</p> : null}
    </header>
  );
}

/** The word by which its state goes; it leads to why. */
function StateWord({ about }: { readonly about: InspectedObject }): ReactElement | null {
  const node = useObject(`nodes//${(about.object as Pod).spec?.nodeName ?? ''}`) as Node | undefined;
  const found = stateFieldOf(about, isNodeLost(node));
  if (found === undefined || found.word === '') return null;
  const { word, field, isTrouble } = found;
  return (
    <>
      <button
        type="button"
        className="state-word"
        data-trouble={isTrouble || undefined}
        aria-label={t('why.ask', { thing: word })}
        title={t('why.ask', { thing: word })}
        onClick={() => useWhy.getState().open({ key: about.key, field })}
      >
        {word}
      </button>
      {' · '}
    </>
  );
}

function KindMark({ about }: { readonly about: InspectedObject }): ReactElement {
  const pod = about.resource === 'pods' ? (about.object as Pod) : undefined;
  const node = useObject(`nodes//${pod?.spec?.nodeName ?? about.name}`) as Node | undefined;
  if (pod !== undefined) {
    const { state, initDone, initTotal } = podAppearance(pod, isNodeLost(node));
    return <StateMark state={state === 'gone' ? 'terminating' : state} done={initDone} total={initTotal} />;
  }
  return <KindIcon kind={about.kind} size={28} />;
}

/** Where it is and how it is reached. */
function placeOf({ resource, object }: InspectedObject): string[] {
  if (resource === 'pods') {
    const { metadata, spec, status } = object as Pod;
    const isStatic = metadata?.annotations?.['kubernetes.io/config.mirror'] !== undefined;
    return [isStatic ? t('inspector.staticPod') : '', spec?.nodeName ?? '', status?.podIP ?? ''];
  }
  if (resource === 'nodes') {
    const { status } = object as Node;
    return [
      status?.addresses?.find((address) => address.type === 'InternalIP')?.address ?? '',
      status?.nodeInfo?.kubeletVersion ?? '',
    ];
  }
  if (resource === 'services') return [(object as { spec?: { clusterIP?: string } }).spec?.clusterIP ?? ''];
  return [];
}

function actionsOf(
  about: InspectedObject,
  machine: Machine | undefined,
  ask: (action: AskedAction) => void,
): MenuEntry[] {
  const act = (action: () => Promise<ApiResponse>) => () => reportFailure(action(), refusalIn);
  const { key, name, resource } = about;
  const entries: MenuEntry[] = [];
  if (resource === 'pods') entries.push(...podActions(about, act));
  if ((resource === 'nodes' || resource === 'machines.podarium.dev') && machine !== undefined) {
    const off = machine.spec?.power === 'Off';
    const cut = machine.spec?.network === 'Partitioned';
    entries.push(
      off
        ? { text: t('inspector.powerOn'), icon: 'power', onSelect: act(() => session.powerOn(name)) }
        : { text: t('inspector.cutPower'), icon: 'power', onSelect: act(() => session.killMachine(name)) },
      cut
        ? {
            text: t('inspector.mendNetwork'),
            icon: 'network',
            onSelect: act(() => session.mendNetwork(name)),
          }
        : { text: t('inspector.cutNetwork'), icon: 'network', onSelect: act(() => session.cutNetwork(name)) },
    );
  }
  if (useFaultForm.getState().isOffered && (resource === 'pods' || resource === 'nodes'))
    entries.push({
      text: t('inspector.causeFault'),
      icon: 'bolt',
      onSelect: () => askForFault(wishFor(about)),
    });
  const changes = kubectlEntries(key, ask);
  const groups: readonly (readonly MenuEntry[])[] = [changes.slice(0, -1), entries, viewEntries(about)];
  return [
    ...groups.flatMap((group) => (group.length === 0 ? [] : [...group, 'separator' as const])),
    ...changes.slice(-1),
    {
      text: t('inspector.delete'),
      icon: 'trash',
      danger: true,
      onSelect: act(() => session.deleteObject(key)),
    },
  ];
}

function wishFor({ resource, namespace, name }: InspectedObject): FaultWish {
  return resource === 'pods'
    ? { target: { namespace, pod: name } }
    : { type: 'MemoryPressure', target: { node: name } };
}

function podActions(
  { key, object }: InspectedObject,
  act: (action: () => Promise<ApiResponse>) => () => void,
): MenuEntry[] {
  const running = ((object as Pod).status?.containerStatuses ?? []).filter(
    (status) => status.state?.running !== undefined,
  );
  return running.flatMap(({ name }): MenuEntry[] => [
    {
      text: t('inspector.exit', { name }),
      icon: 'close',
      onSelect: act(() => session.failContainer(key, name, 1)),
    },
    { text: t('inspector.oom', { name }), icon: 'warning', onSelect: act(() => session.oomKill(key, name)) },
  ]);
}
