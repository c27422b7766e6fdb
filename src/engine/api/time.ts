/** RFC 3339 in UTC without a host clock: timestamps are arithmetic on milliseconds since 1970. */
const dayMs = 86_400_000;

/** `2026-03-02T09:00:00Z`: whole seconds, as `metadata.creationTimestamp`. */
export function formatTimestamp(epochMs: number): string {
  return `${formatSeconds(epochMs)}Z`;
}

/** `2026-03-02T09:00:00.250000Z`, as `spec.renewTime` of a Lease and `eventTime` of an Event. */
export function formatMicroTimestamp(epochMs: number): string {
  const millis = mod(Math.floor(epochMs), 1000);
  return `${formatSeconds(epochMs)}.${String(millis).padStart(3, '0')}000Z`;
}

/** Milliseconds since 1970, NaN when the text is no RFC 3339 time. Fractions finer than a millisecond are cut. */
export function parseTimestamp(text: string): number {
  const match = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?([Zz]|[+-]\d{2}:\d{2})$/.exec(
    text,
  );
  if (match === null) return Number.NaN;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const millis = Number((match[7] ?? '0').padEnd(3, '0').slice(0, 3));
  const seconds = (hour * 60 + minute) * 60 + second;
  return daysFromCivil(year, month, day) * dayMs + seconds * 1000 + millis - offsetMs(match[8]!);
}

function formatSeconds(epochMs: number): string {
  const days = Math.floor(epochMs / dayMs);
  const seconds = Math.floor((epochMs - days * dayMs) / 1000);
  const [hour, minute] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return `${formatDay(days)}T${twoDigits(hour)}:${twoDigits(minute)}:${twoDigits(seconds % 60)}`;
}

function formatDay(days: number): string {
  const { year, month, day } = civilFromDays(days);
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`;
}

function offsetMs(zone: string): number {
  if (zone === 'Z' || zone === 'z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}

/** Days since 1970-01-01 of a date of the proleptic Gregorian calendar (years begin in March inside). */
function daysFromCivil(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function civilFromDays(days: number): { year: number; month: number; day: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9);
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return { year, month, day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1 };
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}

function mod(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}
