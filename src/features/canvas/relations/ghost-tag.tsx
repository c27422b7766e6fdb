/** A dashed card that hangs on who asks for what isn't there. Its words can be selected and copied. */
import type { ReactElement } from 'react';
import { useCanvas } from '../canvas-store.ts';
import { useRecedes } from '../search/match-store.ts';
import { t } from '../views/messages.en.ts';
import type { Ghost } from './ghosts.ts';
import './ghost-tag.css';

export function ghostWords({ why, kind, name }: Ghost): string {
  if (why === 'noPod') return t('canvas.views.ghost.noPod', { name });
  if (why === 'noReadyEndpoint') return t('canvas.views.ghost.noReadyEndpoint');
  return t('canvas.views.ghost.missing', { kind, name });
}

export interface GhostTagProps {
  /** All of one asker. */
  readonly ghosts: readonly Ghost[];
  /** Canvas units: a corner of the tag, and the most that it may be wide. */
  readonly x: number;
  readonly y: number;
  readonly maxWidth: number;
  readonly isAtEnd?: boolean;
}

export function GhostTag({ ghosts, x, y, maxWidth, isAtEnd = false }: GhostTagProps): ReactElement | null {
  const [first, ...others] = ghosts;
  const focused = useCanvas((state) => state.focused);
  const recedes = useRecedes(first?.askedBy ?? '');
  if (first === undefined) return null;
  const title = ghosts
    .map((ghost) => `${ghostWords(ghost)} · ${t('canvas.views.ghost.field', { field: ghost.field })}`)
    .join('\n');
  return (
    <span
      className="ghost-tag nopan nodrag"
      style={{ top: y, maxWidth, ...(isAtEnd ? { left: x, transform: 'translateX(-100%)' } : { left: x }) }}
      title={title}
      data-ghost={first.key}
      data-recedes={recedes}
      data-focused={ghosts.some(({ key }) => key === focused)}
    >
      <b>{ghostWords(first)}</b>
      <span>{first.why === 'missing' ? first.field : null}</span>
      {others.length > 0 ? <em>+{others.length}</em> : null}
    </span>
  );
}

/** Ghosts by the key of who asks. */
export function byAsker(ghosts: readonly Ghost[]): ReadonlyMap<string, readonly Ghost[]> {
  const map = new Map<string, Ghost[]>();
  for (const ghost of ghosts) {
    const list = map.get(ghost.askedBy);
    if (list === undefined) map.set(ghost.askedBy, [ghost]);
    else list.push(ghost);
  }
  return map;
}
