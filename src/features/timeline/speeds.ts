import { t } from './messages.en.ts';

const speeds = [0.1, 1, 10, 60, 0] as const;

/** How fast time may flow, in simulated seconds a second; 0 is as fast as it can. */
export function speedChoices(): readonly { readonly value: string; readonly text: string }[] {
  return speeds.map((speed) => ({ value: String(speed), text: speedText(speed) }));
}

export function speedText(speed: number): string {
  return speed === 0 ? t('timeline.speed.max') : `${speed}×`;
}
