import { createWorkerHost } from '../bridge/worker-host.ts';
import { session } from './session.ts';

/** The page's clusters live in a worker; where none can start, in the page's own thread. */
export function connectSession(): void {
  session.connect(createWorkerHost);
}
