import { createWorkerHost } from '../bridge/worker-host.ts';
import { session } from './session.ts';

/**
 * The page's clusters live in a worker; where none can start, in the page's own thread.
 * @param firstWanted when the first of them may begin to load
 */
export function connectSession(firstWanted?: Promise<void>): void {
  let wanted = firstWanted;
  session.connect(() => {
    const host = createWorkerHost(wanted);
    wanted = undefined;
    return host;
  });
}
