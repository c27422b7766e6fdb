import { expect, it } from 'vitest';
import type { OpenWatch, WatchEvent } from '../api/watch.ts';
import { TestCluster } from '../../testing/test-cluster.ts';

const pods = '/api/v1/namespaces/default/pods';
const tableType = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';

interface Seen {
  readonly kind?: string;
  readonly metadata?: {
    readonly name?: string;
    readonly resourceVersion?: string;
    readonly labels?: Record<string, string>;
    readonly annotations?: Record<string, string>;
  };
}

function open(
  test: TestCluster,
  path: string,
  query: Record<string, string> = {},
  accept?: string,
): OpenWatch {
  const request = { method: 'GET', path, query: { watch: 'true', ...query } } as const;
  const opened = test.cluster.openWatch(accept === undefined ? request : { ...request, accept });
  if ('code' in opened) throw new Error(JSON.stringify(opened.body));
  return opened;
}

function refusal(test: TestCluster, query: Record<string, string>): { code: number; message: string } {
  const opened = test.cluster.openWatch({ method: 'GET', path: pods, query: { watch: 'true', ...query } });
  if (!('code' in opened)) throw new Error('it was opened');
  return { code: opened.code, message: (opened.body as { message: string }).message };
}

const told = (events: readonly WatchEvent[]) =>
  events.map(({ type, object }) => `${type} ${(object as Seen).metadata?.name ?? ''}`.trim());

const secret = (name: string, labels: Record<string, string> = {}) =>
  JSON.stringify({ apiVersion: 'v1', kind: 'Secret', metadata: { name, labels } });

const change = (note: string) => ({ metadata: { annotations: { note } } });

const secrets = '/api/v1/namespaces/default/secrets';

function started(): TestCluster {
  return TestCluster.with(1).advance(20);
}

it('without a version tells what is there, then what comes', () => {
  const test = started().apply(secret('a')).apply(secret('b'));
  const watch = open(test, secrets);
  expect(told(watch.take())).toEqual(['ADDED a', 'ADDED b']);
  expect(watch.take()).toEqual([]);
  test.patch('secrets', 'a', change('x')).delete('secrets', 'b').apply(secret('c'));
  const events = watch.take();
  expect(told(events)).toEqual(['MODIFIED a', 'DELETED b', 'ADDED c']);
  const gone = events[1]!.object as Seen;
  expect(gone.kind).toBe('Secret');
  expect(Number(gone.metadata?.resourceVersion)).toBe(test.cluster.revision - 1);
});

it('from a version replays what came after it, and no more', () => {
  const test = started().apply(secret('a'));
  const resourceVersion = String(test.cluster.revision);
  test.apply(secret('b')).patch('secrets', 'a', change('x'));
  const early = open(test, secrets);
  expect(told(early.take(1))).toEqual(['ADDED a']);
  const late = open(test, secrets, { resourceVersion });
  expect(told(late.take(1))).toEqual(['ADDED b']);
  test.delete('secrets', 'a');
  expect(told(late.take())).toEqual(['MODIFIED a', 'DELETED a']);
  expect(told(early.take())).toEqual(['ADDED b', 'DELETED a']);
});

it('ends its initial events with a bookmark that says so', () => {
  const test = started().apply(secret('a'));
  const query = {
    sendInitialEvents: 'true',
    resourceVersionMatch: 'NotOlderThan',
    allowWatchBookmarks: 'true',
  };
  const watch = open(test, secrets, { ...query, fieldSelector: 'metadata.name=a' });
  const events = watch.take();
  expect(events.map(({ type }) => type)).toEqual(['ADDED', 'BOOKMARK']);
  expect(events[1]!.object).toEqual({
    kind: 'Secret',
    apiVersion: 'v1',
    metadata: {
      resourceVersion: String(test.cluster.revision),
      annotations: { 'k8s.io/initial-events-end': 'true' },
    },
  });
  const ahead = open(test, secrets, { ...query, resourceVersion: '999999' });
  expect(ahead.take()).toMatchObject([{ type: 'ERROR', object: { code: 504, reason: 'Timeout' } }]);
  expect(ahead.ended).toBe(true);
});

it('adds and deletes what comes to be selected and ceases to be', () => {
  const test = started()
    .apply(secret('a', { tier: 'front' }))
    .apply(secret('b'));
  const watch = open(test, secrets, { labelSelector: 'tier=front' });
  expect(told(watch.take())).toEqual(['ADDED a']);
  test.patch('secrets', 'b', { metadata: { labels: { tier: 'front' } } });
  test.patch('secrets', 'a', { metadata: { labels: { tier: 'back' } } });
  test.patch('secrets', 'a', change('unseen'));
  const events = watch.take();
  expect(told(events)).toEqual(['ADDED b', 'DELETED a']);
  expect(events[1]!.object).toMatchObject({ metadata: { labels: { tier: 'front' } } });
  test.delete('secrets', 'a').delete('secrets', 'b');
  expect(told(watch.take())).toEqual(['DELETED b']);
});

