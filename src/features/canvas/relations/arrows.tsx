/** Arrows from the object that is looked at to all that it belongs to, each with what made it written on it. */
import { useEffect, useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import { useSelection } from '../../../model/selection-store.ts';
import { KindIcon } from '../../../ui/kind-icon.tsx';
import { findPlace } from '../find-place.ts';
import type { Stage } from '../use-stage.ts';
import { t } from '../views/messages.en.ts';
import { useLookup } from '../../../model/relations/use-lookup.ts';
import { useView } from '../views/view-store.ts';
import { planArrows } from './arrow-plan.ts';
import type { Arrow, SideCard } from './arrow-plan.ts';
import './arrows.css';
import { kindOf } from '../../../model/relations/kinds.ts';
import { relationWords } from './relation-words.ts';
import { ownedResources, relationsOf } from '../../../model/relations/relations.ts';

export const relationResources = [
  ...ownedResources,
  'networkpolicies.networking.k8s.io',
  'poddisruptionbudgets.policy',
  'ingresses.networking.k8s.io',
  'horizontalpodautoscalers.autoscaling',
];

/** A pointer that rests on something this long asks for its arrows, in real milliseconds. */
const restMs = 400;

export function Arrows({ stage }: { readonly stage: Stage }): ReactElement | null {
  const isOn = useView((state) => state.hasArrows);
  const selected = useSelection((state) => state.selected);
  const rested = useRestedHover(isOn);
  const key = rested ?? selected;
  return isOn && key !== null ? <ArrowsOf key={key} objectKey={key} stage={stage} /> : null;
}

function useRestedHover(isOn: boolean): string | null {
  const hovered = useSelection((state) => (isOn ? state.hovered : null));
  const [rested, setRested] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setRested(hovered), restMs);
    return () => clearTimeout(timer);
  }, [hovered]);
  return rested;
}

function ArrowsOf({ objectKey, stage }: { readonly objectKey: string; readonly stage: Stage }): ReactElement {
  const lookup = useLookup(relationResources);
  const plan = useMemo(
    () =>
      planArrows(
        objectKey,
        relationsOf(objectKey, lookup),
        (key) => findPlace(stage, key),
        stage.layout.bounds,
      ),
    [lookup, objectKey, stage],
  );
  const { width, height } = stage.layout.bounds;
  const labelled = useMemo(() => firstOfEach(plan.arrows), [plan]);
  return (
    <div className="arrows" style={{ width, height }}>
      <svg width={width} height={height} aria-hidden="true">
        <defs>
          <marker
            id="arrow-head"
            viewBox="0 0 8 8"
            refX={7}
            refY={4}
            markerWidth={7}
            markerHeight={7}
            orient="auto-start-reverse"
          >
            <path d="M1 1l6 3-6 3" />
          </marker>
        </defs>
        {plan.arrows.map(({ relation, other, path }) => (
          <path
            key={`${relation.kind} ${other}`}
            d={path}
            data-kind={relation.kind}
            markerEnd="url(#arrow-head)"
          />
        ))}
        {plan.cards.map(({ relation, other, path }) => {
          const ends =
            relation.from === objectKey
              ? { markerEnd: 'url(#arrow-head)' }
              : { markerStart: 'url(#arrow-head)' };
          return (
            <path
              key={`${relation.kind} ${other}`}
              d={path}
              data-kind={relation.kind}
              data-missing={relation.isMissing}
              {...ends}
            />
          );
        })}
      </svg>
      {labelled.map(({ relation, other, label }) => (
        <span
          key={`${relation.kind} ${other}`}
          className="arrow-label"
          style={{ left: label.x, top: label.y }}
        >
          {relation.by}
        </span>
      ))}
      {plan.cards.map((card) => (
        <OtherEnd key={`${card.relation.kind} ${card.other}`} card={card} seenFrom={objectKey} />
      ))}
      {plan.more > 0 ? <More plan={plan.cards} more={plan.more} /> : null}
    </div>
  );
}

/** Ten arrows that one selector made have one label. */
function firstOfEach(arrows: readonly Arrow[]): readonly Arrow[] {
  return [
    ...new Map(
      arrows.toReversed().map((arrow) => [`${arrow.relation.kind} ${arrow.relation.by}`, arrow]),
    ).values(),
  ];
}

interface OtherEndProps {
  readonly card: SideCard;
  readonly seenFrom: string;
}

function OtherEnd({ card: { relation, other, rect }, seenFrom }: OtherEndProps): ReactElement {
  const [resource = '', , ...name] = other.split('/');
  return (
    <section
      className="arrow-card nopan nodrag"
      style={{ left: rect.x, top: rect.y, width: rect.width, height: rect.height }}
      title={relationWords(relation, seenFrom)}
      data-missing={relation.isMissing}
      {...(relation.isMissing ? {} : { 'data-object': other })}
    >
      <KindIcon kind={kindOf(resource)} size={20} />
      <span>
        <b>{name.join('/')}</b>
        <span>
          {kindOf(resource)} · <em className="mono">{relation.by}</em>
        </span>
      </span>
    </section>
  );
}

function More({
  plan,
  more,
}: {
  readonly plan: readonly SideCard[];
  readonly more: number;
}): ReactElement | null {
  const last = plan.at(-1)?.rect;
  if (last === undefined) return null;
  return (
    <span className="arrow-more" style={{ left: last.x, top: last.y + last.height + 4 }}>
      {t('canvas.views.relation.moreOf', { n: more })}
    </span>
  );
}
