/** `kubectl create configmap|secret generic`. `staging/src/k8s.io/kubectl/pkg/cmd/create/create_{configmap,secret}.go` */
import type { FlagSpec, FlagValues } from '../flags.ts';
import { KubectlError } from '../kubectl-error.ts';
import type { Generator } from './generator.ts';

const literalFlags: readonly FlagSpec[] = [{ name: 'from-literal', takes: 'texts' }];

export const configMapGenerator: Generator = {
  name: 'create configmap',
  flags: literalFlags,
  failure: 'failed to create configmap',
  generate({ name, flags }) {
    const data = Object.fromEntries(literalsOf(flags));
    return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, ...(isEmpty(data) ? {} : { data }) };
  },
};

export const secretGenerator: Generator = {
  name: 'create secret generic',
  flags: [...literalFlags, { name: 'type', takes: 'text' }],
  failure: 'failed to create secret',
  generate({ name, flags }) {
    const data = Object.fromEntries(literalsOf(flags).map(([key, value]) => [key, base64(value)]));
    return {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name },
      ...(flags.given('type') ? { type: flags.text('type') } : {}),
      ...(isEmpty(data) ? {} : { data }),
    };
  },
};

function isEmpty(data: object): boolean {
  return Object.keys(data).length === 0;
}

function literalsOf(flags: FlagValues): Array<[string, string]> {
  const literals = flags.texts('from-literal').map((source): [string, string] => {
    const equals = source.indexOf('=');
    if (equals < 0) throw new KubectlError(`invalid literal source ${source}, expected key=value`);
    const value = source.slice(equals + 1);
    return [source.slice(0, equals), /^(["']).*\1$/.test(value) ? value.slice(1, -1) : value];
  });
  const keys = literals.map(([key]) => key);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined)
    throw new KubectlError(`cannot add key "${twice}", another key by that name already exists`);
  return literals;
}

function base64(text: string): string {
  return btoa(String.fromCodePoint(...new TextEncoder().encode(text)));
}
