/**
 * Each manifest, alone in a fresh cluster as its list describes it, and each group in its order: after ten minutes
 * every document is where the list says that a real cluster has it.
 */
import { describe, expect, it } from 'vitest';
import { createCluster } from '../../engine/index.ts';
import { runKubectl } from '../../kubectl/index.ts';
import { ClusterClient } from '../cluster-client.ts';
import { type Expectation, index, isThere, namespacesOf, textOf } from './manifest-index.ts';
import { missedOutcomes } from './missed-outcomes.ts';
import { corrected, notYet } from './outcome-corrections.ts';
import { SeenCluster } from './seen-cluster.ts';

const tenMinutesMs = 600_000;
const worker = { cpu: '4', memory: '8Gi' };

const start = createCluster({
  seed: 'outcomes',
  machines: {
    'control-plane': { role: 'control-plane' },
    'worker-1': worker,
    'worker-2': worker,
    'worker-3': worker,
  },
});
start.advanceTo(30_000);
const checkpoint = start.checkpoint();

async function afterTenMinutes(
  paths: readonly string[],
  namespaces: readonly string[],
): Promise<SeenCluster> {
  const client = new ClusterClient(start.forkFrom(checkpoint));
  for (const name of namespaces) await runKubectl(`create namespace ${name}`, { client });
  await client.tick();
  for (const path of paths) {
    await runKubectl('apply -f it.yaml', { client, files: { 'it.yaml': textOf(path) } });
    // Groups are applied by a person: what came before has had the time to start.
    client.cluster.advanceTo(client.cluster.nowMs + 60_000);
  }
  client.cluster.advanceTo(client.cluster.nowMs + tenMinutesMs - 60_000);
  return new SeenCluster(client.cluster);
}

interface Case {
  readonly name: string;
  readonly paths: readonly string[];
  readonly namespaces: readonly string[];
  readonly expect: Expectation;
}

const cases: readonly Case[] = [
  ...index.files
    .filter((file) => file.expect.outcome !== 'rejected')
    .map((file) => ({ name: file.path, paths: [file.path], namespaces: [], expect: file.expect })),
  ...index.files.flatMap(({ path, expectIfNamespaceExists: wanted }) =>
    wanted === undefined
      ? []
      : [{ name: `${path} in its namespace`, paths: [path], namespaces: namespacesOf(path), expect: wanted }],
  ),
  ...index.groups.map((group) => ({
    name: `group ${group.name}`,
    paths: group.files,
    namespaces: [],
    expect: group.expect,
  })),
];

describe.skipIf(!isThere)('what becomes of the manifests beside the project', () => {
  it.each(cases.map((one) => [one.name, one] as const))('%s', async (name, one) => {
    const seen = await afterTenMinutes(one.paths, one.namespaces);
    const missed = missedOutcomes(corrected(name, one.expect), seen, notYet);
    expect(missed.length, missed.join('\n')).toBe(0);
  });
});

it.skipIf(isThere)('the manifests are not beside the project', () => {});
