import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { simulate } from './simulate-command.ts';

const web = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 4
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: nginx}]}
---
# An empty document is none.
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80}]}
`;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'podarium-simulate-'));
  writeFileSync(join(folder, 'web.yaml'), web);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a command line; `stdin` is what `-f -` reads. */
async function run(
  args: readonly string[],
  stdin = '',
): Promise<{ code: number; out: string; error: string }> {
  let out = '';
  let error = '';
  const terminal = {
    out: (text: string) => (out += text),
    error: (text: string) => (error += text),
    readStdin: () => stdin,
  };
  const code = await simulate(args, terminal);
  return { code, out, error };
}

interface Document {
  readonly seconds: number;
  readonly applied: readonly {
    readonly kind: string;
    readonly name: string;
    readonly result?: string;
    readonly status?: { readonly reason: string; readonly message: string };
  }[];
  readonly objects: readonly {
    readonly apiVersion: string;
    readonly kind: string;
    readonly metadata: { readonly name: string };
    readonly spec?: { readonly nodeName?: string };
  }[];
}

describe('simulate', () => {
  it('applies a file and checks how it ended', async () => {
    const ready = 'deployments.apps/default/web status.readyReplicas == 4';
    const { code, out } = await run(['-f', join(folder, 'web.yaml'), '--until', '30s', '--check', ready]);
    expect(out).toContain(`ok      ${ready}`);
    expect(code).toBe(0);
  });

  it('exits with 1 when a check fails', async () => {
    const check = 'pods/default/lone exists';
    const { code, out } = await run(['-f', join(folder, 'web.yaml'), '--until', '5s', '--check', check]);
    expect(out).toContain(`FAILED  ${check}`);
    expect(code).toBe(1);
  });

  it('prints one JSON document, and the objects are whole', async () => {
    const { code, out } = await run(['-f', folder, '--until', '1m30s', '-o', 'json', '--workers', '2']);
    const { seconds, applied, objects } = JSON.parse(out) as Document;
    expect(seconds).toBe(90);
    expect(applied.map(({ kind, name, result }) => `${kind}/${name} ${result}`)).toEqual([
      'Deployment/web created',
      'Service/web created',
    ]);
    expect(objects.filter(({ kind }) => kind === 'Node')).toHaveLength(3);
    expect(objects.every(({ apiVersion, kind }) => apiVersion !== '' && kind !== '')).toBe(true);
    expect(objects.filter(({ kind, spec }) => kind === 'Pod' && spec?.nodeName !== undefined)).toHaveLength(
      4,
    );
    expect(code).toBe(0);
  });

  it('prints each change as a line', async () => {
    const { out } = await run(['-f', '-', '--until', '20s', '-o', 'jsonl'], web);
    const lines = out.trim().split('\n');
    const changes = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(changes[0]).toMatchObject({
      seconds: 0,
      type: 'ADDED',
      resource: 'deployments.apps',
      name: 'web',
    });
    const revisions = changes.map(({ revision }) => revision as number);
    expect(revisions.toSorted((left, right) => left - right)).toEqual(revisions);
  });

  it('goes on after a refusal, says it, and exits with 1', async () => {
    const wrong = web.replace('replicas: 4', 'replicas: -4');
    const { code, out, error } = await run(
      ['-f', '-', '--until', '1s', '-o', 'json'],
      `${wrong}---\nkind: Widget\n`,
    );
    const { applied } = JSON.parse(out) as Document;
    expect(applied.map(({ result, status }) => result ?? status?.reason)).toEqual([
      'Invalid',
      'created',
      'BadRequest',
    ]);
    expect(error).toContain('spec.replicas: Invalid value: -4');
    expect(code).toBe(1);
  });

  it('strikes faults at their time and mends machines after theirs', async () => {
    const fault = 'PowerOff,node=node-2,at=10s,for=1m';
    const dead = 'nodes//node-2 status.conditions[type=Ready].status == Unknown';
    const mended = 'nodes//node-2 status.conditions[type=Ready].status == True';
    const at = (until: string, check: string) =>
      run(['-f', '-', '--until', until, '--fault', fault, '--check', check], web);
    expect((await at('65s', dead)).code).toBe(0);
    expect((await at('3m', mended)).code).toBe(0);
    const exit = await run(
      [
        '-f',
        '-',
        '--until',
        '30s',
        '--fault',
        'ContainerExit,pod=lone,exitCode=3,at=10s',
        '--check',
        'pods/default/lone status.containerStatuses[0].lastState.terminated.exitCode == 3',
      ],
      'apiVersion: v1\nkind: Pod\nmetadata: {name: lone}\nspec: {containers: [{name: c, image: nginx}]}',
    );
    expect(exit.out).toContain('ok ');
    expect(exit.code).toBe(0);
  });

  it('gives the same run for the same seed', async () => {
    const names = async (seed: string) =>
      (
        JSON.parse(
          (await run(['-f', '-', '--until', '10s', '-o', 'json', '--seed', seed], web)).out,
        ) as Document
      ).objects
        .filter(({ kind }) => kind === 'Pod')
        .map(({ metadata }) => metadata.name);
    expect(await names('a')).toEqual(await names('a'));
    expect(await names('a')).not.toEqual(await names('b'));
  });

  it.each([
    [[], 'no manifest'],
    [['-f', '/nowhere/at.all'], 'does not exist'],
    [['-f', '-', '--until', 'soon'], '--until: "soon" is no duration'],
    [['-f', '-', '--output', 'xml'], 'none of table, json, jsonl'],
    [['-f', '-', '--workers', '0'], 'no number from 1 to 500'],
    [['-f', '-', '--check', 'all is well'], 'is not KEY'],
    [['-f', '-', '--check', 'pod/default/a exists'], 'there is no resource "pod"'],
    [['-f', '-', '--fault', 'Earthquake'], 'none of ContainerExit'],
    [['-f', '-', '--fault', 'PowerOff'], 'which node?'],
    [['-f', '-', '--fault', 'OOMKill,colour=red'], '"colour" is not known'],
    [['-f', '-', '--memory', 'much'], 'no quantity'],
    [['-f', '-', '--frobnicate'], 'frobnicate'],
  ])('refuses the command line %j', async (args, message) => {
    const { code, error } = await run(args);
    expect(error).toContain(message);
    expect(error).toContain('Usage:');
    expect(code).toBe(2);
  });

  it('says what is no YAML, and helps who asks', async () => {
    const broken = await run(['-f', '-'], 'a: [');
    expect(broken.error).toContain('standard input: ');
    expect(broken.code).toBe(1);
    expect(await run(['--help'])).toMatchObject({ code: 0, error: '' });
  });
});
