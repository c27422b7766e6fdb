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
  'embed.close': 'Schließen',
};
