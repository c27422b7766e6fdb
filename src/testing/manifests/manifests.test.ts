/**
 * Manifests that nobody here wrote: each is applied alone to a fresh cluster and must be taken or refused as a real
 * one would. They lie beside the project, where they are at hand at all.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createCluster } from '../../engine/index.ts';
import { runKubectl } from '../../kubectl/index.ts';
import { ClusterClient } from '../cluster-client.ts';

interface Expectation {
  readonly outcome: string;
  readonly why?: string;
}

interface ManifestFile {
  readonly path: string;
  readonly expect: Expectation;
  readonly expectIfNamespaceExists?: Expectation;
}

const folder = fileURLToPath(new URL('../../../../shared/manifests/', import.meta.url));
const isThere = existsSync(`${folder}index.json`);
const index = (
  isThere ? JSON.parse(readFileSync(`${folder}index.json`, 'utf8')) : { files: [], groups: [] }
) as {
  readonly files: readonly ManifestFile[];
  readonly groups: ReadonlyArray<{
    readonly name: string;
    readonly files: readonly string[];
    readonly expect: Expectation;
  }>;
};

const examples = 'kubernetes-website/content/en/examples';

/** Texts that the index shortens: Kubernetes goes on with single quotes and the expression. */
const corrections: Readonly<Record<string, string>> = {
  [`${examples}/application/job/job-tmpl.yaml`]:
    "metadata.name: Invalid value: \"process-item-$ITEM\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.'",
};

const start = createCluster({
  seed: 'manifests',
  machines: { 'control-plane': { role: 'control-plane' }, 'worker-1': {} },
});
start.advanceTo(30_000);
const checkpoint = start.checkpoint();

function freshClient(): ClusterClient {
  return new ClusterClient(start.forkFrom(checkpoint));
}

function apply(path: string, client = freshClient()) {
  const files = { 'it.yaml': readFileSync(`${folder}${path}`, 'utf8') };
  return runKubectl('apply -f it.yaml', { client, files });
}

/** Namespaces of a file's documents. */
function namespacesOf(path: string): string[] {
  const text = readFileSync(`${folder}${path}`, 'utf8');
  return [...new Set(Array.from(text.matchAll(/^\s+namespace: "?([\w-]+)/gm), ([, name]) => name!))];
}

/** What the index says of why, without its remarks in brackets at the end. */
function wantedText({ path, expect: { why = '' } }: ManifestFile): string {
  return corrections[path] ?? why.replace(/ \([^()]*(?:\([^()]*\)[^()]*)*\)$/, '');
}

describe.skipIf(!isThere)('the manifests beside the project', () => {
  const rejected = index.files.filter((file) => file.expect.outcome === 'rejected');
  const accepted = index.files.filter((file) => file.expect.outcome !== 'rejected');

  it.each(accepted.map((file) => [file.path, file] as const))('%s is taken', async (_path, file) => {
    const { stderr, exitCode } = await apply(file.path);
    expect(exitCode === 0 ? '' : stderr).toBe('');
  });

  it.each(rejected.map((file) => [file.path, file] as const))('%s is refused', async (_path, file) => {
    const { stderr, exitCode } = await apply(file.path);
    expect(exitCode).not.toBe(0);
    expect(stderr).toContain(wantedText(file));
  });

  const waiting = rejected.filter((file) => file.expectIfNamespaceExists !== undefined);
  it.each(waiting.map(({ path }) => [path]))('%s is taken once its namespace is there', async (path) => {
    const client = freshClient();
    for (const name of namespacesOf(path)) await runKubectl(`create namespace ${name}`, { client });
    await client.tick();
    expect((await apply(path, client)).stderr).toBe('');
  });

  it.each(index.groups.map((group) => [group.name, group] as const))(
    'the group %s is taken in its order, or refused at its end',
    async (_name, { files, expect: { outcome } }) => {
      const client = freshClient();
      const codes: number[] = [];
      for (const path of files) {
        codes.push((await apply(path, client)).exitCode);
        await client.tick();
      }
      expect(codes).toEqual(
        files.map((_file, place) => Number(outcome === 'rejected' && place === files.length - 1)),
      );
    },
  );
});

it.skipIf(isThere)('the manifests are not beside the project', () => {});
