import type { Translation } from '../ui/i18n.ts';
import type { t } from './embed-messages.en.ts';

export const german: Translation<typeof t> = {
  'embed.title': 'Ein lebendiger Cluster',
  'embed.simulated': 'Simuliert',
  'embed.open': 'In Podarium öffnen',
  'embed.reset': 'Zurücksetzen',
  'embed.start': 'Diesen Cluster starten',
  'embed.still': 'Ein Standbild, bis er gestartet wird',
  'embed.cutPower': '{machine}: Strom abschalten',
  'embed.powerOn': '{machine}: Strom einschalten',
  'embed.more': 'Mehr',
  'embed.fullScreen': 'Ganzer Bildschirm',
  'embed.leaveFullScreen': 'Ganzen Bildschirm verlassen',
  'embed.copyLink': 'Link zu diesem Moment kopieren',
  'embed.linkCopied': 'Der Link ist kopiert. Er öffnet diesen Cluster in diesem Moment.',
  'embed.linkNotCopied':
    'Die Seite um dieses Bild lässt es nichts kopieren. In Podarium öffnen und dort kopieren.',
  'embed.light': 'Helle Farben',
  'embed.dark': 'Dunkle Farben',
  'embed.contrast': 'Hoher Kontrast',
  'embed.close': 'Schließen',
};
