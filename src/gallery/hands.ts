/** What a scene does once its part is drawn, as a person would: points, presses, writes. */

const patienceMs = 20_000;

/** The first element that fits, as soon as there is one. @throws Error when none comes */
export async function find(selector: string, name?: string): Promise<HTMLElement> {
  const look = (): HTMLElement | undefined =>
    [...document.querySelectorAll<HTMLElement>(selector)].find(
      (found) => name === undefined || nameOf(found).includes(name),
    );
  const until = performance.now() + patienceMs;
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    if (performance.now() > until) throw new Error(`nothing fits ${selector} ${name ?? ''}`);
    await nextFrame();
  }
}

export async function press(selector: string, name?: string): Promise<void> {
  (await find(selector, name)).click();
}

export async function pressTwice(selector: string): Promise<void> {
  const found = await find(selector);
  const { left, top } = found.getBoundingClientRect();
  const at = { view: window, bubbles: true, cancelable: true, clientX: left + 4, clientY: top + 4 };
  for (const type of ['mousedown', 'click', 'mousedown', 'click'])
    found.dispatchEvent(new MouseEvent(type, at));
}

export async function write(selector: string, text: string): Promise<void> {
  const field = (await find(selector)) as HTMLInputElement;
  field.focus();
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, text);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** When nothing has been drawn for some frames. */
export async function rest(frames = 6): Promise<void> {
  for (let frame = 0; frame < frames; frame++) await nextFrame();
}

function nextFrame(): Promise<unknown> {
  return new Promise(requestAnimationFrame);
}

function nameOf(element: HTMLElement): string {
  return element.getAttribute('aria-label') ?? element.textContent ?? '';
}
