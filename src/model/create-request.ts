import type { ApiRequest } from '../bridge/protocol.ts';
import { findKind } from '../engine/api/kinds.ts';
import { pathOf } from '../engine/api/paths.ts';
import type { AnyObject } from '../engine/index.ts';

/** The request that creates an object of a built-in kind. @throws Error for other kinds */
export function createRequest(object: AnyObject): ApiRequest {
  const { apiVersion = '', kind = '', metadata } = object;
  const found = findKind(apiVersion, kind);
  if (found === undefined) throw new Error(`no kind ${kind} in ${apiVersion}`);
  return {
    method: 'POST',
    path: pathOf(found, found.namespaced ? (metadata?.namespace ?? 'default') : ''),
    body: object,
  };
}
