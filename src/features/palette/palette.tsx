/** Find or run: one field for everything that the page shows and does. A combobox over a list. */
import { Dialog as Radix } from 'radix-ui';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, ReactElement } from 'react';
import type { PageCommand } from '../../ui/page-command.ts';
import { useBookmarks } from '../../model/bookmarks-store.ts';
import { useSelection } from '../../model/selection-store.ts';
import { session } from '../../model/session.ts';
import { askToRun } from '../../model/terminal-wish-store.ts';
import { useTime } from '../../model/time-store.ts';
import { Icon } from '../../ui/icon.tsx';
import { FarMark } from '../../ui/marks/mark.tsx';
import { reportFailure } from '../../ui/report-failure.ts';
import {
  bookmarkChoices,
  commandChoices,
  kubectlOf,
  momentOf,
  objectChoices,
  rankChoices,
} from './choices.ts';
import type { Choice } from './choices.ts';
import { keyText } from './key-text.ts';
import { t } from './messages.en.ts';
import './palette.css';
import { readRecent, remember } from './recent.ts';

export interface PaletteProps {
  readonly commands: readonly PageCommand[];
  /** Shows the terminal, where the asked line then runs. */
  readonly onShowTerminal: () => void;
  readonly onClose: () => void;
}

export function Palette({ commands, onShowTerminal, onClose }: PaletteProps): ReactElement {
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const choices = useChoices(commands, text);
  const listId = useId();
  const choose = (choice: Choice | undefined): void => {
    if (choice === undefined) return;
    onClose();
    // The dialog gives the focus back first: what runs may move it.
    setTimeout(() => runChoice(choice, commands, onShowTerminal));
  };
  const onKey = (event: KeyboardEvent): void => {
    const next = nextActive(event.key, active, choices.length);
    if (next !== undefined) {
      event.preventDefault();
      setActive(next);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      choose(choices[active]);
    }
  };
  return (
    <Radix.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Radix.Portal>
        <Radix.Overlay className="dialog-overlay" />
        <Radix.Content className="palette" aria-describedby={undefined}>
          <Radix.Title className="visually-hidden">{t('palette.title')}</Radix.Title>
          <div className="palette-field">
            <Icon name="search" size={20} />
            <input
              role="combobox"
              aria-label={t('palette.title')}
              aria-expanded={choices.length > 0}
              aria-controls={listId}
              aria-autocomplete="list"
              aria-activedescendant={choices[active] === undefined ? undefined : `${listId}-${active}`}
              placeholder={t('palette.hint')}
              autoComplete="off"
              spellCheck={false}
              value={text}
              onChange={(event) => {
                setText(event.target.value);
                setActive(0);
              }}
              onKeyDown={onKey}
            />
          </div>
          <div className="palette-list" id={listId} role="listbox" aria-label={t('palette.title')}>
            {choices.map((choice, at) => (
              <Line
                key={`${choice.group}/${choice.id}`}
                id={`${listId}-${at}`}
                choice={choice}
                isFirst={choices[at - 1]?.group !== choice.group}
                isActive={at === active}
                onPoint={() => setActive(at)}
                onChoose={() => choose(choice)}
              />
            ))}
          </div>
          <p className={choices.length === 0 ? 'palette-nothing' : 'visually-hidden'} role="status">
            {choices.length === 0 ? t('palette.nothing') : t('palette.found', { n: choices.length })}
          </p>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function useChoices(commands: readonly PageCommand[], text: string): readonly Choice[] {
  const startedAt = useTime((state) => state.startedAt);
  const bookmarks = useBookmarks((state) => state.bookmarks);
  return useMemo(() => {
    const wanted = text.trim().toLowerCase();
    const special: Choice[] = [];
    const moment = momentOf(wanted, startedAt);
    if (moment !== undefined)
      special.push({
        id: `seek:${moment}`,
        group: 'time',
        icon: 'timeline',
        title: t('palette.seek', { clock: text.trim() }),
        score: 5000,
      });
    const line = kubectlOf(text);
    if (line !== undefined)
      special.push({
        id: `run:${line}`,
        group: 'terminal',
        icon: 'terminal',
        title: t('palette.runLine', { line }),
        score: 5000,
      });
    return rankChoices([
      ...special,
      ...commandChoices(commands, wanted, readRecent()),
      ...bookmarkChoices(wanted, bookmarks),
      ...objectChoices(wanted),
    ]);
  }, [commands, text, startedAt, bookmarks]);
}

function runChoice(choice: Choice, commands: readonly PageCommand[], onShowTerminal: () => void): void {
  if (choice.group === 'objects') useSelection.getState().reveal(choice.id);
  else if (choice.id.startsWith('seek:')) reportFailure(session.seek(seekable(Number(choice.id.slice(5)))));
  else if (choice.group === 'bookmarks') reportFailure(goToBookmark(choice.id));
  else if (choice.id.startsWith('run:')) {
    onShowTerminal();
    askToRun(choice.id.slice(4));
  } else {
    remember(choice.id);
    commands.find(({ id }) => id === choice.id)?.run();
  }
}

async function goToBookmark(id: string): Promise<void> {
  const found = useBookmarks.getState().bookmarks.find((bookmark) => bookmark.id === id);
  if (found === undefined) return;
  if (useTime.getState().branch !== found.branch) await session.selectBranch(found.branch);
  await session.seek(found.timeMs);
}

function seekable(timeMs: number): number {
  return Math.min(timeMs, useTime.getState().headMs);
}

function nextActive(key: string, active: number, count: number): number | undefined {
  if (count === 0) return undefined;
  if (key === 'ArrowDown') return (active + 1) % count;
  if (key === 'ArrowUp') return (active - 1 + count) % count;
  if (key === 'PageDown') return Math.min(count - 1, active + 8);
  if (key === 'PageUp') return Math.max(0, active - 8);
  return undefined;
}

interface LineProps {
  readonly id: string;
  readonly choice: Choice;
  readonly isFirst: boolean;
  readonly isActive: boolean;
  readonly onPoint: () => void;
  readonly onChoose: () => void;
}

function Line({ id, choice, isFirst, isActive, onPoint, onChoose }: LineProps): ReactElement {
  const { state, icon, title, detail, keys } = choice;
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) line.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  return (
    <>
      {isFirst ? (
        <p className="menu-heading" role="presentation">
          {t(`palette.${choice.group}`)}
        </p>
      ) : null}
      <div
        ref={line}
        id={id}
        className="palette-line"
        role="option"
        aria-selected={isActive}
        onPointerMove={onPoint}
        onClick={onChoose}
      >
        <span className="palette-mark">
          {state !== undefined && state !== 'gone' ? <FarMark state={state} size={12} /> : null}
          {state === undefined ? <Icon name={icon ?? 'namespace'} /> : null}
        </span>
        <span className="palette-title">{title}</span>
        {detail === undefined ? null : <span className="sub">{detail}</span>}
        {keys === undefined ? null : <kbd>{keyText(keys)}</kbd>}
      </div>
    </>
  );
}
