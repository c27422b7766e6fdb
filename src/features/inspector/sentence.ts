/** What an object is up to, in one sentence; words between `**` stand out. Undefined for kinds that just are. */
import { isNodeLost } from '../../bridge/appearance.ts';
import type {
  Deployment,
  EndpointSlice,
  Node,
  Pod,
  ReplicaSet,
  Service,
} from '../../engine/api/generated/types.ts';
import type { Machine } from '../../engine/index.ts';
import { kindSentence } from './kind-sentence.ts';
import type { InspectedObject } from './kind-of-key.ts';
import { t } from './messages.en.ts';
import { podSentence } from './pod-sentence.ts';
import type { Surroundings } from './surroundings.ts';

export function sentenceOf(about: InspectedObject, around: Surroundings): string | undefined {
  return kindSentence(about, around) ?? commonSentence(about, around);
}

/** Of the kinds that nearly every cluster is made of, in their ordinary course. */
function commonSentence({ resource, object }: InspectedObject, around: Surroundings): string | undefined {
  switch (resource) {
    case 'pods':
      return podSentence(object as Pod, around);
    case 'nodes':
      return nodeSentence(object as Node);
    case 'deployments.apps':
      return deploymentSentence(object as Deployment);
    case 'replicasets.apps':
    case 'replicationcontrollers':
      return replicaSetSentence(object as ReplicaSet);
    case 'services':
      return serviceSentence(object as Service, around.endpointSlices);
    case 'machines.podarium.dev':
      return machineSentence(object as Machine);
    default:
      return undefined;
  }
}

function nodeSentence(node: Node): string {
  if (isNodeLost(node)) return t('say.node.lost');
  const ready = node.status?.conditions?.find((condition) => condition.type === 'Ready');
  if (ready?.status !== 'True') return t('say.node.notReady', { message: ready?.message ?? '' });
  const pressure = node.status?.conditions?.find(
    ({ type, status }) => type.endsWith('Pressure') && status === 'True',
  );
  if (pressure?.type === 'MemoryPressure') return t('say.node.memory');
  if (pressure !== undefined) return t('say.node.pressure', { pressure: pressure.type });
  return node.spec?.unschedulable === true ? t('say.node.cordoned') : t('say.node.ready');
}

function deploymentSentence({ spec, status }: Deployment): string {
  const wanted = spec?.replicas ?? 1;
  const [ready, updated] = [status?.readyReplicas ?? 0, status?.updatedReplicas ?? 0];
  const done = updated === wanted && (status?.replicas ?? 0) === wanted;
  return done
    ? t('say.deployment.done', { ready, wanted })
    : t('say.deployment.rolling', { ready, wanted, updated });
}

function replicaSetSentence({ spec, status }: ReplicaSet): string {
  const wanted = spec?.replicas ?? 1;
  const [has, ready] = [status?.replicas ?? 0, status?.readyReplicas ?? 0];
  return has === wanted
    ? t('say.replicaSet.done', { wanted, ready })
    : t('say.replicaSet.short', { wanted, has, ready });
}

function serviceSentence(service: Service, slices: readonly EndpointSlice[]): string {
  const endpoints = slices.flatMap((slice) => slice.endpoints ?? []);
  const ready = endpoints.filter((endpoint) => endpoint.conditions?.ready === true).length;
  const address = [service.spec?.clusterIP ?? service.metadata?.name ?? '', service.spec?.ports?.[0]?.port]
    .filter((part) => part !== undefined && part !== '')
    .join(':');
  return ready === 0
    ? t('say.service.none', { address })
    : t('say.service.endpoints', { address, ready, all: endpoints.length });
}

function machineSentence({ spec }: Machine): string {
  if (spec?.power === 'Off') return t('say.machine.off');
  return spec?.network === 'Partitioned' ? t('say.machine.cut') : t('say.machine.on');
}
