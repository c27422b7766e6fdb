import { useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import { useObject } from '../../../model/mirror.ts';
import { IconButton } from '../../../ui/button.tsx';
import { currentSchema, loadSchema } from '../schema-store.ts';
import { defaultOf, fieldAt } from '../schema-walk.ts';
import type { FieldInfo } from '../schema-walk.ts';
import type { CursorPlace, PathStep } from '../yaml-cursor.ts';
import { closeExplain, useExplain } from './explain-store.ts';
import { keyOfDocument, readLiveField } from './live-field.ts';
import type { LiveField } from './live-field.ts';
import { t } from './messages.en.ts';
import './help.css';

/** More than these are for completion to show. */
const mostNames = 40;

/** Says what `kubectl explain` says of the field at the cursor, and what the cluster has there. */
export function ExplainNote({ onClosed }: { readonly onClosed: () => void }): ReactElement | null {
  const { isOpen, place } = useExplain();
  const isLoaded = useSchemaLoaded(isOpen);
  if (!isOpen) return null;
  const close = (): void => {
    closeExplain();
    onClosed();
  };
  return (
    <aside
      className="explain"
      aria-label={t('help.note')}
      tabIndex={0}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        close();
      }}
    >
      <IconButton icon="close" label={t('help.close')} keys="Esc" onClick={close} />
      {place === undefined ? <p className="sub">{t('help.atNothing')}</p> : null}
      {place !== undefined && isLoaded ? <Explanation place={place} /> : null}
    </aside>
  );
}

function useSchemaLoaded(isWanted: boolean): boolean {
  const [isLoaded, setLoaded] = useState(currentSchema() !== undefined);
  useEffect(() => {
    if (isWanted && !isLoaded) void loadSchema().then(() => setLoaded(true));
  }, [isWanted, isLoaded]);
  return isLoaded;
}

function Explanation({ place }: { readonly place: CursorPlace }): ReactElement {
  const { document, path } = place;
  const schema = currentSchema();
  const start = schema === undefined ? undefined : fieldAt(schema, document, []);
  if (schema === undefined || start === undefined) return <p className="sub">{t('help.noKind')}</p>;
  const info = fieldAt(schema, document, path);
  return (
    <>
      <p className="explain-path mono" role="status">
        {pathText(document.kind, path)}
      </p>
      {info === undefined ? (
        <p className="sub">{t('help.noField', { kind: document.kind })}</p>
      ) : (
        <Facts info={info} place={place} />
      )}
    </>
  );
}

/** `deployment.spec.template.spec.containers.image`: what kubectl explain is asked with. */
function pathText(kind: string, path: readonly PathStep[]): string {
  return [kind.toLowerCase(), ...path.filter((step) => typeof step === 'string')].join('.');
}

function Facts({ info, place }: { readonly info: FieldInfo; readonly place: CursorPlace }): ReactElement {
  const said = defaultOf(info);
  const values = info.schema.enum ?? [];
  const inner = Object.keys((info.schema.items ?? info.schema).properties ?? {});
  return (
    <>
      <p className="explain-words">{info.description || t('help.noDescription')}</p>
      <dl className="explain-facts">
        <dt>{t('help.type')}</dt>
        <dd>
          <code>{info.type}</code>
          {info.required ? <b> {t('help.required')}</b> : null}
        </dd>
        {said === '' ? null : <Fact name={t('help.default')} text={said} />}
        {values.length === 0 ? null : (
          <Fact name={t('help.values')} text={values.slice(0, mostNames).map(String).join(', ')} />
        )}
        {inner.length === 0 ? null : (
          <Fact name={t('help.fields')} text={inner.slice(0, mostNames).join(', ')} />
        )}
        <LiveFacts place={place} />
      </dl>
    </>
  );
}

function Fact({ name, text }: { readonly name: string; readonly text: string }): ReactElement {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <code>{text}</code>
      </dd>
    </>
  );
}

function LiveFacts({ place }: { readonly place: CursorPlace }): ReactElement | null {
  const live = useLiveField(place);
  if (live === undefined) return null;
  return (
    <>
      <Fact name={t('help.live')} text={live.value ?? t('help.notThere')} />
      {live.managers.length === 0 ? null : (
        <>
          <dt>{t('help.manager')}</dt>
          <dd>
            {live.managers.map((one, at) => (
              <span key={at}>{t('help.managedBy', one)}</span>
            ))}
          </dd>
        </>
      )}
    </>
  );
}

/** Asked anew when the cursor goes elsewhere and when the object changes. */
function useLiveField({ document, path }: CursorPlace): LiveField | undefined {
  const key = keyOfDocument(document) ?? '';
  const version = useObject(key)?.metadata?.resourceVersion;
  const asked = JSON.stringify(path);
  const [found, setFound] = useState<{ readonly of: string; readonly live: LiveField | undefined }>();
  const of = `${key} ${asked}`;
  useEffect(() => {
    if (version === undefined) return undefined;
    let isOver = false;
    void readLiveField(document, path).then(
      (live) => isOver || setFound({ of, live }),
      () => isOver || setFound(undefined),
    );
    return () => {
      isOver = true;
    };
    // The document and the path are what `of` says of them.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies, react-hooks/exhaustive-deps
  }, [of, version]);
  return found?.of === of ? found.live : undefined;
}
