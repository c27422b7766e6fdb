/** What a row of the canvas' tree says: all that its picture shows, in words. */
import { Fragment, useMemo } from 'react';
import type { ReactElement } from 'react';
import { isNodeLost, podAppearance } from '../../bridge/appearance.ts';
import type { Lease, Node, Taint } from '../../engine/api/generated/types.ts';
import type { Fault } from '../../engine/api/podarium.ts';
import { faultsOnMachine, faultsOnPod, useFaults } from '../../model/faults-in-force.ts';
import { useObject } from '../../model/mirror.ts';
import { useTime } from '../../model/time-store.ts';
import { clock, describePod, runsOnClock } from './describe-pod.ts';
import { faultWords } from './fault-words.ts';
import { countTroubled, lastHeard, machineHealth } from './machine-health.ts';
import type { MachineHealth } from './machine-health.ts';
import { t } from './messages.en.ts';
import type { PodLook } from './pod-look.ts';
import { reasonOf } from './reason.ts';
import { loadOf, requestWords } from './requests.ts';
import type { MachineScene, Scene, ServiceScene } from './scene.ts';
import { serviceAddress } from './service-address.ts';
import { useNow, usePod } from './use-cluster.ts';

/** What there is to say, each in a cell of its own; what is empty is left out. */
function Cells({ cells }: { readonly cells: readonly string[] }): ReactElement {
  return (
    <>
      {cells.map((cell, index) =>
        cell === '' ? null : (
          <Fragment key={index}>
            {' '}
            <span role="gridcell">{cell}</span>
          </Fragment>
        ),
      )}
    </>
  );
}

/** A name, and beside it what there is to say. */
export function NamedCells({
  name,
  cells,
}: {
  readonly name: string;
  readonly cells: readonly string[];
}): ReactElement {
  return (
    <>
      <span role="rowheader">{name}</span>
      <Cells cells={cells} />
    </>
  );
}

export interface PodCellsProps {
  readonly podKey: string;
  /** In the scheduler's queue, from 1. */
  readonly queuePlace: number | undefined;
}

export function PodCells({ podKey, queuePlace }: PodCellsProps): ReactElement | null {
  const pod = usePod(podKey);
  const nodeName = pod?.spec?.nodeName ?? '';
  const node = useObject(`nodes//${nodeName}`) as Node | undefined;
  const isLost = isNodeLost(node);
  const renewTime = useRenewTime(isLost ? nodeName : '');
  const nowEpochMs = useNow(pod !== undefined && runsOnClock(podAppearance(pod, isLost)));
  const faults = useFaults();
  if (pod === undefined) return null;
  const { state, word, readyContainers, containers, restarts } = podAppearance(pod, isLost);
  const lastReportEpochMs = isLost ? lastHeard(node, renewTime) : undefined;
  const look = describePod(pod, { isNodeLost: isLost, lastReportEpochMs, queuePlace, nowEpochMs });
  const namespace = pod.metadata?.namespace ?? 'default';
  return (
    <>
      <span role="rowheader">{pod.metadata?.name}</span>{' '}
      <span role="gridcell" data-state={state}>
        {word}
      </span>
      <Cells
        cells={[
          `${readyContainers}/${containers.length}`,
          t('canvas.tree.restarts', { n: restarts }),
          numberWords(look),
          look.isSuffixWord ? look.suffix : '',
          look.ip,
          namespace === 'default' ? '' : t('canvas.tree.namespace', { namespace }),
          reasonOf(pod),
          wordsOf(faultsOnPod(faults, pod)),
        ]}
      />
    </>
  );
}

/** The foot of the card, where it says more than kubectl's word. */
function numberWords({ state, word, number }: PodLook): string {
  if (number === '') return state === 'unknown' || state === 'unscheduled' ? word : '';
  switch (state) {
    case 'unknown':
      return t('canvas.tree.heard', { word, time: number });
    case 'notReady':
      return word;
    case 'backOff':
      return t('canvas.tree.again', { time: number });
    case 'terminating':
      return t('canvas.tree.endsIn', { time: number });
    case 'failed':
    case 'succeeded':
      return t('canvas.tree.exit', { code: number });
    default:
      return `${word} ${number}`;
  }
}

