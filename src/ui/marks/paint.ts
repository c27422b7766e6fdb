/** The marks on a 2D canvas: the same shapes as the SVG, with the colours of the theme the canvas stands in. */
import type { Drawing, Shape } from './shape.ts';

/** Of a canvas on the page, or of none. */
export type PaintContext = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** Colour by token name, as a canvas understands it. */
export type Palette = (token: string) => string;

/**
 * Reads tokens as `element` sees them. Mixed colours must be computed by the browser, so each is read once through the
 * element's own style and kept; make a new palette when the theme changes.
 */
export function readPalette(element: HTMLElement): Palette {
  const known = new Map<string, string>();
  const style = getComputedStyle(element);
  return (token) => {
    let colour = known.get(token);
    if (colour === undefined) {
      colour = style.getPropertyValue(`--${token}`).trim();
      if (colour.includes('var(') || colour.includes('color-mix')) colour = resolveMixed(element, token);
      known.set(token, colour);
    }
    return colour;
  };
}

/** Has the browser compute a colour by painting a text with it. */
function resolveMixed(element: HTMLElement, token: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(--${token})`;
  element.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}

const paths = new Map<string, Path2D>();
/** Progress makes new paths for ever; past this many the cache starts afresh. */
const mostPaths = 2000;

function pathOf(d: string): Path2D {
  let path = paths.get(d);
  if (path === undefined) {
    if (paths.size >= mostPaths) paths.clear();
    path = new Path2D(d);
    paths.set(d, path);
  }
  return path;
}

/** Draws at (x, y) with `scale` canvas units to a view-box unit. */
export function paintDrawing(
  context: PaintContext,
  drawing: Drawing,
  place: { readonly x: number; readonly y: number; readonly scale: number },
  palette: Palette,
): void {
  context.save();
  context.translate(place.x, place.y);
  context.scale(place.scale, place.scale);
  for (const shape of drawing.shapes) paintShape(context, shape, palette);
  const { text } = drawing;
  if (text !== undefined) {
    context.font = `650 ${text.size}px "Inter Variable", system-ui, sans-serif`;
    context.textAlign = 'center';
    context.fillStyle = palette(text.colour);
    context.fillText(text.text, text.x, text.y);
  }
  context.restore();
}

function paintShape(context: PaintContext, shape: Shape, palette: Palette): void {
  const path = pathOf(shape.d);
  if (shape.fill !== undefined && shape.fill !== 'none') {
    context.fillStyle = palette(shape.fill);
    context.fill(path);
  }
  if (shape.stroke === undefined) return;
  context.strokeStyle = palette(shape.stroke);
  context.lineWidth = shape.width ?? 1;
  context.lineCap = shape.round === true ? 'round' : 'butt';
  context.lineJoin = shape.round === true ? 'round' : 'miter';
  context.setLineDash(shape.dash === undefined ? [] : [...shape.dash]);
  context.stroke(path);
}
