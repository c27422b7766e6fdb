/** A watch by listing again and comparing. */
import type { AnyObject, ApiRequest, ApiResponse, Cluster } from '../../engine/index.ts';

export interface WatchSource {
  take(max?: number): readonly { readonly type: string; readonly object: unknown }[];
  readonly ended: boolean;
  close(): void;
}

interface ListBody {
  readonly kind: string;
  readonly metadata: { readonly resourceVersion: string };
  readonly items?: readonly AnyObject[];
  readonly rows?: readonly { readonly object: AnyObject }[];
}

export function openWatch(cluster: Cluster, request: ApiRequest): WatchSource | ApiResponse {
  const { watch: _watch, resourceVersion = '', sendInitialEvents = '', ...query } = request.query ?? {};
  const list = () => cluster.request({ ...request, query });
  const first = list();
  if (first.code !== 200) return first;
  const known = new Map<string, { version: string; object: unknown }>();
  const sendsInitial = sendInitialEvents === 'true' || resourceVersion === '' || resourceVersion === '0';
  if (!sendsInitial) for (const [key, entry] of entriesOf(first.body as ListBody)) known.set(key, entry);
  let isFirst = true;
  return {
    ended: false,
    close() {},
    take() {
      const body = list().body as ListBody;
      const events: { type: string; object: unknown }[] = [];
      const now = entriesOf(body);
      for (const [key, entry] of now) {
        const before = known.get(key);
        if (before?.version !== entry.version)
          events.push({ type: before === undefined ? 'ADDED' : 'MODIFIED', object: entry.object });
        known.set(key, entry);
      }
      for (const [key, entry] of known) {
        if (now.has(key)) continue;
        events.push({ type: 'DELETED', object: entry.object });
        known.delete(key);
      }
      if (isFirst && sendInitialEvents === 'true') {
        const metadata = {
          resourceVersion: body.metadata.resourceVersion,
          annotations: { 'k8s.io/initial-events-end': 'true' },
        };
        const kind = body.kind === 'Table' ? 'Table' : body.kind.replace(/List$/, '');
        const { apiVersion } = body as unknown as AnyObject;
        events.push({ type: 'BOOKMARK', object: { kind, apiVersion, metadata } });
      }
      isFirst = false;
      return events;
    },
  };
}

function entriesOf(body: ListBody): Map<string, { version: string; object: unknown }> {
  const { rows, items = [], ...rest } = body;
  const entries =
    rows === undefined
      ? items.map((object) => [object, withKind(body, object)] as const)
      : rows.map((row) => [row.object, { ...rest, rows: [row] }] as const);
  return new Map(
    entries.map(([{ metadata }, object]) => [
      `${metadata?.namespace}/${metadata?.name}/${metadata?.uid}`,
      { version: metadata?.resourceVersion ?? '', object },
    ]),
  );
}

function withKind(body: ListBody, object: AnyObject): AnyObject {
  const { apiVersion } = body as unknown as AnyObject;
  return {
    ...(apiVersion === undefined ? {} : { apiVersion }),
    kind: body.kind.replace(/List$/, ''),
    ...object,
  };
}
