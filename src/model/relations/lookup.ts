/** Objects to look around in: the mirror, or a test's own. */
import type { KubeObject } from '../../bridge/protocol.ts';

export interface Lookup {
  get(key: string): KubeObject | undefined;
  list(resource: string): readonly KubeObject[];
}
