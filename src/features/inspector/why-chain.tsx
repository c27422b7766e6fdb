import { useEffect, useRef, useState } from 'react';
import type { ReactElement, RefObject } from 'react';
import type { WhyStep } from '../../bridge/protocol.ts';
import { clockOf } from '../../model/clock-of.ts';
import { session } from '../../model/session.ts';
import { useTime } from '../../model/time-store.ts';
import { useTimeline } from '../../model/timeline-store.ts';
import { useWhy } from '../../model/why-store.ts';
import { late } from '../../ui/late.tsx';
import { RichText } from '../../ui/rich-text.tsx';
import { becauseOf } from './because.ts';
import { conditionsOf } from './conditions-of.ts';
import { useEventsOf } from './event-list.tsx';
import type { InspectedObject } from './kind-of-key.ts';
import { t } from './messages.en.ts';
import { waitWords } from './wait-words.ts';
import { WhyWalk } from './why-walk.tsx';
import './why.css';

/** Apart: few ask for all of it. */
const WhyLarge = late(async () => (await import('./why-large.tsx')).WhyLarge);

/** Why the object, or what is asked about it, is as it is: from its last change back to a command or to time. */
export function WhyChain({ about }: { readonly about: InspectedObject }): ReactElement | null {
  const walk = useWhy((state) => (state.walk?.key === about.key ? state.walk : null));
  const found = useChain(about);
  const steps = walk === null ? found : walk.steps.toReversed();
  const startedAt = useTime((state) => state.startedAt);
  const commands = useTimeline((state) => state.commands);
  const events = useEventsOf(about);
  const [isLarge, showLarge] = useState(false);
  const asked = useWhy((state) =>
    state.question?.key === about.key ? (state.question.called ?? state.question.field) : undefined,
  );
  const section = useAsked(about.key, steps.length > 0);
  if (steps.length === 0) return null;
  const because = becauseOf(steps, about, events);
  const notReady = conditionsOf(about.object).find(
    ({ type, status }) => type === 'Ready' && status !== 'True',
  );
  const isTrouble = notReady !== undefined && walk === null;
  const words = steps.map((step, at) =>
    at === 0 && isTrouble ? t('why.notReady', { reason: notReady.reason ?? '' }) : wordsOf(step, commands),
  );
  const text = steps.map((step, at) => `${words[at]!.replaceAll('**', '')}\n  ${sourceOf(step, startedAt)}`);
  const copied = text.toReversed().join('\n');
  return (
    <section className="why" aria-labelledby="why-title" ref={section}>
      <h3 id="why-title">{isTrouble ? t('inspector.whyNotReady') : t('inspector.why')}</h3>
      {because === undefined ? null : (
        <p className="why-because">
          <RichText text={because} />
        </p>
      )}
      {asked === undefined ? null : (
        <p className="sub">
          {t('why.asked', { field: asked })}{' '}
          <button type="button" className="why-link" onClick={() => useWhy.getState().forget()}>
            {t('why.askWhole')}
          </button>
        </p>
      )}
      {isLarge ? (
        <WhyLarge
          about={about}
          steps={steps}
          words={words}
          because={because}
          text={copied}
          onClose={() => showLarge(false)}
        />
      ) : (
        <WhyWalk about={about} steps={steps} text={copied} />
      )}
      <button type="button" className="why-link" onClick={() => showLarge(true)}>
        {t('why.large')}
      </button>
      <ol className="why-chain">
        {steps.map((step, at) => (
          <li
            key={step.revision ?? `command-${at}`}
            data-look={lookOf(step, at, isTrouble)}
            aria-current={walk !== null && steps.length - 1 - walk.at === at ? 'step' : undefined}
          >
            <RichText text={words[at]!} />
            <span className="sub">{sourceOf(step, startedAt)}</span>
            <Wait step={step} before={steps[at + 1]} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** A new question brings the answer into view; it is forgotten with its object. */
function useAsked(key: string, isAnswered: boolean): RefObject<HTMLElement | null> {
  const section = useRef<HTMLElement>(null);
  const question = useWhy((state) => (state.question?.key === key ? state.question : null));
  useEffect(() => {
    if (question !== null && isAnswered) section.current?.scrollIntoView({ block: 'start' });
  }, [question, isAnswered]);
  useEffect(
    () => () => {
      if (useWhy.getState().question?.key === key) useWhy.getState().forget();
    },
    [key],
  );
  return section;
}

/** Nothing happening is a cause too: silence, a toleration, a back-off. */
function Wait({ step, before }: { readonly step: WhyStep; readonly before: WhyStep | undefined }) {
  const said = waitWords(step, before);
  return said === undefined ? null : <span className="why-wait">{said}</span>;
}

/** The chain of what is asked; empty until it has arrived. */
function useChain(about: InspectedObject): readonly WhyStep[] {
  const [steps, setSteps] = useState<readonly WhyStep[]>([]);
  const question = useWhy((state) => (state.question?.key === about.key ? state.question : null));
  const { field } = question ?? {};
  const asked = question?.revision ?? Number(about.object.metadata?.resourceVersion ?? Number.NaN);
  useEffect(() => {
    if (!Number.isFinite(asked)) return undefined;
    let isWanted = true;
    const answer = field === undefined ? session.why(asked) : session.whyOf(about.key, field);
    answer.then(
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
  }, [about.key, asked, field]);
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
  if (step.key.startsWith('events/')) return t('why.event', { reason: step.what });
  if (step.type === 'ADDED') return t('why.created', { thing });
  if (step.type === 'DELETED') return t('why.deleted', { thing });
  return step.what === '' ? t('why.written', { thing }) : t('why.changed', { thing, what: step.what });
}

function sourceOf(step: WhyStep, startedAt: string): string {
  const clock = clockOf(startedAt, step.timeMs);
  if (step.cause.kind === 'command' && step.revision === undefined)
    return t('why.command', { index: step.cause.index, clock });
  const who = t('why.by', { author: step.author, clock, revision: step.revision ?? 0 });
  return step.cause.kind === 'time' ? `${who} · ${t('why.timer', { timer: step.cause.timer })}` : who;
}
