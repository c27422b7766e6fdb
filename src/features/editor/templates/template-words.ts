import { t } from './messages.en.ts';

/** What a kind is for. The kinds of the messages are those of the templates: a test holds it. */
export function templateWords(kind: string): string {
  return t(`template.kind.${kind}` as 'template.kind.Pod');
}
