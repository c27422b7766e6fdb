/** Shows the line of HTML that embeds this cluster as it is now, and says what it does. Loaded late. */
import { useEffect, useRef, useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { mirror, splitObjectKey } from '../../model/mirror.ts';
import { session } from '../../model/session.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { reportFailure } from '../../ui/report-failure.ts';
import { showToast } from '../../ui/toast.tsx';
import { writeLink } from './link.ts';
import { t } from './messages.en.ts';
import { figureAddress, snippetOf } from './snippet.ts';
import type { SnippetWishes } from './snippet.ts';
import './embed-dialog.css';

export interface EmbedDialogProps {
  /** Those that a figure can speak. */
  readonly languages: readonly { readonly tag: string; readonly name: string }[];
  readonly onClose: () => void;
}

const heights = { usual: 420, min: 240, max: 2000 } as const;
const maxTitle = 80;

export function EmbedDialog({ languages, onClose }: EmbedDialogProps): ReactElement {
  const [wishes, setWishes] = useState<SnippetWishes>(usualWishes);
  const change = (changed: Partial<SnippetWishes>): void =>
    setWishes((before) => ({ ...before, ...changed }));
  useEffect(() => {
    reportFailure(linkToNow().then((link) => setWishes((before) => ({ ...before, link }))));
  }, []);
  return (
    <Dialog title={t('share.title')} closeLabel={t('share.close')} onClose={onClose} width={640}>
      <div className="embed-dialog">
        <p>{t('share.about')}</p>
        <Fields wishes={wishes} languages={languages} onChange={change} />
        <Snippet wishes={wishes} />
      </div>
    </Dialog>
  );
}

function usualWishes(): SnippetWishes {
  const machines = machineNames();
  return {
    address: new URL('embed.html', location.href.replace(/[?#].*$/, '')).href,
    link: '',
    title: '',
    machine: machines.includes('node-2') ? 'node-2' : (machines.at(-1) ?? ''),
    theme: 'system',
    language: '',
    height: heights.usual,
  };
}

async function linkToNow(): Promise<string> {
  return writeLink({ run: await session.exportRun(), files: [], selected: null });
}

function machineNames(): readonly string[] {
  return [...mirror.entries()]
    .map(([key]) => splitObjectKey(key))
    .filter(({ resource }) => resource === 'machines.podarium.dev')
    .map(({ name }) => name)
    .toSorted();
}

interface FieldsProps {
  readonly wishes: SnippetWishes;
  readonly languages: EmbedDialogProps['languages'];
  readonly onChange: (changed: Partial<SnippetWishes>) => void;
}

function Fields({ wishes, languages, onChange }: FieldsProps): ReactElement {
  const themes = ['system', 'light', 'dark'] as const;
  return (
    <div className="embed-fields">
      <Field title={t('share.name')}>
        <input
          value={wishes.title}
          maxLength={maxTitle}
          placeholder={t('share.usualName')}
          onChange={({ target }) => onChange({ title: target.value })}
        />
      </Field>
      <Field title={t('share.machine')}>
        <select value={wishes.machine} onChange={({ target }) => onChange({ machine: target.value })}>
          {machineNames().map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </Field>
      <Field title={t('share.theme')}>
        <select
          value={wishes.theme}
          onChange={({ target }) =>
            onChange({ theme: themes.find((one) => one === target.value) ?? 'system' })
          }
        >
          {themes.map((theme) => (
            <option key={theme} value={theme}>
              {t(`share.${theme}`)}
            </option>
          ))}
        </select>
      </Field>
      <Field title={t('share.language')}>
        <select value={wishes.language} onChange={({ target }) => onChange({ language: target.value })}>
          <option value="">{t('share.ofPage')}</option>
          {languages.map(({ tag, name }) => (
            <option key={tag} value={tag} lang={tag}>
              {name}
            </option>
          ))}
        </select>
      </Field>
      <Field title={t('share.height')}>
        <input
          type="number"
          min={heights.min}
          max={heights.max}
          step={20}
          value={wishes.height}
          onChange={({ target }) => onChange({ height: heightOf(target.valueAsNumber) })}
        />
      </Field>
    </div>
  );
}

function heightOf(typed: number): number {
  return Number.isFinite(typed) ? Math.min(heights.max, Math.max(1, Math.round(typed))) : heights.usual;
}

function Field({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactElement {
  return (
    <label>
      {title}
      {children}
    </label>
  );
}

function Snippet({ wishes }: { readonly wishes: SnippetWishes }): ReactElement {
  const field = useRef<HTMLTextAreaElement>(null);
  const isReady = wishes.link !== '';
  const snippet = isReady ? snippetOf(wishes) : '';
  const copy = async (): Promise<void> => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(snippet);
      showToast({ text: t('share.copied') });
    } catch {
      showToast({ text: t('share.notCopied'), kind: 'problem' });
    }
  };
  return (
    <>
      <textarea
        ref={field}
        className="mono embed-snippet"
        aria-label={t('share.snippet')}
        readOnly
        rows={4}
        spellCheck={false}
        value={snippet}
        onFocus={({ target }) => target.select()}
      />
      <Meanings snippet={snippet} />
      <div className="embed-actions">
        <Button look="primary" icon="copy" disabled={!isReady} onClick={() => void copy()}>
          {t('share.copy')}
        </Button>
        <a className="button button-line" href={figureAddress(wishes)} target="_blank" rel="noopener">
          {t('share.see')}
        </a>
      </div>
    </>
  );
}

function Meanings({ snippet }: { readonly snippet: string }): ReactElement {
  const size = `${Math.max(1, Math.round(snippet.length / 1024))} KB`;
  const meanings: readonly (readonly [string, string])[] = [
    ['src', t('share.meansSrc', { size })],
    ['loading', t('share.meansLazy')],
    ['sandbox', t('share.meansSandbox')],
    ['allow', t('share.meansAllow')],
  ];
  return (
    <dl className="embed-meanings">
      {meanings.map(([attribute, meaning]) => (
        <div key={attribute}>
          <dt>
            <code>{attribute}</code>
          </dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
