/**
 * The ten states are told apart without colour, whoever looks: marks are cut out of the gallery as each eye sees them,
 * and compared by shape (where one draws and the other does not) and by luminance. Motion is off.
 */
import { expect, test, type CDPSession, type Page } from '@playwright/test';

const visions = ['none', 'achromatopsia', 'protanopia', 'deuteranopia', 'tritanopia'] as const;
const distances = ['middle', 'far'] as const;
const themes = ['light', 'dark'] as const;

/** A mark as numbers: relative luminance (0 to 1) of each pixel, row by row, and that of the ground it stands on. */
interface Mark {
  readonly state: string;
  readonly luminance: readonly number[];
  readonly ground: number;
}

/** Pixels whose contrast with the ground is less are not drawn. */
const drawnFrom = 1.5;
/** A pixel tells two marks apart when they contrast so much there: one is drawn and the other isn't, or a glyph is. */
const tellsApart = 2;
/** Shapes differ when so many of the drawn pixels tell them apart; a glyph's strokes are an eighth of a tile. */
const shapesDiffer = 0.12;
/** Marks differ in luminance when their contrast where both draw is so great on average. */
const luminanceDiffers = 3;
/** WCAG 1.4.11: what says the state stands out from its ground. */
const standsOut = 3;

for (const theme of themes) {
  for (const vision of visions) {
    test(`states in ${theme} colours are told apart with ${vision === 'none' ? 'all colours' : vision}`, async ({
      page,
    }) => {
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await page.setViewportSize({ width: 1440, height: 1000 });
      await page.goto('/gallery.html?page=states');
      await expect(page.locator('.gallery-row')).toHaveCount(10);
      await page.evaluate(() => document.fonts.ready);
      // What fades in as the page comes ends; what moves on would not.
      await expect.poll(() => page.evaluate(() => document.getAnimations().length)).toBe(0);
      await seeAs(page, vision);
      for (const distance of distances) {
        const marks = await cutOut(page, theme, distance);
        expect(marks).toHaveLength(10);
        for (const mark of marks)
          expect(strongest(mark), `${mark.state}, ${distance}, against its ground`).toBeGreaterThanOrEqual(
            standsOut,
          );
        expect(alike(marks), distance).toEqual([]);
      }
    });
  }
}

async function seeAs(page: Page, type: (typeof visions)[number]): Promise<void> {
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send('Emulation.setEmulatedVisionDeficiency', { type });
}

async function cutOut(page: Page, theme: string, distance: string): Promise<Mark[]> {
  const frames = page.locator(`.gallery-cell[data-theme="${theme}"] [data-distance="${distance}"]`);
  const marks: Mark[] = [];
  for (const frame of await frames.all()) {
    const state = await frame.evaluate(
      (found) => found.closest<HTMLElement>('.gallery-row')!.dataset['state']!,
    );
    const png = await frame.screenshot({ animations: 'disabled' });
    const luminance = await page.evaluate(luminanceOf, png.toString('base64'));
    marks.push({ state, luminance, ground: luminance[0]! });
  }
  return marks;
}

/** Runs in the page, whose canvas reads PNGs. */
async function luminanceOf(base64: string): Promise<number[]> {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d')!;
  context.drawImage(picture, 0, 0);
  const { data } = context.getImageData(0, 0, picture.width, picture.height);
  const linear = (value: number): number =>
    value <= 0.040_45 * 255 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
  return Array.from(
    { length: picture.width * picture.height },
    (_pixel, at) =>
      0.2126 * linear(data[at * 4]!) +
      0.7152 * linear(data[at * 4 + 1]!) +
      0.0722 * linear(data[at * 4 + 2]!),
  );
}

const contrast = (a: number, b: number): number => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);

const strongest = (mark: Mark): number =>
  Math.max(...mark.luminance.map((pixel) => contrast(pixel, mark.ground)));

/** The pairs that neither shape nor luminance tells apart. */
function alike(marks: readonly Mark[]): string[] {
  return marks.flatMap((left, at) =>
    marks
      .slice(at + 1)
      .filter(
        (right) =>
          shapeDifference(left, right) < shapesDiffer && lumaDifference(left, right) < luminanceDiffers,
      )
      .map((right) => `${left.state} and ${right.state}`),
  );
}

const isDrawn = (mark: Mark, pixel: number): boolean =>
  contrast(mark.luminance[pixel]!, mark.ground) >= drawnFrom;

function shapeDifference(left: Mark, right: Mark): number {
  let either = 0;
  let apart = 0;
  for (let pixel = 0; pixel < left.luminance.length; pixel++) {
    if (isDrawn(left, pixel) || isDrawn(right, pixel)) either++;
    if (contrast(left.luminance[pixel]!, right.luminance[pixel]!) >= tellsApart) apart++;
  }
  return apart / Math.max(1, either);
}

function lumaDifference(left: Mark, right: Mark): number {
  const both = left.luminance.flatMap((luminance, pixel) =>
    isDrawn(left, pixel) && isDrawn(right, pixel) ? [contrast(luminance, right.luminance[pixel]!)] : [],
  );
  return both.reduce((sum, ratio) => sum + ratio, 0) / Math.max(1, both.length);
}
