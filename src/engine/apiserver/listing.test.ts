import { describe, expect, it } from 'vitest';
import type { ApiResponse } from '../api/request.ts';
import { TestCluster } from '../../testing/test-cluster.ts';

const secrets = '/api/v1/namespaces/default/secrets';

interface List {
  readonly kind: string;
  readonly metadata: {
    readonly resourceVersion: string;
    readonly continue?: string;
    readonly remainingItemCount?: number;
  };
  readonly items: readonly { readonly metadata: { readonly name: string; readonly annotations?: object } }[];
}

function get(test: TestCluster, query: Record<string, string>, path = secrets, accept = ''): ApiResponse {
  return test.cluster.request({ method: 'GET', path, query, accept });
}

const listed = (answer: ApiResponse): List => {
  expect(answer.code).toBe(200);
  return answer.body as List;
};

const namesOf = (answer: ApiResponse) => listed(answer).items.map(({ metadata }) => metadata.name);

const refusalOf = ({ code, body }: ApiResponse) => `${code} ${(body as { message: string }).message}`;

function withSecrets(...names: string[]): TestCluster {
  const test = TestCluster.with(1).advance(20);
  for (const name of names) apply(test, name);
  return test;
}

function apply(test: TestCluster, name: string, labels: Record<string, string> = {}): void {
  test.apply(JSON.stringify({ apiVersion: 'v1', kind: 'Secret', metadata: { name, labels } }));
}

describe('pages', () => {
  it('show the collection as it was at the first one', () => {
    const test = withSecrets('a', 'b', 'c', 'd', 'e');
    const first = listed(get(test, { limit: '2' }));
    expect(first.items.map(({ metadata }) => metadata.name)).toEqual(['a', 'b']);
    expect(first.metadata.remainingItemCount).toBe(3);
    test.delete('secrets', 'c').patch('secrets', 'd', { metadata: { annotations: { new: 'yes' } } });
    apply(test, 'bb');
    const second = listed(get(test, { limit: '2', continue: first.metadata.continue! }));
    expect(second.items.map(({ metadata }) => metadata.name)).toEqual(['c', 'd']);
    expect(second.items[1]!.metadata.annotations).toBeUndefined();
    expect(second.metadata).toMatchObject({
      resourceVersion: first.metadata.resourceVersion,
      remainingItemCount: 1,
    });
    const last = listed(get(test, { limit: '2', continue: second.metadata.continue! }));
    expect(last.items.map(({ metadata }) => metadata.name)).toEqual(['e']);
    expect(last.metadata).toEqual({ resourceVersion: first.metadata.resourceVersion });
  });

  it('count what is left only when everything is selected', () => {
    const test = withSecrets();
    for (const name of ['a', 'b', 'c', 'd']) apply(test, name, { odd: String(name === 'a' || name === 'c') });
    const first = listed(get(test, { limit: '1', labelSelector: 'odd=true' }));
    expect(first.metadata.remainingItemCount).toBeUndefined();
    const query = { limit: '1', labelSelector: 'odd=true', continue: first.metadata.continue! };
    expect(namesOf(get(test, query))).toEqual(['c']);
  });

  it('have tokens that other clients of Kubernetes can read', () => {
    const test = withSecrets('a', 'b');
    const { metadata } = listed(get(test, { limit: '1' }));
    expect(JSON.parse(Buffer.from(metadata.continue!, 'base64url').toString())).toEqual({
      v: 'meta.k8s.io/v1',
      rv: Number(metadata.resourceVersion),
      start: 'a\0',
    });
    const everywhere = listed(get(test, { limit: '1', fieldSelector: 'type=Opaque' }, '/api/v1/secrets'));
    expect(Buffer.from(everywhere.metadata.continue!, 'base64url').toString()).toContain('default/a');
  });

  it('are refused when they are too old, with a token for the rest as it is now', () => {
    const test = withSecrets('a', 'b', 'c');
    const token = listed(get(test, { limit: '1' })).metadata.continue!;
    test.delete('secrets', 'b').advance(601);
    const answer = get(test, { limit: '1', continue: token });
    expect(refusalOf(answer)).toMatch(/^410 The provided continue parameter is too old to display/);
    const { metadata } = answer.body as { metadata: { continue: string } };
    expect(namesOf(get(test, { continue: metadata.continue }))).toEqual(['c']);
    expect(refusalOf(get(test, { continue: 'x!' }))).toMatch(
      /^400 invalid continue token: continue key is not valid: /,
    );
    expect(refusalOf(get(test, { continue: token, resourceVersion: '5' }))).toBe(
      '400 specifying resource version is not allowed when using continue',
    );
  });
});

