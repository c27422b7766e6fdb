/** The entries of a ConfigMap or Secret. What a Secret holds is shown one by one, and only when somebody asks. */
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { ConfigMap, Secret } from '../../engine/api/generated/types.ts';
import { Icon } from '../../ui/icon.tsx';
import { t } from './kind-messages.en.ts';
import type { InspectedObject } from './kind-of-key.ts';

export function DataEntries({ about }: { readonly about: InspectedObject }): ReactElement | null {
  const isSecret = about.resource === 'secrets';
  const { data = {} } = about.object as Secret & ConfigMap;
  const { binaryData = {} } = about.object as ConfigMap;
  const plain = Object.entries(data).map(([name, text]) => ({ name, text: isSecret ? decoded(text) : text }));
  const binary = Object.entries(binaryData).map(([name, text]) => ({ name, text: decoded(text) }));
  const entries = [...plain, ...binary];
  if (entries.length === 0) return null;
  return (
    <>
      <h3>{t('kind.entries')}</h3>
      <ul className="data-entries">
        {entries.map(({ name, text }) => (
          <Entry key={`${about.key}/${name}`} name={name} text={text} />
        ))}
      </ul>
    </>
  );
}

function Entry({ name, text }: { readonly name: string; readonly text: string | undefined }): ReactElement {
  const [isOpen, open] = useState(false);
  return (
    <li>
      <button
        type="button"
        className="data-entry"
        aria-expanded={isOpen}
        aria-label={isOpen ? t('kind.entryHide', { name }) : t('kind.entryShow', { name })}
        onClick={() => open(!isOpen)}
      >
        <Icon name={isOpen ? 'chevronDown' : 'chevronRight'} size={12} />
        <span className="mono">{name}</span>
        <span className="sub numeric">
          {text === undefined ? t('kind.entryBinary') : t('kind.entryBytes', { n: bytesOf(text) })}
        </span>
      </button>
      {isOpen ? (
        <pre className="mono" tabIndex={0} aria-label={name}>
          {text ?? t('kind.entryBinary')}
        </pre>
      ) : null}
    </li>
  );
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** The text behind base64; undefined when it is no text. */
function decoded(base64: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.codePointAt(0) ?? 0);
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
