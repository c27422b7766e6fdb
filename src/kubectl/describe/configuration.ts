/** `kubectl describe` of ConfigMaps, Secrets and ServiceAccounts. `kubectl/pkg/describe/describe.go` */
import { base64Length, decodeBase64 } from '../../engine/api/base64.ts';
import type { ConfigMap, Secret, ServiceAccount } from '../../engine/api/generated/types.ts';
import { compare, type Description } from './description.ts';

export function describeConfigMap(description: Description, map: ConfigMap): void {
  const { metadata, data, binaryData } = map;
  description.name(map);
  description.labels('Labels', metadata?.labels);
  description.annotations('Annotations', metadata?.annotations);
  description.text('\nData\n====');
  for (const [key, value] of sortedEntries(data)) description.text(`${key}:\n----\n${value}\n`);
  description.text('\nBinaryData\n====');
  for (const [key, value] of sortedEntries(binaryData))
    description.line(`${key}: ${base64Length(value)} bytes`);
  description.line('');
}

export function describeSecret(description: Description, secret: Secret): void {
  const { metadata, data, type } = secret;
  description.name(secret);
  description.labels('Labels', metadata?.labels);
  description.annotations('Annotations', metadata?.annotations);
  description.line('');
  description.field('Type', type ?? '');
  description.text('\nData\n====');
  for (const [key, value] of sortedEntries(data)) {
    const isToken = key === 'token' && type === 'kubernetes.io/service-account-token';
    description.field(key, isToken ? decodeBase64(value) : `${base64Length(value)} bytes`);
  }
}

export function describeServiceAccount(description: Description, account: ServiceAccount): void {
  const { metadata, imagePullSecrets = [] } = account;
  description.name(account);
  description.labels('Labels', metadata?.labels);
  description.annotations('Annotations', metadata?.annotations);
  const title = 'Image pull secrets:';
  const [first = '<none>', ...others] = imagePullSecrets.map(({ name = '' }) => name);
  description.line(`${title}\t${first}`);
  for (const other of others) description.line(`${' '.repeat(title.length)}\t${other}`);
}

function sortedEntries(data: Readonly<Record<string, string>> = {}): Array<[string, string]> {
  return Object.entries(data).toSorted(([a], [b]) => compare(a, b));
}
