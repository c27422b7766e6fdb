import type { Translation } from '../../../ui/i18n.ts';
import type { t } from './messages.en.ts';

export const german: Translation<typeof t> = {
  'help.explain': 'Dieses Feld erklären',
  'help.note': 'Erklärung des Feldes am Cursor',
  'help.close': 'Erklärung schließen',
  'help.type': 'Typ',
  'help.required': 'erforderlich',
  'help.default': 'Vorgabe',
  'help.values': 'Mögliche Werte',
  'help.fields': 'Felder',
  'help.live': 'Im Cluster',
  'help.manager': 'Verwaltet von',
  'help.managedBy': '{manager} · {operation}',
  'help.notThere': 'nicht vorhanden',
  'help.noDescription': 'Die API sagt nichts zu diesem Feld.',
  'help.noKind':
    'Gib dem Dokument eine apiVersion und ein kind, die der Cluster kennt; dann lassen sich seine Felder erklären.',
  'help.noField': '{kind} hat kein solches Feld.',
  'help.atNothing': 'Setze den Cursor auf ein Feld.',
  'help.ready': '{kind} {name}: angewendet und gesund',
  'help.waiting': '{kind} {name}: angewendet, noch nicht gesund',
  'help.changed': '{kind} {name}: seit dem Anwenden geändert',
  'help.elsewhere': '{kind} {name}: im Cluster, nicht von hier angewendet',
  'help.refused': '{kind} {name}: vom API-Server abgelehnt',
  'help.absent': '{kind} {name}: nicht im Cluster',
  'help.clickToShow': 'Klick: auf der Fläche zeigen',
  'help.nameHint': 'Strg oder Cmd und Klick: auf der Fläche zeigen',
  'help.keys':
    'Tab verlässt den Text, bis etwas getippt ist; dann rückt es ein. Escape gibt die Tab-Taste frei, Strg M schaltet sie um. Alt F1 erklärt das Feld, Alt Enter zeigt das Objekt auf der Fläche.',
  'help.symbols': 'Zeichen zum Tippen',
  'help.symbol': '{sign} tippen',
  'help.indent': 'Einrücken',
  'help.undo': 'Rückgängig',
};
