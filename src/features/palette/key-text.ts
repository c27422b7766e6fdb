import { t } from './messages.en.ts';

/** Keys as a keyboard names them. */
export function keyText(keys: string): string {
  const isApple = globalThis.navigator?.platform?.startsWith('Mac') ?? false;
  if (keys === ' ') return t('palette.space');
  if (keys === 'Escape') return 'Esc';
  if (!keys.startsWith('Ctrl+')) return keys.length === 1 ? keys.toUpperCase() : keys;
  return `${isApple ? '⌘' : 'Ctrl'} ${keys.slice(5).toUpperCase()}`;
}
