import { useMemo } from 'react';
import type { ReactElement } from 'react';
import { stringify } from 'yaml';
import type { KubeObject } from '../../bridge/protocol.ts';
import { IconButton } from '../../ui/button.tsx';
import { CodeLines } from '../../ui/code-lines.tsx';
import type { CodeLine } from '../../ui/code-lines.tsx';
import { showToast } from '../../ui/toast.tsx';
import { t } from './messages.en.ts';
import { readableObject } from './readable-object.ts';

/** The object as kubectl would print it; what was asked for and what is are told apart. */
export function YamlView({ object }: { readonly object: KubeObject }): ReactElement {
  const text = useMemo(
    () => stringify(readableObject(object), { lineWidth: 0, aliasDuplicateObjects: false }),
    [object],
  );
  const lines = useMemo(() => linesOf(text), [text]);
  return (
    <div className="yaml-view">
      <IconButton
        className="yaml-copy"
        icon="copy"
        label={t('inspector.copy')}
        onClick={() => void copy(text)}
      />
      <CodeLines lines={lines} />
    </div>
  );
}

function linesOf(text: string): CodeLine[] {
  let section = '';
  return text
    .trimEnd()
    .split('\n')
    .map((line, at) => {
      const opens = /^(\w+):/.exec(line)?.[1];
      section = opens ?? section;
      const note =
        opens === 'spec' ? t('inspector.asked') : opens === 'status' ? t('inspector.asItIs') : undefined;
      return {
        number: at + 1,
        text: line,
        ...(section === 'status' ? { look: 'status' } : {}),
        ...(note === undefined ? {} : { note }),
      };
    });
}

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    showToast({ text: t('inspector.copied') });
  } catch (error) {
    showToast({ text: error instanceof Error ? error.message : String(error), kind: 'problem' });
  }
}
