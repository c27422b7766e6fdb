import { type KubectlResult, runKubectl } from '../kubectl/index.ts';
import { sessionClient } from './session-client.ts';

/** Runs a command line against the cluster of this page. */
export function runLine(line: string): Promise<KubectlResult> {
  return runKubectl(line, { client: sessionClient });
}
