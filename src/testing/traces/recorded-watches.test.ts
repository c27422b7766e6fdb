/** The watches of `t-api`: the recorder noted what it did meanwhile, which is done again here. */
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Cluster, createCluster, type OpenWatch, type WatchEvent } from '../../engine/index.ts';
import type { Fields } from './trace.ts';

interface RecordedWatch {
  readonly name: string;
  readonly events?: ReadonlyArray<{ type: string; name: string; labels?: Readonly<Record<string, string>> }>;
}

const file = new URL('data/t-api.json', import.meta.url);
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: readonly RecordedWatch[] };
const path = '/api/v1/namespaces/apisem/configmaps';
const rootCertificate = 'kube-root-ca.crt';

type Told = readonly [type: string, name: string, app: string | undefined];

/** What was recorded, without the object that the recorder's cluster puts into every namespace. */
function recorded(name: string): readonly Told[] {
  const events = cases.find((one) => one.name === name)!.events!;
  return events
    .filter((event) => event.name !== rootCertificate)
    .map((event): Told => [event.type, event.name, event.labels?.['app']]);
}

function told(events: readonly WatchEvent[]): readonly Told[] {
  return events
    .map(({ type, object }): Told => {
      const { name, labels } = (object as Fields)['metadata'] as { name: string; labels?: Fields };
      return [type, name, labels?.['app'] as string | undefined];
    })
    .filter(([, name]) => name !== rootCertificate);
}

describe('the recorded watches', () => {
  let cluster: Cluster;
  let start: string;

  beforeEach(() => {
    cluster = createCluster({ seed: 'watches' });
    cluster.request({ method: 'POST', path: '/api/v1/namespaces', body: { metadata: { name: 'apisem' } } });
    start = (cluster.request({ method: 'GET', path }).body as Fields)['metadata'].resourceVersion as string;
    for (const [index, app] of ['x', 'x', 'x', 'y', 'y'].entries())
      cluster.request({
        method: 'POST',
        path,
        body: { metadata: { name: `c${index + 1}`, labels: { app } } },
      });
  });

  function watch(query: Record<string, string>): OpenWatch {
    const opened = cluster.openWatch({ method: 'GET', path, query: { watch: 'true', ...query } });
    if ('code' in opened) throw new Error('refused');
    return opened;
  }

  function version(): string {
    return (cluster.request({ method: 'GET', path }).body as Fields)['metadata'].resourceVersion as string;
  }

  function patch(name: string, body: object): void {
    cluster.request({
      method: 'PATCH',
      path: `${path}/${name}`,
      contentType: 'application/merge-patch+json',
      body,
    });
  }

  const relabel = (name: string, app: string) => patch(name, { metadata: { labels: { app } } });
  const remove = (name: string) => cluster.request({ method: 'DELETE', path: `${path}/${name}` });

  function act(): void {
    relabel('c1', 'z');
    relabel('c4', 'x');
    patch('c2', { data: { k: 'v' } });
    patch('c5', { data: { k: 'v' } });
    patch('c2', { data: { k: 'v' } });
    remove('c2');
    remove('c5');
  }

  it('hear what leaves and enters a selection', () => {
    const selected = watch({ labelSelector: 'app=x', resourceVersion: version() });
    act();
    expect(told(selected.take())).toEqual(recorded('watch labelSelector: leaves/enters selection'));
  });

  it('begin with what is there, in no order of note', () => {
    act();
    const events = told(watch({}).take());
    const byName = (left: Told, right: Told) => (left[1] < right[1] ? -1 : 1);
    expect(events.toSorted(byName)).toEqual(
      recorded('watch without resourceVersion: synthetic ADDED').toSorted(byName),
    );
  });

  it('go through all that came since a version, and end in time', () => {
    const before = version();
    act();
    expect(told(watch({ resourceVersion: start }).take())).toEqual(recorded('watch rv=1: too old'));
    const timed = watch({ resourceVersion: before, timeoutSeconds: '1' });
    expect(told(timed.take())).toEqual(recorded('watch timeoutSeconds=1 ends'));
    expect(timed.ended).toBe(false);
    cluster.advanceTo(cluster.nowMs + 1000);
    timed.take();
    expect(timed.ended).toBe(true);
  });

  it('wait for a version that is to come', () => {
    expect(told(watch({ resourceVersion: '1000000' }).take())).toEqual(recorded('watch rv in the future'));
  });

  it('follow one object', () => {
    const one = watch({ fieldSelector: 'metadata.name=c3' });
    act();
    patch('c3', { data: { k: 'v' } });
    remove('c3');
    expect(told(one.take())).toEqual(recorded('watch one object by fieldSelector'));
  });
});