it('sends bookmarks each minute, and ends after its timeout', () => {
  const test = started();
  const watch = open(test, secrets, {
    allowWatchBookmarks: 'true',
    timeoutSeconds: '90',
    resourceVersion: '0',
  });
  expect(told(watch.take())).toEqual([]);
  test.advance(61);
  expect(told(watch.take())).toEqual(['BOOKMARK']);
  expect(watch.take()).toEqual([]);
  test.advance(28);
  expect(told(watch.take())).toEqual(['BOOKMARK']);
  expect(watch.ended).toBe(false);
  test.advance(2).apply(secret('late'));
  expect(told(watch.take())).toEqual(['ADDED late']);
  expect(watch.ended).toBe(true);
});

it('is told that its version is too old', () => {
  const test = started();
  for (const [at, resourceVersion] of ['1', '0'].entries()) {
    const watch = open(test, pods, { resourceVersion });
    const events = watch.take();
    if (at > 0) expect(events).toEqual([]);
    else {
      expect(events).toHaveLength(1);
      expect(events[0]).toMatchObject({ type: 'ERROR', object: { code: 410, reason: 'Expired' } });
      expect((events[0]!.object as { message: string }).message).toMatch(
        /^too old resource version: 1 \(\d+\)$/,
      );
      expect(watch.ended).toBe(true);
    }
  }
  const resourceVersion = String(test.cluster.revision);
  for (let round = 0; round < 101; round++) test.apply(secret(`m-${round}`));
  expect(open(test, secrets, { resourceVersion }).take()).toHaveLength(101);
  test.advance(76);
  expect(open(test, secrets, { resourceVersion }).take()).toMatchObject([
    { type: 'ERROR', object: { code: 410 } },
  ]);
});

it('hears heartbeats that the history does not keep', () => {
  const test = started();
  const resourceVersion = String(test.cluster.revision);
  const watch = open(test, '/apis/coordination.k8s.io/v1/leases', { resourceVersion });
  test.advance(10.5);
  expect(watch.take().filter(({ type }) => type === 'MODIFIED')).not.toHaveLength(0);
});

it('falls back on the history when it has not taken for long', () => {
  const test = started().apply(secret('a'));
  const watch = open(test, secrets, { resourceVersion: String(test.cluster.revision) });
  test.patch('secrets', 'a', change('before'));
  expect(watch.take()).toHaveLength(1);
  for (let count = 0; count < 9000; count++) test.patch('secrets', 'a', change(String(count)));
  let seen = 0;
  for (;;) {
    const events = watch.take(1000);
    if (events.length === 0) break;
    for (const { object } of events)
      expect((object as Seen).metadata?.annotations?.['note']).toBe(String(seen++));
  }
  expect(seen).toBe(9000);
});

it('shows rows of a table, with columns only in the first', () => {
  const test = started().apply(secret('a')).apply(secret('b'));
  const events = open(test, secrets, {}, tableType).take();
  expect(events.map(({ object }) => object)).toMatchObject([
    {
      kind: 'Table',
      columnDefinitions: [{ name: 'Name' }, { name: 'Type' }, { name: 'Data' }, { name: 'Age' }],
      rows: [{}],
    },
    { kind: 'Table', columnDefinitions: null, rows: [{ object: { kind: 'PartialObjectMetadata' } }] },
  ]);
});

it('watches one object by its own path', () => {
  const test = started().apply(secret('a')).apply(secret('b'));
  const watch = open(test, `${secrets}/b`);
  expect(told(watch.take())).toEqual(['ADDED b']);
  test.delete('secrets', 'a').delete('secrets', 'b');
  expect(told(watch.take())).toEqual(['DELETED b']);
});

it('refuses options that do not go together', () => {
  const test = started();
  expect(refusal(test, { sendInitialEvents: 'true' })).toEqual({
    code: 422,
    message:
      'ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
  });
  expect(refusal(test, { resourceVersionMatch: 'Exact' }).message).toBe(
    'ListOptions.meta.k8s.io "" is invalid: [resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided, resourceVersionMatch: Unsupported value: "Exact": supported values: "NotOlderThan"]',
  );
  expect(refusal(test, { resourceVersion: 'x' })).toEqual({
    code: 422,
    message:
      'pods "" is invalid: resourceVersion: Invalid value: "x": strconv.ParseUint: parsing "x": invalid syntax',
  });
  expect(refusal(test, { fieldSelector: 'spec.foo=bar' })).toEqual({
    code: 400,
    message: 'field label not supported: spec.foo',
  });
});
