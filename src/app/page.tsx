import { createRoot } from 'react-dom/client';
import { connectSession } from '../model/connect.ts';
import { App } from './app.tsx';
import { openCluster } from './open-cluster.ts';
import { exposePodarium } from './podarium-api.ts';
import { restWhenHidden } from './rest-when-hidden.ts';

/** Opens the cluster that the address carries, and shows it. */
export function startPage(): void {
  connectSession();
  exposePodarium(openCluster(location.hash), async (line) =>
    (await import('./run-kubectl.ts')).runLine(line),
  );
  restWhenHidden();
  const root = document.getElementById('root');
  if (root === null) throw new Error('the page has no #root');
  createRoot(root).render(<App />);
}
