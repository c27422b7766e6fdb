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
  'embed.more': 'More',
  'embed.fullScreen': 'Full screen',
  'embed.leaveFullScreen': 'Leave full screen',
  'embed.copyLink': 'Copy a link to this moment',
  'embed.linkCopied': 'The link is copied. It opens this cluster at this moment.',
  'embed.linkNotCopied':
    'The page around this figure does not let it copy. Open it in Podarium, and copy there.',
  'embed.light': 'Light colours',
  'embed.dark': 'Dark colours',
  'embed.contrast': 'High contrast',
  'embed.close': 'Close',
});
