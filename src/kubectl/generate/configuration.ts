/** `kubectl create configmap|secret ...`. `staging/src/k8s.io/kubectl/pkg/cmd/create/create_{configmap,secret*}.go` */
import { encodeBase64 } from '../../engine/api/base64.ts';
import type { AnyObject } from '../../engine/api/object.ts';
import type { FlagSpec } from '../flags.ts';
import { goJson } from '../go-json.ts';
import { KubectlError } from '../kubectl-error.ts';
import { withContentHash } from './content-hash.ts';
import type { Generator, GeneratorLine } from './generator.ts';
import { entriesOf, type Entry, fileEntries, keyRule, keyRuleText, sourceFlags } from './key-values.ts';

export const configMapGenerator: Generator = {
  name: 'create configmap',
  flags: sourceFlags,
  failure: 'failed to create configmap',
  generate(line) {
    const { name } = line;
    const data = dataOf(
      entriesOf(line),
      (key) => `"${key}" is not a valid key name for a ConfigMap: ${keyRuleText}`,
      (key) =>
        `cannot add key "${key}", another key by that name already exists in Data for ConfigMap "${name}"`,
    );
    return named(line, {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name },
      ...(data && splitBinary(data)),
    });
  },
};

const secretFailure = 'failed to create secret';

const secretGenericGenerator: Generator = {
  name: 'create secret generic',
  flags: [...sourceFlags, { name: 'type', takes: 'text' }],
  failure: secretFailure,
  generate: (line) => secret(line, line.flags.text('type'), entriesOf(line)),
};

const tlsFlags: readonly FlagSpec[] = [
  { name: 'append-hash', takes: 'switch' },
  { name: 'cert', takes: 'text' },
  { name: 'key', takes: 'text' },
];

const secretTlsGenerator: Generator = {
  name: 'create secret tls',
  flags: tlsFlags,
  failure: secretFailure,
  generate(line) {
    const { flags, files } = line;
    if (flags.text('cert') === '' || flags.text('key') === '')
      throw new KubectlError('key and cert must be specified');
    const read = (flag: string) => {
      const path = flags.text(flag);
      const text = files.read(path);
      if (text === undefined)
        throw new KubectlError(`Cannot read file ${path}, open ${path}: no such file or directory`);
      return text;
    };
    const [certificate, key] = [read('cert'), read('key')];
    if (!/-----BEGIN CERTIFICATE-----/.test(certificate))
      throw new KubectlError('tls: failed to find any PEM data in certificate input');
    if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(key))
      throw new KubectlError('tls: failed to find any PEM data in key input');
    return secret(line, 'kubernetes.io/tls', [
      ['tls.crt', certificate],
      ['tls.key', key],
    ]);
  },
};

const dockerFlags: readonly FlagSpec[] = [
  { name: 'append-hash', takes: 'switch' },
  { name: 'docker-email', takes: 'text' },
  { name: 'docker-password', takes: 'text' },
  { name: 'docker-server', takes: 'text', initially: 'https://index.docker.io/v1/' },
  { name: 'docker-username', takes: 'text' },
  { name: 'from-file', takes: 'list' },
];

const secretDockerGenerator: Generator = {
  name: 'create secret docker-registry',
  flags: dockerFlags,
  failure: secretFailure,
  generate(line) {
    const { flags, files } = line;
    const [username, password] = [flags.text('docker-username'), flags.text('docker-password')];
    const email = flags.text('docker-email');
    const sources = flags.list('from-file');
    if (sources.length === 0 && (username === '' || password === '' || flags.text('docker-server') === ''))
      throw new KubectlError(
        'either --from-file or the combination of --docker-username, --docker-password and --docker-server is required',
      );
    const auth = encodeBase64(`${username}:${password}`);
    const account = { username, password, ...(email === '' ? {} : { email }), auth };
    const config = goJson({ auths: { [flags.text('docker-server')]: account } });
    const entries: Entry[] =
      sources.length > 0
        ? sources.flatMap((source) => fileEntries(files, source))
        : [['.dockerconfigjson', config]];
    return secret(line, 'kubernetes.io/dockerconfigjson', entries);
  },
};

export const secretGenerators = [secretGenericGenerator, secretTlsGenerator, secretDockerGenerator];

function secret(line: GeneratorLine, type: string, entries: readonly Entry[]): AnyObject {
  const data = dataOf(
    entries.map(([key, value]) => [key, encodeBase64(value)]),
    (key) => `"${key}" is not valid key name for a Secret ${keyRuleText}`,
    (key) => `cannot add key ${key}, another key by that name already exists`,
  );
  return named(line, {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: line.name },
    ...(data && { data }),
    ...(type === '' ? {} : { type }),
  });
}

/** Bytes that a stream's text escapes: what holds them is no text. */
const escapedByte = /[\udc80-\udcff]/u;

/** What isn't UTF-8 stands apart, in base64. */
function splitBinary(all: Readonly<Record<string, string>>): Record<string, unknown> {
  const entries = Object.entries(all);
  const data = entries.filter(([, value]) => !escapedByte.test(value));
  const binary = entries.filter(([, value]) => escapedByte.test(value));
  const encoded = binary.map(([key, value]) => [key, encodeBase64(value)]);
  return {
    ...(data.length === 0 ? {} : { data: Object.fromEntries(data) }),
    ...(binary.length === 0 ? {} : { binaryData: Object.fromEntries(encoded) }),
  };
}

function named({ flags }: GeneratorLine, object: AnyObject): AnyObject {
  return flags.isOn('append-hash') ? withContentHash(object) : object;
}

/** Undefined when there are no entries. @throws KubectlError for a key that can't be, or comes twice */
function dataOf(
  entries: readonly Entry[],
  invalid: (key: string) => string,
  twice: (key: string) => string,
): Record<string, string> | undefined {
  const data = new Map<string, string>();
  for (const [key, value] of entries) {
    if (!keyRule.test(key)) throw new KubectlError(invalid(key));
    if (data.has(key)) throw new KubectlError(twice(key));
    data.set(key, value);
  }
  return data.size === 0 ? undefined : Object.fromEntries(data);
}
