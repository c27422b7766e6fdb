/** Reads as much of a certificate request (PKCS #10 in PEM) as kubectl tells of it. */

export interface CertificateRequest {
  /** By the titles under which kubectl shows them. */
  readonly subject: Readonly<Record<string, readonly string[]>>;
  /** Alternative names, likewise. */
  readonly names: Readonly<Record<string, readonly string[]>>;
}

/** X.520 attributes under 2.5.4, by the last number of their identifier. */
const attributeTitles: Readonly<Record<number, string>> = {
  3: 'Common Name',
  5: 'Serial Number',
  6: 'Country',
  7: 'Locality',
  8: 'Province',
  9: 'StreetAddress',
  10: 'Organization',
  11: 'Organizational Unit',
  17: 'PostalCode',
};

/** Context tags of general names. */
const nameTitles: Readonly<Record<number, string>> = {
  0x81: 'Email Addresses',
  0x82: 'DNS Names',
  0x86: 'URIs',
  0x87: 'IP Addresses',
};

/** 2.5.29.17, subjectAltName. */
const alternativeNames = '55 1d 11';

interface Element {
  readonly tag: number;
  readonly bytes: readonly number[];
}

/** A request in base64 of PEM, or undefined when it can't be read. */
export function readCertificateRequest(base64: string): CertificateRequest | undefined {
  const pem = /-----BEGIN CERTIFICATE REQUEST-----([^-]*)-----END/.exec(atob(base64));
  if (pem === null) return undefined;
  const bytes = [...atob(pem[1]!.replace(/\s/g, ''))].map((letter) => letter.charCodeAt(0));
  const info = elementsOf(elementsOf(bytes)[0]?.bytes ?? [])[0];
  const [, subject, , ...attributes] = elementsOf(info?.bytes ?? []);
  if (subject === undefined) return undefined;
  return { subject: readSubject(subject), names: attributes.flatMap(everythingIn).reduce(addNames, {}) };
}

/** Elements that follow one another. */
function elementsOf(bytes: readonly number[]): Element[] {
  const elements: Element[] = [];
  for (let at = 0; at + 1 < bytes.length;) {
    const tag = bytes[at]!;
    const short = bytes[at + 1]!;
    const digits = short < 0x80 ? 0 : short & 0x7f;
    const lengthBytes = bytes.slice(at + 2, at + 2 + digits);
    const length = digits === 0 ? short : lengthBytes.reduce((sum, byte) => sum * 256 + byte, 0);
    const start = at + 2 + digits;
    elements.push({ tag, bytes: bytes.slice(start, start + length) });
    at = start + length;
  }
  return elements;
}

type Titled = Record<string, readonly string[]>;

function readSubject(subject: Element): Titled {
  const titled: Titled = {};
  for (const set of elementsOf(subject.bytes)) {
    for (const pair of elementsOf(set.bytes)) {
      const [id, value] = elementsOf(pair.bytes);
      const title = attributeTitles[id?.bytes[2] ?? -1];
      if (title !== undefined && value !== undefined)
        titled[title] = [...(titled[title] ?? []), textOf(value.bytes)];
    }
  }
  return titled;
}

/** Sequences that may be extensions: attributes hold them some levels down. */
function everythingIn(element: Element): Element[] {
  const isBuilt = (element.tag & 0x20) !== 0;
  return isBuilt ? [element, ...elementsOf(element.bytes).flatMap(everythingIn)] : [element];
}

function addNames(names: Titled, extension: Element): Titled {
  const [id, ...rest] = extension.tag === 0x30 ? elementsOf(extension.bytes) : [];
  const key = id?.bytes.map((byte) => byte.toString(16)).join(' ');
  const list = elementsOf(rest.at(-1)?.bytes ?? [])[0];
  if (key !== alternativeNames || list === undefined) return names;
  return elementsOf(list.bytes).reduce((found, { tag, bytes }) => {
    const title = nameTitles[tag];
    if (title === undefined) return found;
    const text = title === 'IP Addresses' ? bytes.join('.') : textOf(bytes);
    return { ...found, [title]: [...(found[title] ?? []), text] };
  }, names);
}

function textOf(bytes: readonly number[]): string {
  return new TextDecoder().decode(new Uint8Array(bytes));
}
