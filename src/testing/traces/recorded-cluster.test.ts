import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runKubectl } from '../../kubectl/index.ts';
import { readRecordedClusters } from './recorded-cluster.ts';

/** kubectl asked one thing after the other: the clock of each answer is found by trying. */
const longestAskingMs = 20_000;
const stepMs = 50;

/** Answers that cannot be had from the objects at the end, or that 1.36 words in another way. */
const leftOut: ReadonlyArray<{ readonly command: RegExp; readonly because: string }> = [
  {
    command: /get (jobs|cronjob)|describe (job|cronjob|poddis|endpoints)/,
    because: 'no describer, columns of 1.20',
  },
  { command: /rollout|get events/, because: 'newer events than the answer' },
];

/** Columns that the recorded server did not have yet. */
const olderColumns = /job\.batch|cronjob\.batch/;

/** The recorded server did not say when a container restarted last. */
function inOlderWords(text: string): string {
  return text.replace(/ \(\d+\w* ago\)/g, '');
}

/** Without the widths of columns, for answers whose columns are wider now. */
function withoutWidths(text: string): string {
  return text.replace(/ {2,}/g, '  ');
}

const clusters = readRecordedClusters(fileURLToPath(new URL('data', import.meta.url)));

describe.each([...clusters])('kubectl says of %s', (_, cluster) => {
  const answers = cluster.answers.filter(
    ({ command, text }) =>
      !leftOut.some((kind) => kind.command.test(command)) &&
      !olderColumns.test(text) &&
      !(text.includes('service/') && !cluster.has('Service')) &&
      // The scheduler tried once more before the recorder fetched the Events.
      command !== 'kubectl describe pod affinity-none',
  );

  it.each(answers.map(({ command, text }) => [command, text] as const))('%s', async (command, text) => {
    const printed: string[] = [];
    for (let afterMs = 0; afterMs < longestAskingMs; afterMs += stepMs) {
      const client = cluster.clientAt(cluster.askedAtMs + afterMs);
      const { stdout, stderr } = await runKubectl(command, { client, namespace: cluster.namespace });
      const own = inOlderWords(`${stdout}${stderr}`.trimEnd());
      const wider = stdout.includes(' ago)');
      if (own === text || (wider && withoutWidths(own) === withoutWidths(text))) return;
      printed.push(own);
    }
    expect(printed[0]).toBe(text);
  });
});
