/** A table of command lines and what a real cluster answers, run one after the other against one server. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RealKubectl, type RunOptions, type RunResult } from './real-kubectl.ts';

export interface StepOptions extends RunOptions {
  /** Expected exit code; default 0. */
  readonly code?: number;
}

/** The expected text stands somewhere in what is printed: stdout and stderr together. */
export type Step = readonly [line: string, expected: string | RegExp, options?: StepOptions];

/** So many simulated seconds pass in one. */
export const testSpeed = 20;

/** Runs the steps in order against a fresh cluster; `files` are there in the working directory. */
export function transcript(
  title: string,
  files: Readonly<Record<string, string>>,
  steps: readonly Step[],
): void {
  describe(title, () => {
    let real: RealKubectl;
    beforeAll(async () => {
      real = await RealKubectl.start();
      for (const [name, text] of Object.entries(files)) real.write(name, text);
      real.time.start(testSpeed);
    }, 60_000);
    afterAll(() => real.close());

    for (const [index, [line, expected, options = {}]] of steps.entries()) {
      it(`${index + 1}. ${line.slice(0, 120)}`, { timeout: 60_000 }, async () => {
        const result = await runLine(real, line, options);
        const text = result.stdout + result.stderr;
        if (typeof expected === 'string') expect(text).toContain(expected);
        else expect(text).toMatch(expected);
        expect(result.code).toBe(options.code ?? 0);
      });
    }
  });
}

/** `kubectl ...` or `helm ...` as a person types it; quotes hold words together. */
export function runLine(real: RealKubectl, line: string, options: RunOptions = {}): Promise<RunResult> {
  const [binary, ...args] = wordsOf(line);
  return binary === 'helm' ? real.helm(args, options) : real.run(args, options);
}

function wordsOf(line: string): string[] {
  const words = line.match(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g) ?? [];
  return words.map((word) => word.replaceAll(/'([^']*)'|"([^"]*)"/g, '$1$2'));
}
