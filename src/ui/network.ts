/** What may be fetched before anybody asks for it. */
interface Connection {
  readonly saveData?: boolean;
  /** Megabits a second, as the browser reckons. */
  readonly downlink?: number;
}

const connection = (): Connection | undefined => (navigator as { connection?: Connection }).connection;

const fastMegabits = 5;

/** Large things are only fetched when somebody asks for them: on a phone, and for a reader who counts bytes. */
export function savesData(): boolean {
  return connection()?.saveData === true || globalThis.matchMedia('(width < 700px)').matches;
}

/** Whether several things at once take no longer than one; false where the browser does not say. */
export function hasFastNetwork(): boolean {
  return (connection()?.downlink ?? 0) >= fastMegabits;
}
