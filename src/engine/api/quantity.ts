/**
 * Resource quantities: exact decimal numbers that remember the notation they were written in.
 * Follows `staging/src/k8s.io/apimachinery/pkg/api/resource/quantity.go`.
 *
 * A quantity is `unscaled * 10^scale`. Up to 18 digits it is `compact`: Kubernetes keeps such values in an int64, and
 * asking a compact value for an integer that doesn't fit gives 0 where a long one wraps around.
 */
export type QuantityFormat = 'DecimalSI' | 'BinarySI' | 'DecimalExponent';

export interface Quantity {
  readonly unscaled: bigint;
  readonly scale: number;
  readonly format: QuantityFormat;
  readonly compact: boolean;
  /** The text it was read from, kept when that text counts as canonical already. */
  readonly text?: string;
}

/** Why a text is no quantity, in the API server's words. */
export class QuantityError extends Error {}

const formatWrong =
  "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
const suffixWrong = "unable to parse quantity's suffix";
const numericWrong = 'unable to parse numeric part of quantity';

const decimalSuffixes = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const binarySuffixes = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const nano = -9;
const maxInt64 = 9223372036854775807n;
/** Powers beyond this could only exhaust memory. */
const largestExponent = 1000;
const grammar = /^([+-]?)(0*)([0-9]*)(?:(\.)([0-9]*))?([eEinumkKMGTP]*[-+]?[0-9]*)$/;

interface Suffix {
  readonly base: 2 | 10;
  readonly exponent: number;
  readonly format: QuantityFormat;
}

function interpretSuffix(suffix: string): Suffix | undefined {
  const decimal = decimalSuffixes.indexOf(suffix);
  if (decimal >= 0) return { base: 10, exponent: (decimal - 3) * 3, format: 'DecimalSI' };
  const binary = binarySuffixes.indexOf(suffix);
  if (binary > 0) return { base: 2, exponent: binary * 10, format: 'BinarySI' };
  if (!/^[eE][+-]?[0-9]+$/.test(suffix)) return undefined;
  const exponent = Number(suffix.slice(1));
  return Math.abs(exponent) > largestExponent ? undefined : { base: 10, exponent, format: 'DecimalExponent' };
}

const cacheLimit = 4096;
const parsed = new Map<string, Quantity>();

/** @throws QuantityError with the API server's words when the text is no quantity. */
export function parseQuantity(text: string): Quantity {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const quantity = parseText(text);
  remember(parsed, text, quantity);
  return quantity;
}

function remember<Value>(cache: Map<string, Value>, text: string, value: Value): void {
  if (cache.size >= cacheLimit) cache.clear();
  cache.set(text, value);
}

function parseText(text: string): Quantity {
  if (text === '0') return { unscaled: 0n, scale: 0, format: 'DecimalSI', compact: true, text };
  const match = text === '' ? null : grammar.exec(text);
  if (match === null) throw new QuantityError(formatWrong);
  const negative = match[1] === '-';
  const whole = match[3] === '' ? '0' : (match[3] ?? '0');
  const fraction = match[5] ?? '';
  const suffix = interpretSuffix(match[6] ?? '');
  if (suffix === undefined) throw new QuantityError(suffixWrong);
  const hasDigits = (match[2] ?? '') !== '' || (match[3] ?? '') !== '' || fraction !== '';
  return (
    parseCompact(text, whole, fraction, negative, suffix) ??
    parseLong(whole, fraction, negative, hasDigits, suffix)
  );
}

/** The int64 way: undefined when the number may not fit. */
function parseCompact(
  text: string,
  whole: string,
  fraction: string,
  negative: boolean,
  suffix: Suffix,
): Quantity | undefined {
  const { base, exponent, format } = suffix;
  const digits = whole + fraction;
  const spareDigits =
    base === 10
      ? 18 - digits.length
      : fraction === ''
        ? 14 - whole.length - Math.trunc((exponent * 3) / 10)
        : -1;
  const scale = (base === 10 ? exponent : 0) - fraction.length;
  if (spareDigits < 0 || scale < nano) return undefined;
  const magnitude = BigInt(digits) << (base === 2 ? BigInt(exponent) : 0n);
  const canonical =
    base === 2
      ? (BigInt(digits) & 7n) !== 0n
      : scale % 3 === 0 && !digits.endsWith('000') && !digits.startsWith('0');
  const quantity: Quantity = { unscaled: negative ? -magnitude : magnitude, scale, format, compact: true };
  return canonical ? { ...quantity, text } : quantity;
}

/** Numbers of any length: rounded away from zero to nano, binary ones capped at the largest int64. */
function parseLong(
  whole: string,
  fraction: string,
  negative: boolean,
  hasDigits: boolean,
  suffix: Suffix,
): Quantity {
  if (!hasDigits) throw new QuantityError(numericWrong);
  let { format } = suffix;
  let unscaled = BigInt(whole + fraction);
  let scale = -fraction.length;
  if (suffix.base === 10) scale += suffix.exponent;
  else unscaled <<= BigInt(suffix.exponent);
  if (unscaled !== 0n) {
    unscaled = rescale(unscaled, scale, nano);
    scale = nano;
  }
  if (format === 'BinarySI') {
    if (compareScaled(unscaled, scale, maxInt64, 0) > 0) {
      unscaled = maxInt64;
      scale = 0;
    }
    if (unscaled > 0n && compareScaled(unscaled, scale, 1n, 0) < 0) format = 'DecimalSI';
  }
  return { unscaled: negative ? -unscaled : unscaled, scale, format, compact: false };
}

