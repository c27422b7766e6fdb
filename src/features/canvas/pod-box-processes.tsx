import type { ReactElement } from 'react';
import type { ProcessInside } from '../../engine/index.ts';
import { t } from './messages.en.ts';

const shown = 3;

export interface ProcessListProps {
  readonly processes: readonly ProcessInside[];
  /** In a PID namespace of its own: a box around, and the first is number 1. */
  readonly isOwn?: boolean;
}

/** Numbers as the processes themselves see them. */
export function ProcessList({ processes, isOwn = false }: ProcessListProps): ReactElement | null {
  if (processes.length === 0)
    return isOwn ? <span className="pod-box-gloss">{t('canvas.box.noProcess')}</span> : null;
  const more = processes.length - shown;
  const listed = more > 0 ? processes.slice(0, shown - 1) : processes;
  return (
    <ul className="pod-box-processes mono" data-own={isOwn}>
      {listed.map(({ pid, command }) => (
        <li key={pid} title={`${pid} ${command}`}>
          <b>{pid}</b> {programOf(command)}
        </li>
      ))}
      {more > 0 ? <li className="pod-box-gloss">{t('canvas.box.moreProcesses', { n: more + 1 })}</li> : null}
    </ul>
  );
}

/** `/docker-entrypoint.sh nginx -g daemon off;` is long: the program without its folder, then its words. */
function programOf(command: string): string {
  return command.replace(/^\S*\/(?=[^/\s]+(\s|$))/, '');
}
