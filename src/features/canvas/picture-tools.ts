import { readPalette } from '../../ui/marks/paint.ts';
import { createTools } from './pod-painter.ts';
import type { PictureTools } from './machine-picture.ts';

let known: { readonly theme: string; readonly tools: PictureTools } | undefined;

/** What all pictures of a theme are painted with: they share their marks. */
export function toolsOf(theme: string, element: HTMLElement): PictureTools {
  if (known?.theme !== theme) known = { theme, tools: createTools(readPalette(element)) };
  return known.tools;
}
