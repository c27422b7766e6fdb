/** Find or run: one field for everything that the page shows and does. A combobox over a list. */
import { Dialog as Radix } from 'radix-ui';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, ReactElement } from 'react';
import type { PageCommand } from '../../ui/page-command.ts';
import type { FieldPath } from '../../model/field-paths.ts';
import { useBookmarks } from '../../model/bookmarks-store.ts';
import { useSelection } from '../../model/selection-store.ts';
import { session } from '../../model/session.ts';
import { askToRun } from '../../model/terminal-wish-store.ts';
import { useTime } from '../../model/time-store.ts';
import { Icon } from '../../ui/icon.tsx';
import { KindIcon } from '../../ui/kind-icon.tsx';
import { FarMark } from '../../ui/marks/mark.tsx';
import { reportFailure } from '../../ui/report-failure.ts';
import {
  bookmarkChoices,
  commandChoices,
  fieldChoices,
  kubectlOf,
  lineChoice,
  momentOf,
  objectChoices,
  rankChoices,
  recentChoices,
} from './choices.ts';
import type { Choice } from './choices.ts';
import { keyText } from './key-text.ts';
import { matchScore } from './match.ts';
import { t } from './messages.en.ts';
import './palette.css';
import { readRecent, remember } from './recent.ts';

export interface PaletteProps {
  /** What is typed; the owner keeps it, since what there is to choose may depend on it. */
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly commands: readonly PageCommand[];
  /** The fields that the text asks for, best first. */
  readonly fields: readonly FieldPath[];
  /** Shows the terminal, where the asked line then runs. */
  readonly onShowTerminal: () => void;
  readonly onClose: () => void;
}

export function Palette(props: PaletteProps): ReactElement {
  const { text, onText, commands, onShowTerminal, onClose } = props;
  const [active, setActive] = useState(0);
  const choices = useChoices(props);
  const listId = useId();
  const write = (next: string): void => {
    onText(next);
    setActive(0);
  };
  const choose = (choice: Choice | undefined): void => {
    if (choice === undefined) return;
    if (choice.id.startsWith('fill:')) return write(choice.id.slice(5));
    onClose();
    // The dialog gives the focus back first: what runs may move it.
    setTimeout(() => runChoice(choice, commands, onShowTerminal));
  };
  const onKey = (event: KeyboardEvent): void => {
    const next = nextActive(event.key, active, choices.length);
    if (next !== undefined) {
      event.preventDefault();
      setActive(next);
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
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
              onChange={({ target }) => write(target.value)}
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
          <Footer />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** For hands on a keyboard; a finger needs none of it. */
function Footer(): ReactElement {
  return (
    <p className="palette-foot" aria-hidden="true">
      <kbd>↑</kbd>
      <kbd>↓</kbd>
      {t('palette.keyWalk')}
      <kbd>Enter</kbd>
      {t('palette.keyChoose')}
      <kbd>Esc</kbd>
      {t('palette.keyClose')}
    </p>
  );
}

function useChoices({ text, commands, fields }: PaletteProps): readonly Choice[] {
  const startedAt = useTime((state) => state.startedAt);
  const bookmarks = useBookmarks((state) => state.bookmarks);
  return useMemo(() => {
    const wanted = text.trim().toLowerCase();
    const recent = readRecent();
    return rankChoices([
      ...specialChoices(text, startedAt, fields.length > 0),
      ...(wanted === '' ? recentChoices(recent) : []),
      ...fieldChoices(fields),
      ...commandChoices(commands, wanted, recent),
      ...bookmarkChoices(wanted, bookmarks),
      ...objectChoices(wanted, recent),
    ]);
  }, [commands, fields, text, startedAt, bookmarks]);
}

/** What the text itself is: a moment, a line for kubectl, or the beginning of a question about a field. */
function specialChoices(text: string, startedAt: string, hasFields: boolean): readonly Choice[] {
  const found: Choice[] = [];
  const moment = momentOf(text, startedAt);
  if (moment !== undefined) {
    const title = t('palette.seek', { clock: text.trim() });
    found.push({ id: `seek:${moment}`, group: 'time', icon: 'timeline', title, score: 5000 });
  }
  const line = kubectlOf(text);
  if (line !== undefined) found.push(lineChoice(line, 'terminal', 5000));
  const explain = matchScore(t('palette.explainField'), text.trim().toLowerCase());
  if (explain > 0 && text.trim() !== '')
    found.push({
      id: `fill:${t('palette.explainWord')} `,
      group: 'fields',
      icon: 'eye',
      title: t('palette.explainField'),
      // Whose name is typed comes before the line that it would be for kubectl.
      score: hasFields ? 1 : explain + 5000,
    });
  return found;
}

function runChoice(choice: Choice, commands: readonly PageCommand[], onShowTerminal: () => void): void {
  const { id } = choice;
  if (id.startsWith('seek:')) return reportFailure(session.seek(seekable(Number(id.slice(5)))));
  if (choice.group === 'bookmarks') return reportFailure(goToBookmark(id));
  remember(id);
  const command = commands.find((candidate) => candidate.id === id);
  if (command !== undefined) command.run();
  else if (id.startsWith('run:')) {
    onShowTerminal();
    askToRun(id.slice(4));
  } else useSelection.getState().reveal(id);
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

/** A pod's state, an object's kind, or what a command is about. */
function Sign({ choice: { state, kind, icon } }: { readonly choice: Choice }): ReactElement {
  if (state !== undefined && state !== 'gone' && (kind === 'Pod' || state === 'unknown'))
    return <FarMark state={state} size={12} />;
  return kind === undefined ? <Icon name={icon ?? 'namespace'} /> : <KindIcon kind={kind} size={20} />;
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
  const { title, detail, keys } = choice;
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
          <Sign choice={choice} />
        </span>
        <span className="palette-title">{title}</span>
        {detail === undefined || detail === '' ? null : <span className="sub">{detail}</span>}
        {keys === undefined ? null : <kbd>{keyText(keys)}</kbd>}
      </div>
    </>
  );
}
