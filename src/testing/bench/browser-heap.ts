/** What a page and its workers keep. */
import type { CDPSession, Page } from '@playwright/test';

/** Used heap of the page and its workers, after collecting what nobody holds. */
export async function measureHeap(page: Page, client: CDPSession): Promise<Record<string, number>> {
  await client.send('HeapProfiler.collectGarbage');
  const inPage = (await client.send('Runtime.getHeapUsage')).usedSize;
  const inWorkers = await workerHeaps(page, client);
  const inWorker = inWorkers.reduce((sum, bytes) => sum + bytes, 0);
  return {
    heapMegabytes: (inPage + inWorker) / 1e6,
    pageHeapMegabytes: inPage / 1e6,
    workerHeapMegabytes: inWorker / 1e6,
  };
}

interface Answer {
  readonly id: number;
  readonly result?: { readonly usedSize?: number };
  readonly error?: { readonly message: string };
}

/** Playwright has no protocol session for a worker, so what they say is passed through the page's. */
async function workerHeaps(page: Page, client: CDPSession): Promise<readonly number[]> {
  const sessions: string[] = [];
  const waiting = new Map<number, (answer: Answer) => void>();
  client.on('Target.attachedToTarget', ({ sessionId }) => sessions.push(sessionId));
  client.on('Target.receivedMessageFromTarget', ({ message }) => {
    const answer = JSON.parse(message) as Answer;
    waiting.get(answer.id)?.(answer);
  });
  await client.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  while (sessions.length < page.workers().length) await page.waitForTimeout(50);
  let lastId = 0;
  const ask = async (sessionId: string, method: string): Promise<Answer> => {
    const id = ++lastId;
    const answer = new Promise<Answer>((resolve) => waiting.set(id, resolve));
    await client.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) });
    return answer;
  };
  const heaps: number[] = [];
  for (const session of sessions) {
    await ask(session, 'HeapProfiler.collectGarbage');
    const { result, error } = await ask(session, 'Runtime.getHeapUsage');
    if (result?.usedSize === undefined) throw new Error(`no heap of a worker: ${error?.message}`);
    heaps.push(result.usedSize);
  }
  return heaps;
}
