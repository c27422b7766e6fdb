/** The lines of an object: numbers, a quiet margin that says who manages the field, folds, and marks of what changed. */
import { useState } from 'react';
import type { KeyboardEvent, ReactElement } from 'react';
import { useWhy } from '../../model/why-store.ts';
import { highlightYaml } from '../../ui/highlight-yaml.ts';
import { Icon } from '../../ui/icon.tsx';
import '../../ui/code-lines.css';
import { ownersOfField } from './field-owners.ts';
import type { FieldOwner } from './field-owners.ts';
import { fieldToAsk } from './field-to-ask.ts';
import { t } from './messages.en.ts';
import { initialsOf, isPerson, ownerWords } from './owner-legend.tsx';
import type { YamlLine } from './yaml-paths.ts';

export interface YamlLinesProps {
  /** Of the object, `resource/namespace/name`. */
  readonly objectKey: string;
  readonly lines: readonly YamlLine[];
  readonly object: unknown;
  readonly owners: readonly FieldOwner[];
  readonly changed: ReadonlySet<number>;
  /** Id of the owner whose lines are lit. */
  readonly lit: string | null;
  readonly search: string;
}

export function YamlLines(props: YamlLinesProps): ReactElement {
  const { objectKey, lines, object, owners, changed, lit, search } = props;
  const [folded, fold] = useState<ReadonlySet<string>>(new Set());
  const wanted = search.trim().toLowerCase();
  const shown = lines.filter(({ path }) => path.length < 2 || !folded.has(String(path[0])));
  const managed = shown.map(({ path }) => ownersOfField(owners, object, path));
  const asked = shown.map(({ path }) => fieldToAsk(object, path));
  const firstAsked = asked.findIndex((field) => field !== undefined);
  return (
    <div className="code-lines mono yaml-lines" onKeyDown={goToWhy}>
      {shown.map((line, at) => {
        const mine = managed[at] ?? [];
        return (
          <Line
            key={line.number}
            line={line}
            owners={mine}
            isFirst={idsOf(mine) !== idsOf(managed[at - 1] ?? [])}
            isChanged={changed.has(line.number)}
            isLit={mine.some(({ id }) => id === lit)}
            isFound={wanted !== '' && line.text.toLowerCase().includes(wanted)}
            isFolded={folded.has(String(line.path[0]))}
            why={asked[at]}
            isFirstWhy={at === firstAsked}
            onWhy={(field) => useWhy.getState().open({ key: objectKey, field })}
            onFold={(section) => fold(toggled(folded, section))}
          />
        );
      })}
    </div>
  );
}

function idsOf(owners: readonly FieldOwner[]): string {
  return owners.map(({ id }) => id).join();
}

interface LineProps {
  readonly line: YamlLine;
  readonly owners: readonly FieldOwner[];
  readonly isFirst: boolean;
  readonly isChanged: boolean;
  readonly isLit: boolean;
  readonly isFound: boolean;
  readonly isFolded: boolean;
  /** The field that can be asked about. */
  readonly why: string | undefined;
  readonly isFirstWhy: boolean;
  readonly onWhy: (field: string) => void;
  readonly onFold: (section: string) => void;
}

function Line(props: LineProps): ReactElement {
  const { line, owners, isFirst, isChanged, isLit, isFound, isFolded, onFold } = props;
  const { why, isFirstWhy, onWhy } = props;
  const section = String(line.path[0] ?? '');
  const opens = line.path.length === 1 && line.text.endsWith(':');
  return (
    <div
      className={section === 'status' ? 'code-line code-status' : 'code-line'}
      data-line={line.number}
      data-changed={isChanged || undefined}
      data-lit={isLit || undefined}
      data-found={isFound || undefined}
      title={owners.length === 0 ? undefined : owners.map(ownerWords).join('\n')}
    >
      <span
        className="yaml-owner"
        data-person={owners.some(isPerson) || undefined}
        data-owned={owners.length > 0}
      >
        {isFirst ? owners.map(({ manager }) => initialsOf(manager)).join() : ''}
      </span>
      {opens ? (
        <button
          type="button"
          className="yaml-fold"
          data-section={section}
          aria-expanded={!isFolded}
          aria-label={t('inspector.yamlFold', { section })}
          onClick={() => onFold(section)}
        >
          <Icon name={isFolded ? 'chevronRight' : 'chevronDown'} size={12} />
        </button>
      ) : null}
      <span>
        {highlightYaml(line.text).map((token, at) => (
          <span key={at} className={`code-token-${token.kind}`}>
            {token.text}
          </span>
        ))}
        {'\n'}
      </span>
      {why === undefined ? null : (
        <button
          type="button"
          className="yaml-why"
          tabIndex={isFirstWhy ? 0 : -1}
          aria-label={t('why.ask', { thing: why })}
          onClick={() => onWhy(why)}
        >
          {t('why.short')}
        </button>
      )}
      {isChanged ? <i>{t('inspector.yamlNew')}</i> : opens ? <i>{noteOf(section)}</i> : null}
    </div>
  );
}

/** One tab stop for all of them: arrows go from one to the next. */
function goToWhy(event: KeyboardEvent<HTMLElement>): void {
  const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const from = (event.target as Element).closest<HTMLElement>('.yaml-why');
  if (by === 0 || from === null) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('.yaml-why')];
  const next = all[all.indexOf(from) + by];
  event.preventDefault();
  if (next === undefined) return;
  from.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

function noteOf(section: string): string {
  if (section === 'spec') return t('inspector.asked');
  return section === 'status' ? t('inspector.asItIs') : '';
}

function toggled(set: ReadonlySet<string>, value: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(value)) next.add(value);
  return next;
}
