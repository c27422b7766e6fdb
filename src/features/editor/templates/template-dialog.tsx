/** Chooses a manifest to begin with. Loaded late, with all templates. */
import { useState } from 'react';
import type { KeyboardEvent, ReactElement } from 'react';
import { Button } from '../../../ui/button.tsx';
import { CodeLines } from '../../../ui/code-lines.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { t } from './messages.en.ts';
import type { Template, TemplateArea } from './template.ts';
import { templateWords } from './template-words.ts';
import { templates } from './templates.ts';
import './templates.css';

export interface TemplateDialogProps {
  /** Absent where there is no text to put it into. */
  readonly onInsert?: ((template: Template) => void) | undefined;
  readonly onNewFile: (template: Template) => void;
  readonly onClose: () => void;
}

export function TemplateDialog({ onInsert, onNewFile, onClose }: TemplateDialogProps): ReactElement {
  const [search, setSearch] = useState('');
  const [chosen, choose] = useState('Deployment');
  const found = findTemplates(search);
  const shown = found.find(({ kind }) => kind === chosen) ?? found[0];
  const take = (act: (template: Template) => void) => (): void => {
    if (shown === undefined) return;
    act(shown);
    onClose();
  };
  return (
    <Dialog title={t('template.title')} closeLabel={t('template.close')} onClose={onClose} width={880}>
      <div className="template-dialog">
        <input
          className="template-search"
          type="search"
          aria-label={t('template.search')}
          placeholder={t('template.search')}
          value={search}
          onChange={({ target }) => setSearch(target.value)}
          onKeyDown={(event) => onSearchKey(event, found, shown, choose, take(onNewFile))}
        />
        <TemplateList found={found} shown={shown} onChoose={choose} onTake={take(onNewFile)} />
        <Preview template={shown} />
        <div className="template-actions">
          <Button look="primary" disabled={shown === undefined} onClick={take(onNewFile)}>
            {t('template.asFile')}
          </Button>
          {onInsert === undefined ? null : (
            <Button look="line" disabled={shown === undefined} onClick={take(onInsert)}>
              {t('template.insert')}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  );
}

/** By kind, by what it is for, and by area; in the order of the list. */
function findTemplates(search: string): readonly Template[] {
  const words = search.toLowerCase().split(/\s+/);
  return templates.filter(({ kind, area }) => {
    const said = `${kind} ${templateWords(kind)} ${t(`template.area.${area}`)}`.toLowerCase();
    return words.every((word) => said.includes(word));
  });
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** The arrows walk through the list while one goes on typing. */
function onSearchKey(
  event: KeyboardEvent,
  found: readonly Template[],
  shown: Template | undefined,
  choose: (kind: string) => void,
  take: () => void,
): void {
  if (event.nativeEvent.isComposing) return;
  if (event.key === 'Enter') take();
  const next = nextOf(event.key, found, shown);
  if (next === undefined) return;
  event.preventDefault();
  choose(next.kind);
  document.getElementById(`template-${next.kind}`)?.scrollIntoView({ block: 'nearest' });
}

function nextOf(key: string, found: readonly Template[], shown: Template | undefined): Template | undefined {
  const step = steps[key];
  if (step === undefined || shown === undefined || found.length === 0) return undefined;
  return found.at((found.indexOf(shown) + step) % found.length);
}

interface TemplateListProps {
  readonly found: readonly Template[];
  readonly shown: Template | undefined;
  readonly onChoose: (kind: string) => void;
  readonly onTake: () => void;
}

function TemplateList({ found, shown, onChoose, onTake }: TemplateListProps): ReactElement {
  const areas = [...new Set(found.map(({ area }) => area))];
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = nextOf(event.key, found, shown);
    if (next === undefined) return;
    event.preventDefault();
    onChoose(next.kind);
    document.getElementById(`template-${next.kind}`)?.focus();
  };
  if (found.length === 0) return <p className="sub template-list">{t('template.none')}</p>;
  return (
    <div className="template-list" role="listbox" aria-label={t('template.list')} onKeyDown={onKeyDown}>
      {areas.map((area) => (
        <Area key={area} {...{ area, found, shown, onChoose, onTake }} />
      ))}
    </div>
  );
}

interface AreaProps extends TemplateListProps {
  readonly area: TemplateArea;
}

function Area({ area, found, shown, onChoose, onTake }: AreaProps): ReactElement {
  return (
    <div role="group" aria-labelledby={`template-area-${area}`}>
      <div className="template-area" id={`template-area-${area}`} role="presentation">
        {t(`template.area.${area}`)}
      </div>
      {found
        .filter((template) => template.area === area)
        .map(({ kind }) => (
          <div
            key={kind}
            id={`template-${kind}`}
            className="template-option"
            role="option"
            aria-selected={kind === shown?.kind}
            tabIndex={kind === shown?.kind ? 0 : -1}
            onClick={() => onChoose(kind)}
            onDoubleClick={onTake}
            onKeyDown={(event) => {
              if (event.key === 'Enter') onTake();
            }}
          >
            <b>{kind}</b>
            <span>{templateWords(kind)}</span>
          </div>
        ))}
    </div>
  );
}

function Preview({ template }: { readonly template: Template | undefined }): ReactElement {
  const lines = (template?.yaml.trimEnd() ?? '').split('\n');
  return (
    <div
      className="template-preview"
      role="region"
      tabIndex={0}
      aria-label={t('template.preview', { kind: template?.kind ?? '' })}
    >
      {template === undefined ? null : (
        <CodeLines lines={lines.map((text, at) => ({ number: at + 1, text }))} />
      )}
    </div>
  );
}
