import { useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import type { WhyStep } from '../../bridge/protocol.ts';
import { session } from '../../model/session.ts';
import { useTime } from '../../model/time-store.ts';
import { useTimeline } from '../../model/timeline-store.ts';
import { RichText } from '../../ui/rich-text.tsx';
import { clockOfMoment } from './clock-of.ts';
import { conditionsOf } from './conditions-of.ts';
import type { InspectedObject } from './kind-of-key.ts';
import { t } from './messages.en.ts';

/** Why the object is as it is: from its last change back to what a person did, or to time. */
export function WhyChain({ about }: { readonly about: InspectedObject }): ReactElement | null {
  const steps = useWhy(Number(about.object.metadata?.resourceVersion ?? Number.NaN));
  const startedAt = useTime((state) => state.startedAt);
  const commands = useTimeline((state) => state.commands);
  if (steps.length === 0) return null;
  const notReady = conditionsOf(about.object).find(
    ({ type, status }) => type === 'Ready' && status !== 'True',
  );
  return (
    <>
      <h3>{notReady === undefined ? t('inspector.why') : t('inspector.whyNotReady')}</h3>
      <ol className="why-chain">
        {steps.map((step, at) => (
          <li key={at} data-look={lookOf(step, at, notReady !== undefined)}>
            <RichText
              text={
                at === 0 && notReady !== undefined
                  ? t('why.notReady', { reason: notReady.reason ?? '' })
                  : wordsOf(step, commands)
              }
            />
            <span className="sub">{sourceOf(step, startedAt)}</span>
          </li>
        ))}
      </ol>
    </>
  );
}

/** The chain of a revision; empty until it has arrived. */
function useWhy(revision: number): readonly WhyStep[] {
  const [steps, setSteps] = useState<readonly WhyStep[]>([]);
  useEffect(() => {
    if (!Number.isFinite(revision)) return undefined;
    let isWanted = true;
    session.why(revision).then(
      (found) => {
        if (isWanted) setSteps(found);
      },
      () => {
        if (isWanted) setSteps([]);
      },
    );
    return () => {
      isWanted = false;
    };
  }, [revision]);
  return steps;
}

function lookOf(step: WhyStep, at: number, isTrouble: boolean): string {
  if (isCommand(step)) return 'command';
  return at === 0 && isTrouble ? 'trouble' : 'step';
}

/** The command itself, not a change that it caused: it has no revision. */
function isCommand(step: WhyStep): boolean {
  return step.type === 'COMMAND';
}

function wordsOf(
  step: WhyStep,
  commands: readonly { readonly index: number; readonly label: string }[],
): string {
  if (step.cause.kind === 'command' && step.revision === undefined) {
    const { index } = step.cause;
    const label = commands.find((command) => command.index === index)?.label ?? `${step.what} ${step.key}`;
    return t('why.you', { label });
  }
  const thing = step.key.split('/').at(-1) ?? step.key;
  if (step.type === 'ADDED') return t('why.created', { thing });
  if (step.type === 'DELETED') return t('why.deleted', { thing });
  return step.what === '' ? t('why.written', { thing }) : t('why.changed', { thing, what: step.what });
}

function sourceOf(step: WhyStep, startedAt: string): string {
  const clock = clockOfMoment(startedAt, step.timeMs);
  if (step.cause.kind === 'command' && step.revision === undefined)
    return t('why.command', { index: step.cause.index, clock });
  const who = t('why.by', { author: step.author, clock, revision: step.revision ?? 0 });
  return step.cause.kind === 'time' ? `${who} · ${t('why.timer', { timer: step.cause.timer })}` : who;
}
