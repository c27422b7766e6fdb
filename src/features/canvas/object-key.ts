import type { KubeObject } from '../../engine/index.ts';

/** The page's name for an object: `resource/namespace/name`, with an empty namespace where there is none. */
export function objectKey(resource: string, object: KubeObject): string {
  return `${resource}/${object.metadata?.namespace ?? ''}/${object.metadata?.name ?? ''}`;
}

/** The last part of a key. */
export function nameInKey(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}
