import { defineMessages } from '../ui/i18n.ts';

export const t = defineMessages({
  'embed.title': 'A living cluster',
  'embed.simulated': 'Simulated',
  'embed.open': 'Open in Podarium',
  'embed.reset': 'Reset',
  'embed.start': 'Start this cluster',
  'embed.still': 'A still moment until you start it',
  'embed.cutPower': 'Cut the power of {machine}',
  'embed.powerOn': 'Power on {machine}',
  'embed.close': 'Close',
});
