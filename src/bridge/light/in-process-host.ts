/**
 * The embedded figure is one classic script, which cannot import: it loads the engine as a second such script. Many
 * figures are only looked at, so a cluster that was merely started sleeps, its picture drawn already, until something
 * else is asked of it.
 */
import type { ClusterHost } from '../cluster-host.ts';
import type { FromCluster, ToCluster } from '../protocol.ts';
import { enginePlace, engineScript } from './engine-place.ts';

/** Known only while the script itself runs. */
const ownAddress = (document.currentScript as HTMLScriptElement | null)?.src ?? location.href;

let loading: Promise<() => ClusterHost> | undefined;

function loadEngine(): Promise<() => ClusterHost> {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = new URL(engineScript, ownAddress).href;
    script.addEventListener('load', () => resolve(globalThis.window[enginePlace]!));
    script.addEventListener('error', () => {
      // It may be asked for again: the network comes and goes.
      loading = undefined;
      reject(new Error('The cluster could not be loaded.'));
    });
    document.head.append(script);
  });
  return loading;
}

export function createInProcessHost(): ClusterHost {
  let listener: (message: FromCluster) => void = () => {};
  let broken: (message: string) => void = () => {};
  let host: ClusterHost | undefined;
  let isClosed = false;
  let isWaking = false;
  const waiting: ToCluster[] = [];

  async function wake(): Promise<void> {
    isWaking = true;
    try {
      const createHost = await loadEngine();
      if (isClosed) return;
      host = createHost();
      host.listen((message) => listener(message));
      host.onBroken((message) => broken(message));
      for (const message of waiting.splice(0)) host.send(message);
    } catch (error) {
      isWaking = false;
      broken(error instanceof Error ? error.message : String(error));
    }
  }

  return {
    send(message) {
      if (host !== undefined) return host.send(message);
      waiting.push(message);
      if (message.kind !== 'start' && !isWaking) void wake();
    },
    listen(next) {
      listener = next;
    },
    onBroken(next) {
      broken = next;
    },
    close() {
      isClosed = true;
      host?.close();
    },
  };
}
