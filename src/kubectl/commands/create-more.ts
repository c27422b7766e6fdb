/** `kubectl create token` and `create job --from`. `staging/src/k8s.io/kubectl/pkg/cmd/create/create_{token,job}.go` */
import type { CronJob } from '../../engine/api/generated/types.ts';
import type { AnyObject } from '../../engine/api/object.ts';
import { createGenerated, generatorCommand, jobGenerator } from '../generate/index.ts';
import { parseGoDuration } from '../go-duration.ts';
import type { Invocation, KubectlCommand } from '../invocation.ts';
import { outputFlag } from '../invocation.ts';
import { KubectlError, ServerError, usageError } from '../kubectl-error.ts';
import { outputTyped } from '../output.ts';
import { kindByName, parseResourceArguments } from '../resource-arguments.ts';
import { objectPath } from '../server.ts';

export const createTokenCommand: KubectlCommand = {
  name: 'create token',
  flags: [
    outputFlag,
    { name: 'audience', takes: 'texts' },
    { name: 'bound-object-kind', takes: 'text' },
    { name: 'bound-object-name', takes: 'text' },
    { name: 'bound-object-uid', takes: 'text' },
    { name: 'duration', takes: 'text', initially: '0s' },
  ],
  async run(invocation) {
    const { words, flags, namespace, server, print } = invocation;
    const [name] = words;
    if (name === undefined || words.length > 1)
      throw usageError('create token', `exactly one NAME is required, got ${words.length}`);
    const path = `${objectPath({ kind: kindByName('serviceaccounts'), namespace, name })}/token`;
    const body = {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      metadata: {},
      spec: tokenSpec(invocation),
    };
    try {
      const created = (await server.send({ method: 'POST', path, body })) as AnyObject;
      const { token = '' } = (created['status'] ?? {}) as { token?: string };
      if (token === '') throw new KubectlError('failed to create token: no token in server response');
      if (flags.text('output') === '') print(token);
      else outputTyped(invocation, { ...kindByName('serviceaccounts'), kind: 'TokenRequest' }, created, '');
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      throw new KubectlError(`failed to create token: ${error.message}`);
    }
  },
};

const boundKinds: Readonly<Record<string, string>> = { Pod: 'v1', Secret: 'v1', Node: 'v1' };

function tokenSpec({ flags }: Invocation): unknown {
  const durationMs = parseGoDuration(flags.text('duration'));
  if (durationMs < 0) throw new KubectlError('--duration must be greater than or equal to 0');
  const audiences = flags.texts('audience');
  const [kind, name] = [flags.text('bound-object-kind'), flags.text('bound-object-name')];
  if (kind !== '' && boundKinds[kind] === undefined)
    throw new KubectlError(`supported --bound-object-kind values are Node, Pod, Secret`);
  if (kind !== '' && name === '')
    throw new KubectlError('--bound-object-name is required if --bound-object-kind is provided');
  if (kind === '' && name !== '')
    throw new KubectlError('--bound-object-name can only be set if --bound-object-kind is provided');
  const uid = flags.text('bound-object-uid');
  return {
    audiences: audiences.length === 0 ? null : audiences,
    ...(durationMs === 0 ? {} : { expirationSeconds: Math.floor(durationMs / 1000) }),
    ...(kind === ''
      ? {}
      : { boundObjectRef: { kind, apiVersion: boundKinds[kind], name, ...(uid === '' ? {} : { uid }) } }),
  };
}

const plainJob = generatorCommand(jobGenerator);

export const createJobCommand: KubectlCommand = {
  ...plainJob,
  async run(invocation) {
    const { flags, words, rest } = invocation;
    const [from, image] = [flags.text('from'), flags.text('image')];
    if (from === '' || words.length !== 1) return plainJob.run(invocation);
    if (image !== '') throw new KubectlError('either --image or --from must be specified');
    if (rest.length > 0) throw new KubectlError('cannot specify --from and command');
    await createGenerated(invocation, await jobFrom(invocation, from), jobGenerator.failure);
  },
};

/** A run of a CronJob by hand, which says so and whose it is. */
async function jobFrom({ server, namespace, words }: Invocation, from: string): Promise<AnyObject> {
  const [argument] = await parseResourceArguments(server, from.includes('/') ? [from] : ['cronjobs', from]);
  const { kind, name = '' } = argument!;
  if (kind.kind !== 'CronJob') throw new KubectlError(`from must be an existing cronjob`);
  const { metadata, spec } = (await server.get({ kind, namespace, name })) as unknown as CronJob;
  const template = spec?.jobTemplate;
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name: words[0]!,
      annotations: { 'cronjob.kubernetes.io/instantiate': 'manual', ...template?.metadata?.annotations },
      ...(template?.metadata?.labels === undefined ? {} : { labels: template.metadata.labels }),
      ownerReferences: [
        { apiVersion: 'batch/v1', kind: 'CronJob', name, uid: metadata?.uid ?? '', controller: true },
      ],
    },
    spec: template?.spec ?? {},
    status: {},
  };
}
