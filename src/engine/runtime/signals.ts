/** What signals do to a process that has no handler: `man 7 signal`. */

export type SignalRefusal = 'No such process' | 'Operation not permitted';

const numbers: Readonly<Record<string, number>> = {
  HUP: 1,
  INT: 2,
  QUIT: 3,
  ILL: 4,
  TRAP: 5,
  ABRT: 6,
  BUS: 7,
  FPE: 8,
  KILL: 9,
  USR1: 10,
  SEGV: 11,
  USR2: 12,
  PIPE: 13,
  ALRM: 14,
  TERM: 15,
};

/** The exit status that a signal gives; undefined for one that ends nothing. */
export function statusOfSignal(signal: string): number | undefined {
  const number = /^\d+$/.test(signal) ? Number(signal) : numbers[signal];
  return number === undefined || number > 15 ? undefined : 128 + number;
}
