import { t } from './messages.en.ts';

/** Keys as a keyboard names them. */
export function keyText(keys: string): string {
  const isApple = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '');
  if (keys === ' ') return t('palette.space');
  const held: string[] = [];
  let rest = keys;
  for (const [name, own] of [
    ['Ctrl+', isApple ? '⌘' : 'Ctrl'],
    ['Shift+', isApple ? '⇧' : 'Shift'],
  ] as const) {
    if (!rest.startsWith(name)) continue;
    held.push(own);
    rest = rest.slice(name.length);
  }
  return [...held, nameOf(rest)].join(' ');
}

function nameOf(key: string): string {
  if (key === 'Escape') return 'Esc';
  if (key === 'enter') return 'Enter';
  return key.length === 1 ? key.toUpperCase() : key;
}
