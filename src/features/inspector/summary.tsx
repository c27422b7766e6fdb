import type { ReactElement } from 'react';
import type {
  Container,
  ContainerStatus,
  EndpointSlice,
  Node,
  Pod,
} from '../../engine/api/generated/types.ts';
import { useObject, useResource } from '../../model/mirror.ts';
import { useTime } from '../../model/time-store.ts';
import { Icon } from '../../ui/icon.tsx';
import { RichText } from '../../ui/rich-text.tsx';
import { clockOf } from './clock-of.ts';
import { conditionsOf } from './conditions-of.ts';
import type { Condition } from './conditions-of.ts';
import type { InspectedObject } from './kind-of-key.ts';
import { t } from './messages.en.ts';
import { sentenceOf } from './sentence.ts';
import { WhyChain } from './why-chain.tsx';

export function Summary({ about }: { readonly about: InspectedObject }): ReactElement {
  const sentence = useSentence(about);
  const pod = about.resource === 'pods' ? (about.object as Pod) : undefined;
  const conditions = conditionsOf(about.object);
  return (
    <div className="inspector-page">
      {sentence === undefined ? null : (
        <p className="inspector-say">
          <RichText text={sentence} />
        </p>
      )}
      {pod === undefined ? null : <Containers pod={pod} />}
      {conditions.length === 0 ? null : <Conditions conditions={conditions} />}
      <WhyChain about={about} />
    </div>
  );
}

function useSentence(about: InspectedObject): string | undefined {
  const nodeName = (about.object as Pod).spec?.nodeName ?? '';
  const node = useObject(`nodes//${nodeName}`) as Node | undefined;
  const slices = useResource('endpointslices.discovery.k8s.io') as readonly EndpointSlice[];
  // Waits are told in whole seconds, so the sentence is made anew once a second.
  const nowEpochMs = useTime((state) => Date.parse(state.startedAt) + Math.floor(state.viewMs / 1000) * 1000);
  const endpointSlices = slices.filter(
    ({ metadata }) =>
      metadata?.namespace === about.namespace &&
      metadata.labels?.['kubernetes.io/service-name'] === about.name,
  );
  return sentenceOf(about, { nowEpochMs, node, endpointSlices });
}

function Containers({ pod }: { readonly pod: Pod }): ReactElement {
  const statusOf = (name: string): ContainerStatus | undefined =>
    [...(pod.status?.containerStatuses ?? []), ...(pod.status?.initContainerStatuses ?? [])].find(
      (status) => status.name === name,
    );
  return (
    <>
      {(pod.spec?.initContainers ?? []).map((container) => (
        <ContainerCard key={container.name} container={container} status={statusOf(container.name)} isInit />
      ))}
      {(pod.spec?.containers ?? []).map((container) => (
        <ContainerCard
          key={container.name}
          container={container}
          status={statusOf(container.name)}
          isInit={false}
        />
      ))}
    </>
  );
}

interface ContainerCardProps {
  readonly container: Container;
  readonly status: ContainerStatus | undefined;
  readonly isInit: boolean;
}

function ContainerCard({ container, status, isInit }: ContainerCardProps): ReactElement {
  const { state } = status ?? {};
  const word =
    state?.running !== undefined
      ? 'Running'
      : (state?.terminated?.reason ?? state?.waiting?.reason ?? 'Waiting');
  const message = state?.waiting?.message ?? state?.terminated?.message;
  return (
    <section className="container-card">
      <b className="mono">{container.name}</b>
      <span className="sub container-word" data-look={lookOf(status)}>
        {word}
      </span>
      <span className="sub">
        {isInit ? `${t('inspector.initContainer')} · ` : ''}
        {container.image}
      </span>
      <span className="sub">{t('inspector.restarts', { n: status?.restartCount ?? 0 })}</span>
      {message === undefined ? null : <span className="sub container-message">{message}</span>}
    </section>
  );
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

function Conditions({ conditions }: { readonly conditions: readonly Condition[] }): ReactElement {
  return (
    <>
      <h3>{t('inspector.conditions')}</h3>
      <ul className="conditions">
        {conditions.map((condition) => (
          <li key={condition.type} title={[condition.reason, condition.message].filter(Boolean).join(': ')}>
            <ConditionMark condition={condition} />
            <span>{condition.type}</span>
            <span className="sub numeric">{clockOf(condition.lastTransitionTime)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Conditions that are good when they are False. */
const wantedFalse = /Pressure$|Unavailable$|Failure$|DisruptionTarget|PodResizePending/;

function ConditionMark({ condition }: { readonly condition: Condition }): ReactElement {
  if (condition.status === 'Unknown')
    return (
      <span role="img" className="condition-unknown" aria-label="Unknown">
        ?
      </span>
    );
  const good = (condition.status === 'True') !== wantedFalse.test(condition.type);
  return (
    <span role="img" className={good ? 'condition-good' : 'condition-bad'} aria-label={condition.status}>
      <Icon name={good ? 'check' : 'close'} />
    </span>
  );
}
