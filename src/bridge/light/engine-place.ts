import type { ClusterHost } from '../cluster-host.ts';

/** The script with the engine, beside the figure's own, and where it leaves what makes clusters. */
export const engineScript = 'embed-engine.js';
export const enginePlace = 'podariumCreateHost';

declare global {
  interface Window {
    [enginePlace]?: () => ClusterHost;
  }
}