describe('a list at a version', () => {
  it('is exact, not older, or anything', () => {
    const test = withSecrets('a', 'b');
    const resourceVersion = String(test.cluster.revision);
    test.delete('secrets', 'a');
    apply(test, 'c');
    expect(namesOf(get(test, { resourceVersion, resourceVersionMatch: 'Exact' }))).toEqual(['a', 'b']);
    expect(namesOf(get(test, { resourceVersion, limit: '9' }))).toEqual(['a', 'b']);
    expect(namesOf(get(test, { resourceVersion, resourceVersionMatch: 'NotOlderThan' }))).toEqual(['b', 'c']);
    expect(namesOf(get(test, { resourceVersion: '0' }))).toEqual(['b', 'c']);
    test.advance(601);
    expect(refusalOf(get(test, { resourceVersion, resourceVersionMatch: 'Exact' }))).toBe(
      '410 The resourceVersion for the provided list is too old.',
    );
    const ahead = get(test, { resourceVersion: '999999' });
    expect(refusalOf(ahead)).toBe(
      `504 Timeout: Too large resource version: 999999, current: ${test.cluster.revision}`,
    );
    expect(get(test, { resourceVersion: '999999' }, `${secrets}/b`).code).toBe(504);
  });

  it('is refused with what does not go with it', () => {
    const test = withSecrets();
    const invalid = '422 ListOptions.meta.k8s.io "" is invalid: ';
    expect(refusalOf(get(test, { resourceVersionMatch: 'Exact' }))).toBe(
      `${invalid}resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided`,
    );
    expect(refusalOf(get(test, { sendInitialEvents: 'true' }))).toBe(
      `${invalid}sendInitialEvents: Forbidden: sendInitialEvents is forbidden for list`,
    );
    expect(refusalOf(get(test, { resourceVersion: 'now' }))).toBe(
      '400 invalid resource version: resourceVersion: Invalid value: "now": strconv.ParseUint: parsing "now": invalid syntax',
    );
  });
});

describe('field selectors', () => {
  it('know the fields of their kind and no others', () => {
    const test = withSecrets('a');
    expect(namesOf(get(test, { fieldSelector: 'type=Opaque,metadata.name!=b' }))).toEqual(['a']);
    expect(refusalOf(get(test, { fieldSelector: 'data=x' }))).toBe('400 field label not supported: data');
    expect(refusalOf(get(test, { fieldSelector: 'spec.x=1' }, '/apis/apps/v1/deployments'))).toBe(
      '400 "spec.x" is not a known field selector: only "metadata.name", "metadata.namespace"',
    );
    expect(namesOf(get(test, { fieldSelector: 'spec.unschedulable=false' }, '/api/v1/nodes'))).toEqual([
      'node-1',
    ]);
  });
});

describe('forms', () => {
  const table = 'application/json;as=Table;v=v1;g=meta.k8s.io';
  const partials = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';

  it('are the first that is accepted and can be given', () => {
    const test = withSecrets('a');
    const first = `application/vnd.kubernetes.protobuf;as=Table;v=v1;g=meta.k8s.io,${table},application/json`;
    expect(get(test, {}, secrets, first).body).toMatchObject({
      kind: 'Table',
      rows: [{ cells: ['a', 'Opaque', 0, '0s'] }],
    });
    expect(get(test, {}, secrets, `application/json;q=0.5,${partials}`).body).toMatchObject({
      kind: 'PartialObjectMetadataList',
      metadata: { resourceVersion: String(test.cluster.revision) },
      items: [{ kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: { name: 'a' } }],
    });
    expect(get(test, {}, secrets, 'application/vnd.kubernetes.protobuf,*/*').body).toMatchObject({
      kind: 'SecretList',
    });
    expect(refusalOf(get(test, {}, secrets, 'text/html'))).toBe(
      '406 only the following media types are accepted: application/json',
    );
    expect(get(test, {}, `${secrets}/a`, partials).code).toBe(406);
  });

  it('carry as much of each object in a row as is asked for', () => {
    const test = withSecrets('a');
    const rowOf = (includeObject: string) =>
      (get(test, { includeObject }, secrets, table).body as { rows: { object?: { kind: string } }[] })
        .rows[0]!;
    expect(rowOf('None').object).toBeUndefined();
    expect(rowOf('Metadata').object?.kind).toBe('PartialObjectMetadata');
    expect(rowOf('Object').object?.kind).toBe('Secret');
    expect(refusalOf(get(test, { includeObject: 'All' }, secrets, table))).toContain(
      'includeObject: Invalid value: "All"',
    );
    expect(get(test, { limit: '1' }, '/api/v1/configmaps', table).body).toMatchObject({
      metadata: { continue: expect.any(String), remainingItemCount: expect.any(Number) },
    });
  });
});
