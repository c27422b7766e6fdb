/** The pod security levels that a namespace's labels ask for. `staging/src/k8s.io/pod-security-admission/api/helpers.go` */
import { invalid, type FieldError } from '../../../api/validation/field-error.ts';

const levels = ['privileged', 'baseline', 'restricted'] as const;
type Level = (typeof levels)[number];

/** A level of the standards as of a version of Kubernetes. */
export interface LevelVersion {
  readonly level: Level;
  /** `latest` or `v1.N`. */
  readonly version: string;
}

export interface Policy {
  readonly enforce: LevelVersion;
  readonly warn: LevelVersion;
  readonly errors: readonly FieldError[];
}

const prefix = 'pod-security.kubernetes.io/';
const open: LevelVersion = { level: 'privileged', version: 'latest' };

export function policyOf(labels: Readonly<Record<string, string>> = {}): Policy {
  const errors: FieldError[] = [];
  const enforce = read('enforce', labels, open, errors);
  read('audit', labels, open, errors);
  const isStricter = labels[`${prefix}warn`] === undefined && enforce.level !== 'privileged';
  const warn = read('warn', labels, isStricter ? enforce : open, errors);
  return { enforce, warn, errors };
}

function read(
  mode: string,
  labels: Readonly<Record<string, string>>,
  absent: LevelVersion,
  errors: FieldError[],
): LevelVersion {
  const key = `${prefix}${mode}`;
  const level = labels[key] ?? absent.level;
  const version = labels[`${key}-version`] ?? absent.version;
  if (!isLevel(level))
    errors.push(invalid(`metadata.labels[${key}]`, level, `must be one of ${levels.join(', ')}`));
  const isVersion = version === 'latest' || /^v1\.(0|[1-9]\d*)$/.test(version);
  if (!isVersion)
    errors.push(invalid(`metadata.labels[${key}-version]`, version, 'must be "latest" or "v1.x"'));
  // What can't be read is taken for the strictest.
  return { level: isLevel(level) ? level : 'restricted', version: isVersion ? version : 'latest' };
}

function isLevel(text: string): text is Level {
  return (levels as readonly string[]).includes(text);
}

/** Whether the first asks for more than the second. */
export function isStricter(one: LevelVersion, other: LevelVersion): boolean {
  return levels.indexOf(one.level) > levels.indexOf(other.level);
}

export function formatLevel({ level, version }: LevelVersion): string {
  return `${level}:${version}`;
}
