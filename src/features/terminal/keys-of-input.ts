/* oxlint-disable no-control-regex -- control characters are what a terminal sends */
/** What a terminal sends, cut into keys: control sequences, single control characters, and runs of text. */

const sequence = /^\u001b(?:\[[0-9;]*[A-Za-z~]|O[A-Za-z]|[\u007f\w])/;
const pasteStart = '\u001b[200~';
const pasteEnd = '\u001b[201~';

export interface Key {
  readonly key: string;
  /** Came from the clipboard: a line break in it does not submit by itself. */
  readonly isPasted: boolean;
}

export function keysOf(data: string): Key[] {
  const keys: Key[] = [];
  let rest = data;
  while (rest !== '') {
    if (rest.startsWith(pasteStart)) {
      const end = rest.indexOf(pasteEnd);
      const text = rest.slice(pasteStart.length, end < 0 ? undefined : end);
      keys.push({ key: text.replaceAll(/\r\n?/g, '\n'), isPasted: true });
      rest = end < 0 ? '' : rest.slice(end + pasteEnd.length);
      continue;
    }
    const key =
      sequence.exec(rest)?.[0] ?? (rest.charCodeAt(0) < 32 || rest[0] === '\u007f' ? rest[0]! : textOf(rest));
    keys.push({ key: key.replace(/^\u001bO/, '\u001b['), isPasted: false });
    rest = rest.slice(key.length);
  }
  return keys;
}

function textOf(rest: string): string {
  return /^[^\u0000-\u001f\u007f]+/.exec(rest)![0];
}
