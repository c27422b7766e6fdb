import type { ReactElement } from 'react';
import type { EndpointSlice, Event, Node, Pod } from '../../engine/api/generated/types.ts';
import { mirror, useObject, useResource } from '../../model/mirror.ts';
import { useTime } from '../../model/time-store.ts';
import { useWhy } from '../../model/why-store.ts';
import { Icon } from '../../ui/icon.tsx';
import { RichText } from '../../ui/rich-text.tsx';
import { clockOf } from './clock-of.ts';
import { conditionsOf } from './conditions-of.ts';
import type { Condition } from './conditions-of.ts';
import { ContainerCards } from './container-cards.tsx';
import { useEventsOf } from './event-list.tsx';
import { FactsList } from './facts-list.tsx';
import { FaultList } from './fault-list.tsx';
import { FidelityNote, KindDetails } from './kind-details.tsx';
import type { InspectedObject } from './kind-of-key.ts';
import { t } from './messages.en.ts';
import { sentenceOf } from './sentence.ts';
import { Verdict } from './verdict.tsx';
import { WhyChain } from './why-chain.tsx';

export function Summary({ about }: { readonly about: InspectedObject }): ReactElement {
  const events = useEventsOf(about);
  const sentence = useSentence(about, events);
  const pod = about.resource === 'pods' ? (about.object as Pod) : undefined;
  const conditions = conditionsOf(about.object);
  return (
    <div className="inspector-page">
      {sentence === undefined ? null : (
        <p className="inspector-say">
          <RichText text={sentence} />
        </p>
      )}
      <FidelityNote about={about} />
      <FaultList about={about} />
      <KindDetails about={about} />
      {pod === undefined ? null : <ContainerCards pod={pod} events={events} />}
      <FactsList about={about} />
      {conditions.length === 0 ? null : <Conditions about={about} conditions={conditions} />}
      <WhyChain key={about.key} about={about} />
      {pod === undefined ? null : <Verdict pod={pod} />}
    </div>
  );
}

function useSentence(about: InspectedObject, events: readonly Event[]): string | undefined {
  const nodeName = (about.object as Pod).spec?.nodeName ?? '';
  const node = useObject(`nodes//${nodeName}`) as Node | undefined;
  const slices = useResource('endpointslices.discovery.k8s.io') as readonly EndpointSlice[];
  // Waits are told in whole seconds, so the sentence is made anew once a second.
  const nowEpochMs = useTime((state) => Date.parse(state.startedAt) + Math.floor(state.viewMs / 1000) * 1000);
  const endpointSlices = slices.filter((slice) => isAbout(slice, about));
  return sentenceOf(about, {
    nowEpochMs,
    node,
    endpointSlices,
    events,
    get: (key) => mirror.get(key),
    list: (resource) => mirror.list(resource),
  });
}

/** The slice is the Service's own, or the pod stands in it. */
function isAbout(
  { metadata, endpoints }: EndpointSlice,
  { resource, namespace, name }: InspectedObject,
): boolean {
  if (metadata?.namespace !== namespace) return false;
  return resource === 'pods'
    ? (endpoints ?? []).some(({ targetRef }) => targetRef?.kind === 'Pod' && targetRef.name === name)
    : metadata.labels?.['kubernetes.io/service-name'] === name;
}

interface ConditionsProps {
  readonly about: InspectedObject;
  readonly conditions: readonly Condition[];
}

function Conditions({ about, conditions }: ConditionsProps): ReactElement {
  return (
    <>
      <h3>{t('inspector.conditions')}</h3>
      <ul className="conditions">
        {conditions.map((condition) => (
          <li key={condition.type} title={[condition.reason, condition.message].filter(Boolean).join(': ')}>
            <ConditionMark condition={condition} />
            <span>
              <button
                type="button"
                className="why-link"
                aria-label={t('why.ask', { thing: condition.type })}
                onClick={() => askWhy(about, condition)}
              >
                {condition.type}
              </button>{' '}
              {isGood(condition) ? null : <span className="sub">{condition.reason}</span>}
            </span>
            <span className="sub numeric">{clockOf(condition.lastTransitionTime)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function askWhy({ key }: InspectedObject, { type }: Condition): void {
  useWhy.getState().open({ key, field: `status.conditions[${type}].status` });
}

/** Conditions that are good when they are False. */
const wantedFalse = /Pressure$|Unavailable$|Failure$|DisruptionTarget|PodResizePending/;

function isGood({ type, status }: Condition): boolean {
  return (status === 'True') !== wantedFalse.test(type);
}

function ConditionMark({ condition }: { readonly condition: Condition }): ReactElement {
  if (condition.status === 'Unknown')
    return (
      <span role="img" className="condition-unknown" aria-label="Unknown">
        ?
      </span>
    );
  const good = isGood(condition);
  return (
    <span role="img" className={good ? 'condition-good' : 'condition-bad'} aria-label={condition.status}>
      <Icon name={good ? 'check' : 'close'} />
    </span>
  );
}