function wordsOf(faults: readonly Fault[]): string {
  return faults.map(({ spec }) => (spec === undefined ? '' : faultWords(spec))).join(', ');
}

function useRenewTime(nodeName: string): string | undefined {
  const key = nodeName === '' ? '' : `leases.coordination.k8s.io/kube-node-lease/${nodeName}`;
  return (useObject(key) as Lease | undefined)?.spec?.renewTime;
}

export function MachineCells({ machine }: { readonly machine: MachineScene }): ReactElement {
  const faults = useFaults();
  const health = useMemo(() => machineHealth(machine), [machine]);
  const now = useNow(health.eviction !== undefined);
  const leftMs = health.eviction === undefined ? 0 : health.eviction.endEpochMs - now;
  const troubled = countTroubled(machine, health);
  return (
    <NamedCells
      name={machine.name}
      cells={[
        stateWords(machine, health),
        health.isOff ? t('canvas.machine.off') : '',
        health.isCutOff ? t('canvas.machine.partitioned') : '',
        leftMs > 0 ? t('canvas.machine.evicts', { time: clock(leftMs) }) : '',
        troubled === 0 ? '' : t('canvas.machine.troubled', { n: troubled }),
        health.zone === '' ? '' : t('canvas.tree.zone', { zone: health.zone }),
        ...health.pressures,
        wordsOf(faultsOnMachine(faults, machine.name)),
        ...loadWords(machine),
        health.address,
        ...health.taints.map((taint) => t('canvas.tree.taint', { taint: taintText(taint) })),
      ]}
    />
  );
}

function stateWords({ node }: MachineScene, { word, isCordoned }: MachineHealth): string {
  if (node === undefined) return t('canvas.machine.joining');
  return isCordoned ? `${word},SchedulingDisabled` : word;
}

function loadWords(machine: MachineScene): readonly string[] {
  const { cpu, memory, allocatable } = loadOf(machine);
  if (machine.node === undefined) return [];
  return [
    t('canvas.tree.pods', { n: machine.pods.length, m: allocatable.pods }),
    requestWords('cpu', sumOf(cpu), allocatable.cpu),
    requestWords('memory', sumOf(memory), allocatable.memory),
  ];
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** As `kubectl describe` prints it. */
function taintText({ key, value, effect }: Taint): string {
  return `${key}${value === undefined ? '' : `=${value}`}:${effect}`;
}

/** What the parts of the control plane were last busy with. */
export function ControlPlaneCells({ scene }: { readonly scene: Scene }): ReactElement {
  const revision = useTime((state) => state.revision);
  const silent = scene.machines.filter((machine) => isSilent(machineHealth(machine))).length;
  const m = scene.machines.length + (scene.controlPlane === undefined ? 0 : 1);
  const part = (name: string, words: string): string =>
    words === '' ? name : t('canvas.tree.part', { part: name, words });
  const version = scene.controlPlane?.node?.status?.nodeInfo?.kubeletVersion ?? '';
  const waiting = scene.queue.length;
  return (
    <Cells
      cells={[
        version,
        part('kube-apiserver', t('canvas.controlPlane.reports', { n: m - silent, m })),
        part('etcd', t('canvas.controlPlane.revision', { revision })),
        part('kube-scheduler', waiting === 0 ? '' : t('canvas.controlPlane.waiting', { n: waiting })),
        'kube-controller-manager',
      ]}
    />
  );
}

const isSilent = ({ isLost, isOff, isCutOff }: MachineHealth): boolean => isLost || isOff || isCutOff;

export function ServiceCells({
  scene: { service, endpoints },
}: {
  readonly scene: ServiceScene;
}): ReactElement {
  const n = endpoints.filter(({ ready }) => ready).length;
  return (
    <NamedCells
      name={`${t('canvas.service')} ${service.metadata?.name ?? ''}`}
      cells={[serviceAddress(service), t('canvas.service.endpoints', { n, m: endpoints.length })]}
    />
  );
}
