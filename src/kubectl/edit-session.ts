/** Editing until it can be saved: what is wrong stands above the text that is opened again. `cmd/util/editor` */
import { KubectlError, ServerError } from './kubectl-error.ts';
import type { Invocation } from './invocation.ts';

const instructions = `# Please edit the object below. Lines beginning with a '#' will be ignored,
# and an empty file will abort the edit. If an error occurs while saving this file will be
# reopened with the relevant failures.
#
`;

/**
 * Opens a text and saves what the person made of it, again and again until the server takes it or the person gives
 * up. @throws KubectlError when there is nothing to edit with, or no change could be saved
 */
export async function editUntilSaved(
  { edit, warn, writeError }: Invocation,
  text: string,
  fileName: string,
  /** Saves; may refuse by throwing. */
  save: (text: string) => Promise<void>,
): Promise<void> {
  if (edit === undefined) throw new KubectlError('there is no editor here');
  let shown = text;
  let failure = '';
  for (;;) {
    const edited = await edit(instructions + failure + shown, fileName);
    const content = edited === undefined ? undefined : withoutComments(edited);
    if (content === undefined || content === shown) {
      if (failure !== '') throw new KubectlError('Edit cancelled, no valid changes were saved.');
      return warn('Edit cancelled, no changes made.');
    }
    if (content.trim() === '') return warn('Edit cancelled, saved file was empty.');
    shown = content;
    try {
      return await save(content);
    } catch (error) {
      failure = failureComment(error);
      writeError(`error: ${fileName} is invalid\n`);
    }
  }
}

function withoutComments(text: string): string {
  return text
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n');
}

function failureComment(error: unknown): string {
  const { details, message } =
    error instanceof ServerError ? error.status : { details: undefined, message: (error as Error).message };
  const group = details?.group === undefined || details.group === '' ? '' : `.${details.group}`;
  if (details?.causes === undefined) return `# ${message ?? ''}\n#\n`;
  const causes = details.causes.map((cause) => `# * ${cause.field}: ${cause.message}\n`);
  return `# ${details.kind ?? ''}${group} ${JSON.stringify(details.name ?? '')} was not valid:\n${causes.join('')}#\n`;
}
