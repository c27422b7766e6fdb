import { showToast } from './toast.tsx';

/**
 * For actions whose outcome is seen elsewhere: when one fails, a toast says why; not when somebody cancelled it.
 * `problemIn` finds the problem in an answer that arrived; undefined when there is none.
 */
export function reportFailure<Answer>(
  action: Promise<Answer>,
  problemIn: (answer: Answer) => string | undefined = () => undefined,
): void {
  action.then(
    (answer) => {
      const problem = problemIn(answer);
      if (problem !== undefined) showToast({ text: problem, kind: 'problem' });
    },
    (error: unknown) => {
      if (isCancelled(error)) return;
      showToast({ text: error instanceof Error ? error.message : String(error), kind: 'problem' });
    },
  );
}

/** Nothing went wrong: somebody did not want it any more, and knows. */
export function isCancelled(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
