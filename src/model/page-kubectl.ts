/** kubectl as the page runs it, for views that do by a line what a person could have typed. */
import { addAction } from './actions-store.ts';

export interface LineResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}
export type RunLine = (line: string) => Promise<LineResult>;

let runLine: RunLine | undefined;

/** Called once by a page that brings kubectl. */
export function providePageKubectl(run: RunLine): void {
  runLine = run;
}

export function hasPageKubectl(): boolean {
  return runLine !== undefined;
}

/** What the line printed. @throws Error with what it complained of, and when the page has no kubectl */
export async function runOnPage(line: string): Promise<string> {
  if (runLine === undefined) throw new Error('this page has no kubectl');
  addAction(line);
  const { stdout, stderr, exitCode } = await runLine(line);
  if (exitCode !== 0) throw new Error(stderr.trim() || stdout.trim());
  return stdout.trim();
}
