/**
 * What the address of an embedded figure asks for. Anybody may have written it: every wish is one of a few, or a short
 * text that is only ever shown as text.
 */
import type { Looks } from '../ui/looks.ts';
import { languageFor } from './languages.ts';

export interface EmbedWishes {
  readonly looks: Looks;
  /** BCP 47. */
  readonly language: string;
  /** Undefined: the usual one. */
  readonly title: string | undefined;
  /** The machine whose power the figure's one button switches. */
  readonly machine: string;
}

const maxTitle = 80;
const usualMachine = 'node-2';
/** What turns the direction of text around, or is not seen at all: a title must not read otherwise than it is. */
const unseen = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** `pageLanguage` is that of the page around the figure, where it can be known; `wanted` are the browser's. */
export function readWishes(search: string, pageLanguage: string, wanted: readonly string[]): EmbedWishes {
  const asked = new URLSearchParams(search);
  const oneOf = <Value extends string>(name: string, ...values: readonly Value[]): Value | 'system' =>
    values.find((value) => value === asked.get(name)) ?? 'system';
  const title = (asked.get('title') ?? '').replaceAll(unseen, ' ').trim();
  const machine = asked.get('break') ?? '';
  return {
    looks: {
      theme: oneOf('theme', 'light', 'dark'),
      contrast: oneOf('contrast', 'usual', 'more'),
      motion: oneOf('motion', 'full', 'reduced'),
    },
    language: languageFor(asked.get('lang') ?? '', pageLanguage === '' ? wanted : [pageLanguage]),
    title: title === '' ? undefined : Array.from(title).slice(0, maxTitle).join(''),
    machine: /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/.test(machine) ? machine : usualMachine,
  };
}

/** Of the page around a frame, where both are of one origin; empty elsewhere. */
export function languageAround(): string {
  try {
    return globalThis.frameElement?.ownerDocument.documentElement.lang ?? '';
  } catch {
    return '';
  }
}
