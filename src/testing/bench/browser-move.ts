/** What moving over the canvas costs: CPU of the main thread a frame. */
import type { CDPSession, Page } from '@playwright/test';

export async function showAll(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Show the whole cluster' }).click();
  await page.waitForTimeout(800);
}

/** Drags the canvas in circles, a step a frame, for two seconds. */
export async function measurePan(page: Page, client: CDPSession): Promise<Record<string, number>> {
  await client.send('Performance.enable', { timeDomain: 'threadTicks' });
  const before = await mainThreadSeconds(client);
  const { frames, ms } = await page.evaluate(async () => {
    const pane = document.querySelector('.react-flow__pane');
    if (pane === null) throw new Error('no canvas to drag');
    const at = (type: string, turn: number): MouseEvent =>
      new MouseEvent(type, {
        bubbles: true,
        cancelable: true,
        view: window,
        button: 0,
        buttons: 1,
        clientX: 800 + 120 * Math.sin(turn),
        clientY: 350 + 80 * Math.cos(turn),
      });
    const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    const start = await nextFrame();
    let frames = 0;
    let now = start;
    pane.dispatchEvent(at('mousedown', 0));
    while (now - start < 2000) {
      window.dispatchEvent(at('mousemove', frames / 20));
      now = await nextFrame();
      frames++;
    }
    window.dispatchEvent(at('mouseup', frames / 20));
    return { frames, ms: now - start };
  });
  const cpuMs = ((await mainThreadSeconds(client)) - before) * 1000;
  return { panFrameMs: cpuMs / frames, panFps: (frames * 1000) / ms };
}

/** Turns the wheel to and fro over the canvas, a notch a frame, for two seconds. */
export async function measureZoom(page: Page, client: CDPSession): Promise<Record<string, number>> {
  const before = await mainThreadSeconds(client);
  const frames = await page.evaluate(async () => {
    const pane = document.querySelector('.react-flow__pane');
    const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    const start = await nextFrame();
    let frames = 0;
    let now = start;
    while (now - start < 2000) {
      const notch = { bubbles: true, cancelable: true, view: window, clientX: 800, clientY: 350 };
      pane?.dispatchEvent(new WheelEvent('wheel', { ...notch, deltaY: 20 * Math.sin(frames / 12) }));
      now = await nextFrame();
      frames++;
    }
    return frames;
  });
  return { zoomFrameMs: (((await mainThreadSeconds(client)) - before) * 1000) / frames };
}

export async function mainThreadSeconds(client: CDPSession): Promise<number> {
  const { metrics } = await client.send('Performance.getMetrics');
  return metrics.find((metric) => metric.name === 'TaskDuration')?.value ?? Number.NaN;
}

/** The same pods as trees of owners and as the endpoints of a Service. */
export async function measureViews(page: Page, client: CDPSession): Promise<Record<string, number>> {
  await page.evaluate(async () => {
    const spec = { selector: { app: 'web' }, ports: [{ port: 80 }] };
    await window.podarium.apply(
      JSON.stringify({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec }),
    );
    await window.podarium.advance(window.podarium.now().headMs + 10_000);
  });
  const result: Record<string, number> = {};
  for (const name of ['Ownership', 'Network'] as const) {
    await page.getByRole('radio', { name }).click();
    await page.locator('.view-scene').waitFor();
    await showAll(page);
    const { panFrameMs = Number.NaN } = await measurePan(page, client);
    result[`pan${name}FrameMs`] = panFrameMs;
  }
  return result;
}
