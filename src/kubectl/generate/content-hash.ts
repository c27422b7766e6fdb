/** `--append-hash`: a name that changes with the content. `staging/src/k8s.io/kubectl/pkg/util/hash/hash.go` */
import type { AnyObject } from '../../engine/api/object.ts';
import { goJson } from '../go-json.ts';
import { withSortedKeys } from '../structured-text.ts';
import { sha256 } from '../sha256.ts';

/** Digits that would spell words or look like letters are written otherwise. */
const letters: Readonly<Record<string, string>> = { '0': 'g', '1': 'h', '3': 'k', a: 'm', e: 't' };

type Content = AnyObject & { data?: unknown; binaryData?: unknown; type?: string };

/** The object with the hash of a ConfigMap's or Secret's content behind its name. */
export function withContentHash(object: AnyObject): AnyObject {
  const { kind, metadata, data = {}, binaryData, type = '' } = object as Content;
  const name = metadata?.name ?? '';
  const binary = binaryData === undefined ? {} : { binaryData };
  const content = { kind, name, data, ...binary, ...(kind === 'Secret' ? { type } : {}) };
  const digits = sha256(goJson(withSortedKeys(content))).slice(0, 10);
  const hash = digits.replace(/[013ae]/g, (digit) => letters[digit] ?? digit);
  return { ...object, metadata: { ...metadata, name: `${name}-${hash}` } };
}
