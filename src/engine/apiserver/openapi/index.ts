/**
 * OpenAPI v3, one document a group and version, put together when it is asked for.
 * `staging/src/k8s.io/apiserver/pkg/server/routes/openapi.go`, `kube-openapi/pkg/handler3/handler.go`
 */
import type { KindTable } from '../../api/kinds.ts';
import type { ApiResponse } from '../../api/request.ts';
import { hashJson } from '../../kernel/index.ts';
import { groupVersionsOf } from '../discovery/groups.ts';
import { pathsOf } from './paths.ts';
import { type Describe, schemasOf } from './schemas.ts';

const root = '/openapi/v3';

/**
 * The index at `/openapi/v3` or a document below it; undefined when there is none.
 * @param describe words for definitions and fields; without it the document is about structure alone
 */
export function openApi(path: string, kinds: KindTable, describe?: Describe): ApiResponse | undefined {
  if (path === root) return { code: 200, body: indexOf(kinds) };
  if (!path.startsWith(`${root}/`)) return undefined;
  const wanted = path.slice(root.length + 1);
  const groupVersion = /^(?:api\/(v1)|apis\/([^/]+\/[^/]+))$/.exec(wanted);
  const members = groupVersionsOf(kinds).get(groupVersion?.[1] ?? groupVersion?.[2] ?? '');
  if (members === undefined) return undefined;
  const body = {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: 'v1.36.0' },
    paths: pathsOf(members, `/${wanted}`),
    components: { schemas: schemasOf(members, describe) },
  };
  return { code: 200, body };
}

function indexOf(kinds: KindTable): object {
  const entries = Array.from(groupVersionsOf(kinds), ([groupVersion, members]) => {
    const path = groupVersion.includes('/') ? `apis/${groupVersion}` : `api/${groupVersion}`;
    const hash = hashJson(members as never).toUpperCase();
    return [path, { serverRelativeURL: `${root}/${path}?hash=${hash}` }] as const;
  });
  return { paths: Object.fromEntries(entries) };
}
