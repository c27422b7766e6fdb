/**
 * Marks as bitmaps for a 2D canvas. Thousands of marks are few different ones: each is drawn once at the size that is
 * wanted and copied from then on, which costs a tenth of filling and stroking its paths again.
 */
import { paintDrawing } from './paint.ts';
import type { Palette } from './paint.ts';
import type { Drawing } from './shape.ts';

/**
 * A mark by a name that stands for all it looks like; `size` is its edge in device pixels. Nothing of it lies outside:
 * what is copied to whole pixels can be cleared without a trace.
 */
export type SpriteSheet = (name: string, size: number, draw: () => Drawing) => ImageBitmap;

/** Progress makes new marks for ever; past this many the sheet starts afresh. */
const mostSprites = 400;

/** `boxSize`: the edge of a drawing's own view box. One sheet for each palette. */
export function createSpriteSheet(palette: Palette, boxSize: number): SpriteSheet {
  const sprites = new Map<string, ImageBitmap>();
  return (name, size, draw) => {
    const key = `${name} ${size}`;
    let sprite = sprites.get(key);
    if (sprite === undefined) {
      if (sprites.size >= mostSprites) sprites.clear();
      sprites.set(key, (sprite = drawSprite(draw(), size, boxSize, palette)));
    }
    return sprite;
  };
}

function drawSprite(drawing: Drawing, size: number, boxSize: number, palette: Palette): ImageBitmap {
  const edge = Math.max(1, Math.ceil(size));
  const canvas = new OffscreenCanvas(edge, edge);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no 2D canvas');
  paintDrawing(context, drawing, { x: 0, y: 0, scale: size / boxSize }, palette);
  return canvas.transferToImageBitmap();
}
