/**
 * `/openapi/v2` as Go clients ask for it: in protobuf. They need it only to see that there is a document; what they
 * read of schemas is in v3.
 */
import type { ServerResponse } from 'node:http';
import { resourceKinds } from '../../engine/index.ts';

/** Document{swagger: "2.0", info: Info{title: "K"}}. */
const document = Buffer.from('\n\u00032.0\u0012\u0005\n\u0001K\u0012\u0000', 'latin1');

/** True when the path was this one and has been answered. */
export function openApiStub(response: ServerResponse, path: string): boolean {
  const v3 = path.startsWith('/openapi/v3') ? v3Stub(path.slice('/openapi/v3'.length)) : undefined;
  if (v3 !== undefined) {
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify(v3));
    return true;
  }
  if (path !== '/openapi/v2') return false;
  response.setHeader('Content-Type', 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf');
  response.end(document);
  return true;
}

function v3Stub(rest: string): unknown {
  const groups = new Map<string, (typeof resourceKinds)[number][]>();
  for (const kind of resourceKinds) {
    const key = kind.group === '' ? `api/${kind.version}` : `apis/${kind.group}/${kind.version}`;
    groups.set(key, [...(groups.get(key) ?? []), kind]);
  }
  if (rest === '') {
    const entries = Array.from(groups.keys(), (key) => [
      key,
      { serverRelativeURL: `/openapi/v3/${key}?hash=1` },
    ]);
    return { paths: Object.fromEntries(entries) };
  }
  const kinds = groups.get(rest.slice(1));
  if (kinds === undefined) return undefined;
  const paths = kinds.map(({ group, version, kind, plural }) => [
    `/${rest.slice(1)}/${plural}/{name}`,
    {
      patch: {
        'x-kubernetes-group-version-kind': { group, version, kind },
        parameters: [{ name: 'fieldValidation', in: 'query' }],
        requestBody: { content: { 'application/strategic-merge-patch+json': {} } },
      },
    },
  ]);
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: '1.36' },
    paths: Object.fromEntries(paths),
    components: { schemas: {} },
  };
}
