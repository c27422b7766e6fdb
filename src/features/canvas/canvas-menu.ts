/** What can be done to the thing under the pointer, as menu entries. */
import type { Node, Pod } from '../../engine/api/generated/types.ts';
import type { Fault, FaultTarget, Machine } from '../../engine/api/podarium.ts';
import { faultsOnMachine, faultsOnPod, faultsResource } from '../../model/faults-in-force.ts';
import { useCanvasView } from '../../model/canvas-view-store.ts';
import { mirror, splitObjectKey } from '../../model/mirror.ts';
import { linesFor } from '../../model/object-actions.ts';
import { hasPageKubectl } from '../../model/page-kubectl.ts';
import { session } from '../../model/session.ts';
import { askToRun } from '../../model/terminal-wish-store.ts';
import type { MenuEntry } from '../../ui/menu.tsx';
import { faultEntries } from './fault-entries.ts';
import { t } from './messages.en.ts';

/** Entries for an object's key; none for what nothing can be done to. */
export function menuFor(key: string, onZoomTo: (key: string) => void): readonly MenuEntry[] {
  const { resource, name } = splitObjectKey(key);
  if (mirror.get(key) === undefined) return [];
  if (resource === 'nodes') return [...machineMenu(name), ...kubectlEntries(key)];
  if (resource === 'pods') return podMenu(key, onZoomTo);
  return [{ heading: name }, ...kubectlEntries(key), deleteEntry(key)];
}

/** What kubectl can do with it, as it would be typed: in the terminal one sees what it says. */
function kubectlEntries(key: string): readonly MenuEntry[] {
  const lines = hasPageKubectl() ? linesFor(key) : [];
  if (lines.length === 0) return [];
  const entries = lines.map((line): MenuEntry => ({ text: line, onSelect: () => askToRun(line) }));
  return [{ text: t('canvas.menu.kubectl'), icon: 'terminal', entries }];
}

function machineMenu(name: string): readonly MenuEntry[] {
  const machine = mirror.get(`machines.podarium.dev//${name}`) as Machine | undefined;
  const node = mirror.get(`nodes//${name}`) as Node | undefined;
  const isOff = machine?.spec?.power === 'Off';
  const isCut = machine?.spec?.network === 'Partitioned';
  const isCordoned = node?.spec?.unschedulable === true;
  const hardware: readonly MenuEntry[] =
    machine === undefined
      ? []
      : [
          isOff
            ? { text: t('canvas.menu.powerOn'), icon: 'power', onSelect: () => void session.powerOn(name) }
            : {
                text: t('canvas.menu.kill'),
                icon: 'power',
                danger: true,
                onSelect: () => void session.killMachine(name),
              },
          isCut
            ? {
                text: t('canvas.menu.reconnect'),
                icon: 'network',
                onSelect: () => void session.mendNetwork(name),
              }
            : {
                text: t('canvas.menu.cutNetwork'),
                icon: 'network',
                onSelect: () => void session.cutNetwork(name),
              },
        ];
  return [
    { heading: name },
    ...hardware,
    ...(node === undefined
      ? []
      : [
          {
            text: t(isCordoned ? 'canvas.menu.uncordon' : 'canvas.menu.cordon'),
            icon: 'pin' as const,
            onSelect: () => void session.cordon(name, !isCordoned),
          },
        ]),
    ...faultEntries(faultsOnMachine(faultsNow(), name), {
      type: 'MemoryPressure',
      target: { node: name },
    }),
  ];
}

function faultsNow(): readonly Fault[] {
  return mirror.list(faultsResource) as readonly Fault[];
}

function podMenu(key: string, onZoomTo: (key: string) => void): readonly MenuEntry[] {
  const pod = mirror.get(key) as Pod | undefined;
  if (pod === undefined) return [];
  const running = (pod.status?.containerStatuses ?? []).filter(({ state }) => state?.running !== undefined);
  return [
    { heading: pod.metadata?.name ?? '' },
    { text: t('canvas.menu.zoomTo'), icon: 'eye', onSelect: () => onZoomTo(key) },
    followEntry(key),
    'separator',
    ...running.flatMap(({ name }) => containerEntries(key, name, running.length > 1)),
    ...faultEntries(faultsOnPod(faultsNow(), pod), { target: targetOf(pod) }),
    ...kubectlEntries(key),
    deleteEntry(key),
  ];
}

/** A pod of one container leaves no doubt which. */
function targetOf({ metadata, spec }: Pod): FaultTarget {
  const [only, another] = spec?.containers ?? [];
  return {
    namespace: metadata?.namespace ?? '',
    pod: metadata?.name ?? '',
    ...(only === undefined || another !== undefined ? {} : { container: only.name }),
  };
}

function containerEntries(key: string, container: string, isNamed: boolean): readonly MenuEntry[] {
  return [
    {
      text: isNamed
        ? t('canvas.menu.failNamed', { container, code: 1 })
        : t('canvas.menu.failContainer', { code: 1 }),
      icon: 'bolt',
      onSelect: () => void session.failContainer(key, container, 1),
    },
    {
      text: isNamed ? t('canvas.menu.oomKillNamed', { container }) : t('canvas.menu.oomKill'),
      icon: 'bolt',
      onSelect: () => void session.oomKill(key, container),
    },
  ];
}

function followEntry(key: string): MenuEntry {
  const { followed, follow } = useCanvasView.getState();
  const isFollowed = followed === key;
  return {
    text: t(isFollowed ? 'canvas.menu.unfollow' : 'canvas.menu.follow'),
    icon: 'pin',
    onSelect: () => follow(isFollowed ? null : key),
  };
}

function deleteEntry(key: string): MenuEntry {
  return {
    text: t('canvas.menu.delete'),
    icon: 'trash',
    danger: true,
    onSelect: () => void session.deleteObject(key),
  };
}
