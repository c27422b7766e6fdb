import type { ReactElement } from 'react';
import type * as monacoTypes from 'monaco-editor/editor';
import { Icon } from '../../../ui/icon.tsx';
import { t } from './messages.en.ts';
import './help.css';

/** Signs that a phone's keyboard hides on its second page, and what manifests are full of. */
const signs = [':', '-', '"', '|', '{'];

/** A row above the keyboard; the text keeps the focus while its buttons are touched. */
export function SymbolRow({
  editor,
}: {
  readonly editor: monacoTypes.editor.IStandaloneCodeEditor;
}): ReactElement {
  const type = (text: string): void => {
    editor.focus();
    editor.trigger('symbols', 'type', { text });
  };
  return (
    <div
      className="symbol-row"
      role="toolbar"
      aria-label={t('help.symbols')}
      onPointerDown={(event) => event.preventDefault()}
    >
      {signs.map((sign) => (
        <button
          key={sign}
          type="button"
          className="button"
          aria-label={t('help.symbol', { sign })}
          onClick={() => type(sign)}
        >
          {sign}
        </button>
      ))}
      <button type="button" className="button" aria-label={t('help.indent')} onClick={() => type('  ')}>
        ⇥
      </button>
      <button
        type="button"
        className="button"
        aria-label={t('help.undo')}
        onClick={() => editor.trigger('symbols', 'undo', null)}
      >
        <Icon name="undo" />
      </button>
    </div>
  );
}
