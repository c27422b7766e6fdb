/**
 * Formats of names and small values. Each rule returns what is wrong, in Kubernetes' words, or nothing.
 * `staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go`
 */
export type Rule<Value = string> = (value: Value) => string[];

const label1123 = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const subdomain1123 = `${label1123}(\\.${label1123})*`;
const label1035 = '[a-z]([-a-z0-9]*[a-z0-9])?';
const qualifiedName = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';

interface Pattern {
  readonly regex: RegExp;
  readonly message: string;
}

function pattern(source: string, says: string, ...examples: string[]): Pattern {
  const shown = examples.map((example) => `'${example}', `).join(' or ');
  return {
    regex: new RegExp(`^(?:${source})$`),
    message: `${says} (e.g. ${shown}regex used for validation is '${source}')`,
  };
}

const alphanumericEnds = 'must start and end with an alphanumeric character';
const dnsLabel = pattern(
  label1123,
  `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and ${alphanumericEnds}`,
  'my-name',
  '123-abc',
);
const dnsSubdomain = pattern(
  subdomain1123,
  `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and ${alphanumericEnds}`,
  'example.com',
);
const dns1035Label = pattern(
  label1035,
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character",
  'my-name',
  'abc-123',
);
const wildcardSubdomain = pattern(
  `\\*\\.${subdomain1123}`,
  "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character",
  '*.example.com',
);
const namePart = pattern(
  qualifiedName,
  `must consist of alphanumeric characters, '-', '_' or '.', and ${alphanumericEnds}`,
  'MyName',
  'my.name',
  '123-abc',
);
const labelValue = pattern(
  `(${qualifiedName})?`,
  `a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and ${alphanumericEnds}`,
  'MyValue',
  'my_value',
  '12345',
);
const cIdentifier = pattern(
  '[A-Za-z_][A-Za-z0-9_]*',
  "a valid C identifier must start with alphabetic character or '_', followed by a string of alphanumeric characters or '_'",
  'my_name',
  'MY_NAME',
  'MyName',
);
const headerName = pattern(
  '[-A-Za-z0-9]+',
  "a valid HTTP header must consist of alphanumeric characters or '-'",
  'X-Header-Name',
);
const configKey = pattern(
  '[-._a-zA-Z0-9]+',
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
  'key.name',
  'KEY_NAME',
  'key-name',
);
const percent = pattern(
  '[0-9]+%',
  "a valid percent string must be a numeric string followed by an ending '%'",
  '1%',
  '93%',
);

/** Length in bytes of UTF-8, which is how Kubernetes measures text. */
export function byteLength(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code > 0x7f) bytes += code > 0x7ff && (code < 0xd800 || code > 0xdfff) ? 2 : 1;
  }
  return bytes;
}

export function maxLengthMessage(bytes: number): string {
  return `must be no more than ${bytes} bytes`;
}

export function rangeMessage(low: number, high: number): string {
  return `must be between ${low} and ${high}, inclusive`;
}

function textRule({ regex, message }: Pattern, maxBytes = Number.POSITIVE_INFINITY): Rule {
  return (value) => {
    const messages = byteLength(value) > maxBytes ? [maxLengthMessage(maxBytes)] : [];
    if (!regex.test(value)) messages.push(message);
    return messages;
  };
}

export const dnsSubdomainErrors: Rule = textRule(dnsSubdomain, 253);
export const dns1035LabelErrors: Rule = textRule(dns1035Label, 63);
export const wildcardSubdomainErrors: Rule = textRule(wildcardSubdomain, 253);
export const labelValueErrors: Rule = textRule(labelValue, 63);
export const cIdentifierErrors: Rule = textRule(cIdentifier);
export const headerNameErrors: Rule = textRule(headerName);
export const percentErrors: Rule = textRule(percent);

export const dnsLabelErrors: Rule = (value) => {
  const messages = byteLength(value) > 63 ? [maxLengthMessage(63)] : [];
  if (dnsLabel.regex.test(value)) return messages;
  messages.push(dnsSubdomain.regex.test(value) ? 'must not contain dots' : dnsLabel.message);
  return messages;
};

const soundNames = new Set<string>();
const mostSoundNames = 1000;

/** Keys of labels and annotations, names of resources and finalizers: an optional DNS prefix and a name. */
export const qualifiedNameErrors: Rule = (value) => {
  if (soundNames.has(value)) return [];
  const messages = checkQualifiedName(value);
  if (messages.length === 0 && soundNames.size < mostSoundNames) soundNames.add(value);
  return messages;
};

function checkQualifiedName(value: string): string[] {
  const parts = value.split('/');
  if (parts.length > 2) {
    return [
      `a qualified name ${namePart.message} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  }
  const name = parts.at(-1) ?? '';
  const messages: string[] = [];
  if (parts.length === 2) {
    const prefix = parts[0] ?? '';
    if (prefix === '') messages.push('prefix part must be non-empty');
    else messages.push(...dnsSubdomainErrors(prefix).map((message) => `prefix part ${message}`));
  }
  if (name === '') messages.push('name part must be non-empty');
  else if (byteLength(name) > 63) messages.push(`name part ${maxLengthMessage(63)}`);
  if (!namePart.regex.test(name)) messages.push(`name part ${namePart.message}`);
  return messages;
}

export const configKeyErrors: Rule = (value) => {
  const messages = textRule(configKey, 253)(value);
  if (value === '.') messages.push("must not be '.'");
  else if (value === '..') messages.push("must not be '..'");
  else if (value.startsWith('..')) messages.push("must not start with '..'");
  return messages;
};

/** Names that stand in a URL as they are. `staging/src/k8s.io/apimachinery/pkg/api/validation/path/name.go` */
export const pathSegmentErrors: Rule = (value) => {
  if (value === '.' || value === '..') return [`may not be '${value}'`];
  return ['/', '%'].filter((char) => value.includes(char)).map((char) => `may not contain '${char}'`);
};

/** Any printable ASCII but `=`: the rule since Kubernetes 1.34. */
export const envVarNameErrors: Rule = (value) => {
  const messages = value === '' ? ['environment variable name must be non-empty'] : [];
  if (/[^ -~]|=/.test(value)) {
    messages.push(
      "a valid environment variable name must consist only of printable ASCII characters other than '='",
    );
  }
  return messages;
};

export const portNameErrors: Rule = (value) => {
  const messages = byteLength(value) > 15 ? [maxLengthMessage(15)] : [];
  if (!/^[-a-z0-9]+$/.test(value)) {
    messages.push('must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)');
  }
  if (!/[a-z]/.test(value)) messages.push('must contain at least one letter or number (a-z, 0-9)');
  if (value.includes('--')) messages.push('must not contain consecutive hyphens');
  if (value.startsWith('-') || value.endsWith('-')) messages.push('must not begin or end with a hyphen');
  return messages;
};

function rangeRule(low: number, high: number): Rule<number> {
  return (value) => (value >= low && value <= high ? [] : [rangeMessage(low, high)]);
}

export const portNumberErrors: Rule<number> = rangeRule(1, 65535);
/** User and group ids. */
export const idErrors: Rule<number> = rangeRule(0, 2147483647);
