import type { Translation } from '../../ui/i18n.ts';
import type { t } from './messages.en.ts';

export const german: Translation<typeof t> = {
  'share.title': 'Ein lebendiges Bild für die eigene Seite',
  'share.close': 'Schließen',
  'share.about':
    'Diese Zeile HTML zeigt diesen Cluster, wie er jetzt ist, neben einem Text. Er steht still, bis jemand ihn startet. Er läuft allein im Browser: kein Konto, keine Cookies, nichts wird gesendet.',
  'share.name': 'Titel',
  'share.usualName': 'Ein lebendiger Cluster',
  'share.machine': 'Der Knopf schaltet den Strom ab von',
  'share.theme': 'Farben',
  'share.system': 'Wie das System',
  'share.light': 'Hell',
  'share.dark': 'Dunkel',
  'share.language': 'Sprache',
  'share.ofPage': 'Wie die Seite darum',
  'share.height': 'Höhe in Pixeln',
  'share.snippet': 'Die Zeile',
  'share.copy': 'Zeile kopieren',
  'share.copied': 'Die Zeile ist kopiert und gehört dorthin, wo das Bild stehen soll.',
  'share.notCopied':
    'Der Browser verbietet das Kopieren. Die Zeile ist ausgewählt: mit der Tastatur kopieren.',
  'share.see': 'Ansehen',
  'share.meansLazy':
    'geladen wird erst, wenn jemand in die Nähe kommt; zwanzig auf einer Seite schaden nicht',
  'share.meansSandbox': 'es darf Skripte ausführen und Links öffnen und sieht nichts von der Seite',
  'share.meansAllow': 'es darf den Bildschirm füllen und einen Link kopieren',
  'share.meansSrc': 'der ganze Verlauf steht darin: {size}; sonst wird nirgends etwas gespeichert',
};
