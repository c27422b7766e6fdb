/** Where the focus is can be seen: its ring stands out from what is around it, in light and dark colours. */
import { expect, test, type Page } from '@playwright/test';
import { aPod, openWorld, select } from './world.ts';

/** WCAG 1.4.11: of what tells the focus against what is beside it. */
const least = 3;

interface Seen {
  readonly rings: number;
  readonly faint: readonly string[];
}

/** Puts the focus on each control in turn and compares its ring with the ground that it is drawn on. */
async function ringsOf(page: Page): Promise<Seen> {
  return page.evaluate((leastRatio) => {
    const pixel = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
    type Colour = readonly [number, number, number, number];
    const colourOf = (css: string): Colour => {
      pixel.clearRect(0, 0, 1, 1);
      pixel.fillStyle = css;
      pixel.fillRect(0, 0, 1, 1);
      const [r = 0, g = 0, b = 0, a = 0] = pixel.getImageData(0, 0, 1, 1).data;
      return [r, g, b, a / 255];
    };
    const over = ([r, g, b, a]: Colour, [r2, g2, b2]: Colour): Colour => [
      r * a + r2 * (1 - a),
      g * a + g2 * (1 - a),
      b * a + b2 * (1 - a),
      1,
    ];
    const groundOf = (element: Element | null): Colour => {
      if (element === null) return [255, 255, 255, 1];
      const own = colourOf(getComputedStyle(element).backgroundColor);
      return own[3] === 1 ? own : over(own, groundOf(element.parentElement));
    };
    const luminance = ([r, g, b]: Colour): number => {
      const [x, y, z] = [r, g, b].map((part) =>
        part <= 10 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
      );
      return 0.2126 * x! + 0.7152 * y! + 0.0722 * z!;
    };
    const ratio = (a: Colour, b: Colour): number => {
      const [low, high] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
      return (high! + 0.05) / (low! + 0.05);
    };
    const controls = 'button, a[href], input, select, [tabindex="0"], [role="tab"], [role="radio"]';
    // Its rows stand for what is drawn on the canvas, where the ring is; text editors show a caret.
    const apart = '.canvas-tree, .monaco-editor, .xterm, .react-flow__attribution, [disabled]';
    const faint: string[] = [];
    let rings = 0;
    for (const control of document.querySelectorAll<HTMLElement>(controls)) {
      if (control.closest(apart) !== null || !control.checkVisibility({ visibilityProperty: true })) continue;
      control.focus({ preventScroll: true, focusVisible: true } as FocusOptions);
      if (document.activeElement !== control) continue;
      rings++;
      // A field may have its ring around the whole of it.
      const shown = [control, control.parentElement!].find((element) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1.5;
      });
      const name = `${control.getAttribute('aria-label') ?? control.textContent?.trim() ?? ''} (${control.className})`;
      if (shown === undefined) {
        faint.push(`${name}: no ring`);
        continue;
      }
      const { outlineColor, outlineOffset } = getComputedStyle(shown);
      const isInside = Number.parseFloat(outlineOffset) < 0;
      const found = ratio(colourOf(outlineColor), groundOf(isInside ? shown : shown.parentElement));
      if (found < leastRatio) faint.push(`${name}: ${found.toFixed(2)}`);
    }
    return { rings, faint };
  }, least);
}

for (const theme of ['light', 'dark'] as const)
  test(`every control shows its focus in ${theme} colours`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await openWorld(page);
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    await select(page, await aPod(page));
    const { rings, faint } = await ringsOf(page);
    expect(rings).toBeGreaterThan(40);
    expect(faint).toEqual([]);
    await page.keyboard.press('Control+,');
    await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
    expect((await ringsOf(page)).faint).toEqual([]);
  });