/** `unscaled * 10^from` as a multiple of `10^to`, rounded away from zero. */
function rescale(unscaled: bigint, from: number, to: number): bigint {
  if (from >= to) return unscaled * 10n ** BigInt(from - to);
  const divisor = 10n ** BigInt(to - from);
  const quotient = unscaled / divisor;
  if (unscaled % divisor === 0n) return quotient;
  return unscaled < 0n ? quotient - 1n : quotient + 1n;
}

function compareScaled(left: bigint, leftScale: number, right: bigint, rightScale: number): -1 | 0 | 1 {
  const scale = Math.min(leftScale, rightScale);
  const difference = rescale(left, leftScale, scale) - rescale(right, rightScale, scale);
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

/** Canonical text in the notation the quantity was written in: no fraction, the largest suffix that loses nothing. */
export function formatQuantity(quantity: Quantity): string {
  if (quantity.text !== undefined) return quantity.text;
  const { unscaled, scale, format } = quantity;
  if (unscaled === 0n) return '0';
  if (format !== 'BinarySI') return formatDecimal(unscaled, scale, format);
  const small = compareScaled(unscaled < 0n ? -unscaled : unscaled, scale, 1024n, 0) < 0;
  const whole = rescale(unscaled, scale, 0);
  if (small || compareScaled(whole, 0, unscaled, scale) !== 0)
    return formatDecimal(unscaled, scale, 'DecimalSI');
  return formatBinary(whole);
}

function formatDecimal(unscaled: bigint, scale: number, format: QuantityFormat): string {
  let mantissa = unscaled;
  let exponent = scale;
  while (mantissa % 10n === 0n) {
    mantissa /= 10n;
    exponent++;
  }
  while (exponent % 3 !== 0) {
    mantissa *= 10n;
    exponent--;
  }
  if (exponent === 0) return `${mantissa}`;
  const suffix = format === 'DecimalSI' ? decimalSuffixes[exponent / 3 + 3] : undefined;
  return `${mantissa}${suffix ?? `e${exponent}`}`;
}

function formatBinary(whole: bigint): string {
  let mantissa = whole;
  let power = 0;
  while (mantissa % 1024n === 0n && power < binarySuffixes.length - 1) {
    mantissa /= 1024n;
    power++;
  }
  return `${mantissa}${binarySuffixes[power]}`;
}

/** @throws QuantityError */
export function canonicalQuantity(text: string): string {
  return formatQuantity(parseQuantity(text));
}

export function compareQuantities(left: Quantity, right: Quantity): -1 | 0 | 1 {
  return compareScaled(left.unscaled, left.scale, right.unscaled, right.scale);
}

/** The sum in the notation of the first operand, or of the second when the first is zero. */
export function addQuantities(left: Quantity, right: Quantity): Quantity {
  const scale = Math.min(left.scale, right.scale);
  const unscaled = rescale(left.unscaled, left.scale, scale) + rescale(right.unscaled, right.scale, scale);
  const format = left.unscaled === 0n ? right.format : left.format;
  return { unscaled, scale, format, compact: left.compact && right.compact && fitsInt64(unscaled) };
}

export function subtractQuantities(left: Quantity, right: Quantity): Quantity {
  const { unscaled, scale, format, compact } = right;
  return addQuantities(left, { unscaled: -unscaled, scale, format, compact });
}

/** The quantity as a multiple of `10^scale`, rounded away from zero; keeps finer text that is already whole there. */
export function roundUpQuantity(quantity: Quantity, scale: number): Quantity {
  if (quantity.compact && quantity.scale >= scale) return quantity;
  const { unscaled, format, compact } = quantity;
  return { unscaled: rescale(unscaled, quantity.scale, scale), scale, format, compact };
}

function fitsInt64(value: bigint): boolean {
  return value <= maxInt64 && value >= -maxInt64;
}

/**
 * How many `10^scale` the quantity holds, rounded away from zero (towards plus infinity where a long value is
 * negative), as an int64: what doesn't fit is 0 for a compact value and wraps for a long one.
 */
export function scaledValue(quantity: Quantity, scale: number): bigint {
  if (quantity.compact) {
    const value = rescale(quantity.unscaled, quantity.scale, scale);
    return fitsInt64(value) ? value : 0n;
  }
  const wrapped = BigInt.asIntN(64, quantity.unscaled);
  const steps = scale - quantity.scale;
  if (steps <= 0) return BigInt.asIntN(64, wrapped * 10n ** BigInt(-steps));
  const divisor = 10n ** BigInt(steps);
  const dividend = quantity.unscaled < maxInt64 && steps < 19 ? wrapped : quantity.unscaled;
  const quotient = dividend / divisor;
  const rounded = dividend % divisor === 0n ? quotient : quotient + 1n;
  return BigInt.asIntN(64, rounded);
}

const milliCache = new Map<string, number>();
const wholeCache = new Map<string, number>();

function cached(cache: Map<string, number>, text: string, scale: number): number {
  const known = cache.get(text);
  if (known !== undefined) return known;
  const value = Number(scaledValue(parseQuantity(text), scale));
  remember(cache, text, value);
  return value;
}

/** Thousandths, rounded up: 250 for `250m`, 1000 for `1`. @throws QuantityError */
export function quantityToMilli(text: string): number {
  return cached(milliCache, text, -3);
}

/** Whole units, rounded up: bytes of memory and storage, counts of pods. @throws QuantityError */
export function quantityToBytes(text: string): number {
  return cached(wholeCache, text, 0);
}
