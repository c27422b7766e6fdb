import type { ReactElement } from 'react';

/** A sentence in which `**words**` stand out; anything else is shown as it is written. */
export function RichText({ text }: { readonly text: string }): ReactElement {
  return <>{text.split('**').map((part, at) => (at % 2 === 1 ? <b key={at}>{part}</b> : part))}</>;
}
