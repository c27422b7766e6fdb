import type { KubeObject } from '../../api/object.ts';
import type { Write } from '../../api/part.ts';

export function normalEvent(about: KubeObject, reason: string, message: string): Write {
  return { verb: 'event', event: { about, type: 'Normal', reason, message } };
}

export function warningEvent(about: KubeObject, reason: string, message: string): Write {
  return { verb: 'event', event: { about, type: 'Warning', reason, message } };
}
