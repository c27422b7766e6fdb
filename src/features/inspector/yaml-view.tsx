import { useEffect, useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import { stringify } from 'yaml';
import type { KubeObject } from '../../bridge/protocol.ts';
import { readObject } from '../../model/read-object.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { reportFailure } from '../../ui/report-failure.ts';
import { t as tActions } from './action-messages.en.ts';
import { copyText } from './copy-text.ts';
import { editObject } from './edit-object.ts';
import { fieldOwners } from './field-owners.ts';
import type { InspectedObject } from './kind-of-key.ts';
import { t } from './messages.en.ts';
import { OwnerLegend } from './owner-legend.tsx';
import { readableObject } from './readable-object.ts';
import { YamlLines } from './yaml-lines.tsx';
import { linesWithPaths, valueAt } from './yaml-paths.ts';
import type { YamlLine } from './yaml-paths.ts';
import './yaml-view.css';

/** The object as kubectl would print it: what was asked for and what is are told apart, and who wrote which field. */
export function YamlView({ about }: { readonly about: InspectedObject }): ReactElement {
  const { object } = about;
  const full = useFull(about) ?? object;
  const before = useBefore(object);
  const [search, setSearch] = useState('');
  const [lit, light] = useState<string | null>(null);
  const [onlyChanged, showOnlyChanged] = useState(false);
  const readable = useMemo(() => readableObject(object), [object]);
  const text = useMemo(() => stringify(readable, { lineWidth: 0, aliasDuplicateObjects: false }), [readable]);
  const lines = useMemo(() => linesWithPaths(text), [text]);
  const owners = useMemo(() => fieldOwners(full), [full]);
  const sections = ['spec', 'status'].filter((section) => section in readable);
  const changed = useMemo(() => changedLines(lines, readable, before), [lines, readable, before]);
  return (
    <div className="yaml-view">
      <div className="yaml-bar">
        <input
          type="search"
          aria-label={t('inspector.yamlSearch')}
          placeholder={t('inspector.yamlSearch')}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            goToMatch(event.currentTarget.closest('.yaml-view'), event.shiftKey ? -1 : 1);
          }}
        />
        {sections.map((section) => (
          <Button
            key={section}
            className="mono"
            aria-label={tActions('yaml.goTo', { section })}
            onClick={(event) => goToSection(event.currentTarget.closest('.yaml-view'), section)}
          >
            {section}
          </Button>
        ))}
        <Button
          aria-pressed={onlyChanged}
          disabled={changed.size === 0}
          onClick={() => showOnlyChanged(!onlyChanged)}
        >
          {t('inspector.yamlChanged', { n: changed.size })}
        </Button>
        <IconButton
          icon="copy"
          label={t('inspector.copy')}
          onClick={() => void copyText(text, t('inspector.copied'))}
        />
        <Button onClick={() => reportFailure(editObject(about))}>{t('inspector.yamlEdit')}</Button>
      </div>
      <OwnerLegend owners={owners} lit={lit} onLight={light} />
      <YamlLines
        objectKey={about.key}
        lines={onlyChanged && changed.size > 0 ? lines.filter(({ number }) => changed.has(number)) : lines}
        object={full}
        owners={owners}
        changed={changed}
        lit={lit}
        search={search}
      />
    </div>
  );
}

/** With what only the API server knows; asked for anew with each version. */
function useFull({ key, object }: InspectedObject): KubeObject | undefined {
  const [full, setFull] = useState<{ readonly key: string; readonly object: KubeObject }>();
  const version = object.metadata?.resourceVersion;
  useEffect(() => {
    if (version === undefined) return undefined;
    let isWanted = true;
    readObject(key).then(
      (found) => {
        if (isWanted && found !== undefined) setFull({ key, object: found });
      },
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [key, version]);
  return full?.key === key ? full.object : undefined;
}

/** The version that was shown before this one, while somebody looks. */
function useBefore(object: KubeObject): KubeObject | undefined {
  const [seen, setSeen] = useState<{ readonly now: KubeObject; readonly before: KubeObject | undefined }>({
    now: object,
    before: undefined,
  });
  if (seen.now !== object) {
    const isSame = seen.now.metadata?.uid === object.metadata?.uid;
    setSeen({ now: object, before: isSame ? seen.now : undefined });
  }
  return seen.before;
}

function changedLines(
  lines: readonly YamlLine[],
  now: unknown,
  before: KubeObject | undefined,
): ReadonlySet<number> {
  if (before === undefined) return new Set();
  const readableBefore = readableObject(before);
  return new Set(
    lines
      .filter(({ path }) => {
        const [is, was] = [valueAt(now, path), valueAt(readableBefore, path)];
        const isNew = was === undefined && is !== undefined;
        return isNew || (!isDeep(is) && is !== was);
      })
      .map(({ number }) => number),
  );
}

function isDeep(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

/** The next line that was found, round and round; the one that is shown is marked. */
function goToMatch(view: Element | null, by: 1 | -1): void {
  const found = [...(view?.querySelectorAll<HTMLElement>('.code-line[data-found]') ?? [])];
  const at = found.findIndex((line) => line.dataset['match'] === 'here');
  const next = found.at(at === -1 ? (by === 1 ? 0 : -1) : (at + by) % found.length);
  for (const line of found) delete line.dataset['match'];
  if (next === undefined) return;
  next.dataset['match'] = 'here';
  next.scrollIntoView({ block: 'center' });
}

function goToSection(view: Element | null, section: string): void {
  const opener = view?.querySelector<HTMLElement>(`.yaml-fold[data-section="${section}"]`);
  opener?.closest('.code-line')?.scrollIntoView({ block: 'start' });
  opener?.focus({ preventScroll: true });
}
