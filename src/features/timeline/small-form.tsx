/** A question with one answer, asked in the timeline: the name of a bookmark, another time for a fault. */
import { useEffect, useRef, useState } from 'react';
import type { FormEvent, ReactElement } from 'react';
import { create } from 'zustand';
import { Button } from '../../ui/button.tsx';
import { t } from './messages.en.ts';

export interface Question {
  readonly title: string;
  readonly label: string;
  readonly value: string;
  readonly save: string;
  /** What is wrong with the answer; undefined: nothing, and it was taken. */
  readonly onAnswer: (answer: string) => string | undefined;
}

const useQuestion = create<{ readonly question: Question | null }>(() => ({ question: null }));

export function askFor(question: Question): void {
  useQuestion.setState({ question });
}

export function SmallForm(): ReactElement | null {
  const question = useQuestion((state) => state.question);
  return question === null ? null : <Form key={question.title + question.value} question={question} />;
}

function Form({ question }: { readonly question: Question }): ReactElement {
  const [value, setValue] = useState(question.value);
  const [wrong, setWrong] = useState<string | undefined>(undefined);
  const input = useRef<HTMLInputElement>(null);
  const opener = useRef(document.activeElement);
  useEffect(() => {
    // After the menu that asked has given the focus back.
    const frame = requestAnimationFrame(() => input.current?.select());
    return () => cancelAnimationFrame(frame);
  }, []);
  const close = (): void => {
    useQuestion.setState({ question: null });
    if (opener.current instanceof HTMLElement) opener.current.focus({ preventScroll: true });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const problem = question.onAnswer(value);
    if (problem === undefined) close();
    else setWrong(problem);
  };
  return (
    // A form that is named is a landmark of its own: it opens beside what asked, and covers nothing.
    <form
      className="timeline-form"
      aria-label={question.title}
      onSubmit={submit}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') close();
      }}
    >
      <label>
        <span>{question.label}</span>
        <input
          ref={input}
          value={value}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={wrong !== undefined}
          onChange={(event) => setValue(event.currentTarget.value)}
        />
      </label>
      {wrong === undefined ? null : <p role="alert">{wrong}</p>}
      <div>
        <Button onClick={close}>{t('timeline.cancel')}</Button>
        <Button look="primary" type="submit">
          {question.save}
        </Button>
      </div>
    </form>
  );
}
