/** What a card says of an object beside its name: how many are wanted and ready, and a few words. */
import type { KubeObject } from '../../../bridge/protocol.ts';
import type {
  CronJob,
  DaemonSet,
  Deployment,
  EndpointSlice,
  HorizontalPodAutoscaler,
  Job,
  PersistentVolumeClaim,
  Service,
} from '../../../engine/api/generated/types.ts';
import { t } from './messages.en.ts';

export interface ObjectFacts {
  readonly ready?: number;
  readonly desired?: number;
  /** Behind the kind. */
  readonly words: string;
}

export function factsOf(resource: string, object: KubeObject): ObjectFacts {
  return byResource[resource]?.(object) ?? { words: '' };
}

/** An old version of a Deployment: kept for a way back, and asked for no pods. */
export function isScaledToZero(resource: string, object: KubeObject): boolean {
  const { spec, status } = object as Deployment;
  return resource === 'replicasets.apps' && spec?.replicas === 0 && (status?.replicas ?? 0) === 0;
}

const replicated = (object: KubeObject): ObjectFacts => {
  const { spec, status } = object as Deployment;
  return { ready: status?.readyReplicas ?? 0, desired: spec?.replicas ?? 1, words: '' };
};

const byResource: Readonly<Record<string, (object: KubeObject) => ObjectFacts>> = {
  'deployments.apps': (object) => ({
    ...replicated(object),
    words: (object as Deployment).spec?.paused === true ? t('canvas.views.paused') : '',
  }),
  'replicasets.apps': (object) => {
    const revision = object.metadata?.annotations?.['deployment.kubernetes.io/revision'];
    return {
      ...replicated(object),
      words: revision === undefined ? '' : t('canvas.views.revision', { n: revision }),
    };
  },
  'statefulsets.apps': replicated,
  replicationcontrollers: replicated,
  'daemonsets.apps': (object) => {
    const { status } = object as DaemonSet;
    return { ready: status?.numberReady ?? 0, desired: status?.desiredNumberScheduled ?? 0, words: '' };
  },
  'jobs.batch': (object) => {
    const { spec, status } = object as Job;
    return { ready: status?.succeeded ?? 0, desired: spec?.completions ?? 1, words: '' };
  },
  'cronjobs.batch': (object) => {
    const { spec } = object as CronJob;
    return { words: spec?.suspend === true ? t('canvas.views.suspended') : (spec?.schedule ?? '') };
  },
  'horizontalpodautoscalers.autoscaling': (object) => {
    const { spec, status } = object as HorizontalPodAutoscaler;
    return {
      ready: status?.currentReplicas ?? 0,
      desired: status?.desiredReplicas ?? 0,
      words: `${spec?.minReplicas ?? 1}–${spec?.maxReplicas ?? ''} · ${spec?.scaleTargetRef.kind ?? ''} ${spec?.scaleTargetRef.name ?? ''}`,
    };
  },
  'endpointslices.discovery.k8s.io': (object) => {
    const { endpoints = [] } = object as EndpointSlice;
    const ready = endpoints.filter(({ conditions }) => conditions?.ready !== false).length;
    return { ready, desired: endpoints.length, words: '' };
  },
  services: (object) => ({ words: serviceType(object as Service) }),
  persistentvolumeclaims: (object) => ({ words: (object as PersistentVolumeClaim).status?.phase ?? '' }),
};

/** `ClusterIP`, `NodePort`, ..., and `headless` for what has no address of its own. */
export function serviceType({ spec }: Service): string {
  return spec?.clusterIP === 'None' ? t('canvas.views.headless') : (spec?.type ?? 'ClusterIP');
}
