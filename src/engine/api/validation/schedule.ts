/** Whether a text is a cron schedule. github.com/robfig/cron/v3, ParseStandard */
interface Bounds {
  readonly low: number;
  readonly high: number;
  readonly names?: readonly string[];
}

const monthNames = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const dayNames = 'sun mon tue wed thu fri sat'.split(' ');
const fields: readonly Bounds[] = [
  { low: 0, high: 59 },
  { low: 0, high: 23 },
  { low: 1, high: 31 },
  { low: 1, high: 12, names: monthNames },
  { low: 0, high: 6, names: dayNames },
];
const descriptors = '@yearly @annually @monthly @weekly @daily @midnight @hourly'.split(' ');

/** What is wrong with the schedule, or undefined. */
export function scheduleError(schedule: string): string | undefined {
  const text = schedule.replace(/^(CRON_)?TZ=\S+\s+/, '');
  if (text.startsWith('@')) return descriptorError(text);
  const parts = text.split(/\s+/).filter((part) => part !== '');
  if (parts.length !== fields.length) {
    return `expected exactly ${fields.length} fields, found ${parts.length}: [${parts.join(' ')}]`;
  }
  for (const [index, part] of parts.entries()) {
    for (const range of part.split(',')) {
      const error = rangeError(range, fields[index]!);
      if (error !== undefined) return error;
    }
  }
  return undefined;
}

function descriptorError(text: string): string | undefined {
  if (descriptors.includes(text) || /^@every ([0-9.]+(ns|us|ms|s|m|h))+$/.test(text)) return undefined;
  return `unrecognized descriptor: ${text}`;
}

function rangeError(text: string, bounds: Bounds): string | undefined {
  const [range = '', step, ...more] = text.split('/');
  if (more.length > 0) return `too many slashes: ${text}`;
  const ends = range.split('-');
  if (ends.length > 2) return `too many hyphens: ${text}`;
  const wild = range === '*' || range === '?';
  const start = wild ? bounds.low : numberOf(ends[0] ?? '', bounds);
  const end = wild ? bounds.high : numberOf(ends.at(-1) ?? '', bounds);
  if (start === undefined || end === undefined) return `failed to parse int from ${range}`;
  if (start < bounds.low) return `beginning of range (${start}) below minimum (${bounds.low}): ${text}`;
  if (end > bounds.high) return `end of range (${end}) above maximum (${bounds.high}): ${text}`;
  if (start > end) return `beginning of range (${start}) beyond end of range (${end}): ${text}`;
  if (step === undefined) return undefined;
  if (!/^[0-9]+$/.test(step)) return `failed to parse int from ${step}`;
  return Number(step) === 0 ? `step of range should be a positive number: ${text}` : undefined;
}

function numberOf(text: string, bounds: Bounds): number | undefined {
  const named = bounds.names?.indexOf(text.toLowerCase()) ?? -1;
  if (named >= 0) return named + bounds.low;
  return /^[0-9]+$/.test(text) ? Number(text) : undefined;
}
