import type * as monaco from 'monaco-editor/editor';

/** Defines and chooses a theme made of the page's own tokens, as they are now. */
export function applyMonacoTheme(editor: typeof monaco.editor): void {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): string => sixDigits(style.getPropertyValue(`--${name}`).trim());
  const bare = (name: string): string => colour(name).replace('#', '');
  editor.defineTheme('podarium', {
    base: baseTheme(style.colorScheme.includes('dark')),
    inherit: true,
    rules: [
      { token: 'type', foreground: bare('code-key') },
      { token: 'key', foreground: bare('code-key') },
      { token: 'string', foreground: bare('code-string') },
      { token: 'string.yaml', foreground: bare('code-string') },
      { token: 'number', foreground: bare('code-number') },
      { token: 'number.yaml', foreground: bare('code-number') },
      { token: 'keyword', foreground: bare('code-number') },
      { token: 'comment', foreground: bare('ink-3') },
      { token: '', foreground: bare('code-string') },
    ],
    colors: {
      'editor.background': colour('surface'),
      'editor.foreground': colour('ink'),
      'editorLineNumber.foreground': colour('ink-3'),
      'editorLineNumber.activeForeground': colour('ink'),
      'editor.lineHighlightBackground': `${colour('ink')}0a`,
      'editor.lineHighlightBorder': '#00000000',
      'editorCursor.foreground': colour('accent'),
      'editor.selectionBackground': `${colour('accent')}33`,
      'editorWidget.background': colour('raised'),
      'editorWidget.border': colour('line'),
      'editorHoverWidget.background': colour('raised'),
      'editorHoverWidget.border': colour('line'),
      'editorSuggestWidget.background': colour('raised'),
      'editorSuggestWidget.border': colour('line'),
      'editorSuggestWidget.selectedBackground': colour('well'),
      'editorSuggestWidget.selectedForeground': colour('ink'),
      'editorSuggestWidget.highlightForeground': colour('accent'),
      'editorSuggestWidget.focusHighlightForeground': colour('accent'),
      'editorError.foreground': colour('error'),
      'scrollbarSlider.background': `${colour('ink-3')}40`,
      focusBorder: '#00000000',
    },
  });
  editor.setTheme('podarium');
}

/** Where colours are forced or contrast is asked for, what Monaco draws by itself has edges. */
function baseTheme(isDark: boolean): 'vs' | 'vs-dark' | 'hc-black' | 'hc-light' {
  const isForced = matchMedia('(forced-colors: active)').matches;
  if (isForced || document.documentElement.dataset['contrast'] === 'more')
    return isDark ? 'hc-black' : 'hc-light';
  return isDark ? 'vs-dark' : 'vs';
}

/** Monaco knows `#rrggbb` alone; a canvas turns every colour into it, system colours and short forms too. */
function sixDigits(colour: string): string {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) return colour;
  context.fillStyle = colour;
  return context.fillStyle;
}
